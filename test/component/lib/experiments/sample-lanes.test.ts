import { describe, expect, it } from 'vitest';
import type { CheckResult } from '#shared/experiment/check-result.ts';
import { seriesPreparationSchema } from '#shared/data/preparation.ts';
import { layerSteps, rowsAround, sampleLanes } from '#renderer/lib/experiments/sample-lanes.ts';

const preparation = seriesPreparationSchema.parse({
  kind: 'series',
  target: 'a',
  lookback: 24,
  step: 2,
  delay: 3,
  inputs: { days: { lookback: 240, step: 24 } },
  outputs: { wide: { delay: 0, horizon: 12 } },
});
const lanes = sampleLanes(preparation, { inputs: ['hours', 'days'], outputs: ['one', 'wide'] }, 500);

it('each Input and output has its rows', () => {
  expect(lanes).toEqual([
    { kind: 'input', id: 'hours', from: 476, to: 500, step: 2, steps: 12 },
    { kind: 'input', id: 'days', from: 260, to: 500, step: 24, steps: 10 },
    { kind: 'output', id: 'one', from: 503, to: 504, step: 1, steps: 1 },
    { kind: 'output', id: 'wide', from: 500, to: 512, step: 1, steps: 12 },
  ]);
});

it('there is room around a sample, within the series', () => {
  expect(rowsAround({ from: 260, to: 512 }, 1000)).toEqual({ from: 209, to: 563 });
  expect(rowsAround({ from: 3, to: 8 }, 9)).toEqual({ from: 1, to: 9 });
});

describe('layers', () => {
  type Layer = CheckResult['layers'][number];
  const layer = (
    id: string,
    outputShapes: Layer['outputShapes'],
    steps: number | null,
    extent: 'window' | 'before',
  ): Layer => ({
    id,
    type: 'Conv1D',
    outputShapes,
    parameters: 0,
    trainableParameters: 0,
    flopsPerSample: 0,
    activationBytes: 0,
    receptiveFields: [{ input: 'hours', steps, of: 12, extent }],
  });

  it('leave steps until one has none, and see the last rows of a window', () => {
    const shown = layerSteps(
      [
        layer('input', [[12, 4]], 1, 'window'),
        layer('conv', [[8, 4]], 5, 'window'),
        layer('gru', [[16]], null, 'before'),
        layer('dense', [[1]], null, 'before'),
      ],
      lanes,
    );
    expect(shown.map(({ id, steps, seen }) => [id, steps, seen])).toEqual([
      ['input', 12, { from: 498, to: 499 }],
      ['conv', 8, { from: 490, to: 499 }],
      ['gru', null, { from: 476, to: 499 }],
    ]);
  });

  it('of a branch that begins later have steps again', () => {
    const shown = layerSteps(
      [layer('a', [[4]], 1, 'window'), layer('b', [[4]], 1, 'window'), layer('c', [[9, 1]], 1, 'window')],
      [],
    );
    expect(shown.map(({ id, steps, seen }) => [id, steps, seen])).toEqual([
      ['a', null, null],
      ['c', 9, null],
    ]);
  });
});
