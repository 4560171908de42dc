import { describe, expect, it } from 'vitest';
import type { JsonObject } from '#shared/base/json.ts';
import { seriesPreparationSchema } from '#shared/data/preparation.ts';
import { sampleSpan, seriesPlan } from '#shared/data/series-plan.ts';
import { splitWindows } from '#shared/data/split-windows.ts';
import { handleRange, isShared, moveHandle, type SeriesHandle } from '#shared/experiment/series-handles.ts';

const written = {
  kind: 'series',
  target: 'a',
  lookback: 24,
  step: 2,
  delay: 3,
  split: { train: 0.6, validation: 0.2 },
};
const preparation = seriesPreparationSchema.parse(written);
const ends = { inputs: ['input'], outputs: ['dense'] };

function documentOf(shape: (number | null)[], more: JsonObject = {}): JsonObject {
  return {
    name: 'One',
    data: { dataset: 'mine', preparation: { ...written, ...more } },
    model: {
      nodes: [
        { id: 'input', type: 'Input', config: { shape } },
        { id: 'dense', type: 'Dense', config: { units: 1 } },
      ],
      edges: [{ from: 'input', to: 'dense' }],
    },
  };
}

describe('bounds', () => {
  const rangeOf = (handle: SeriesHandle) => {
    const plan = sampleSpan(seriesPlan(preparation, ends));
    return handleRange(handle, preparation, 1000, splitWindows(1000, preparation.split, plan), plan);
  };

  it('leave the training one sample, and a border between its neighbours', () => {
    expect(rangeOf('lookback')).toEqual({ value: 24, least: 1, most: 596 });
    expect(rangeOf('delay')).toEqual({ value: 3, least: 0, most: 575 });
    expect(rangeOf('horizon')).toEqual({ value: 1, least: 1, most: 573 });
    expect(rangeOf('step')).toEqual({ value: 2, least: 1, most: 24 });
    expect(rangeOf('train')).toEqual({ value: 600, least: 1, most: 800 });
    expect(rangeOf('validation')).toEqual({ value: 800, least: 600, most: 1000 });
  });

  it('are those of the test with folds, and the training is that of the fold', () => {
    const folded = seriesPreparationSchema.parse({ ...written, split: { ...written.split, folds: 3, fold: 1 } });
    const plan = sampleSpan(seriesPlan(folded, ends));
    const splits = splitWindows(1000, folded.split, plan);
    expect(handleRange('validation', folded, 1000, splits, plan)).toEqual({ value: 800, least: 600, most: 1000 });
    expect(handleRange('lookback', folded, 1000, splits, plan).most).toBe(196);
    expect([isShared('train', folded, ends), isShared('validation', folded, ends)]).toEqual([false, true]);
    expect(
      moveHandle(documentOf([12, 1], { split: { ...written.split, folds: 3 } }), 'validation', 900, { rows: 1000 })
        ?.document['data'],
    ).toMatchObject({ preparation: { split: { train: 0.6, validation: 0.3, folds: 3 } } });
  });

  it('contain the value of a file that is out of them', () => {
    const short = { lookback: 24, step: 1, delay: 3 };
    expect(handleRange('lookback', preparation, 20, splitWindows(20, preparation.split, short), short)).toEqual({
      value: 24,
      least: 1,
      most: 24,
    });
  });
});

describe('an edit', () => {
  it('changes its setting, and an Input that took the window takes it again', () => {
    const edit = moveHandle(documentOf([12, 1]), 'lookback', 30, { rows: 1000 });
    expect(edit?.name).toEqual({ text: 'Set {0} to {1}', values: expect.anything() });
    expect(edit?.document).toEqual({
      ...documentOf([15, 1]),
      data: { dataset: 'mine', preparation: { ...written, lookback: 30 } },
    });
    expect(moveHandle(documentOf([12, 1]), 'step', 5, { rows: 1000 })?.document['model']).toEqual(
      documentOf([5, 1])['model'],
    );
  });

  it('leaves an Input alone that is of any length, of another one, or has settings of its own', () => {
    for (const shape of [
      [null, 1],
      [7, 1],
    ]) {
      const document = documentOf(shape);
      expect(moveHandle(document, 'lookback', 30, { rows: 1000 })?.document['model']).toEqual(document['model']);
    }
    const own = documentOf([6, 1], { inputs: { input: { lookback: 12 } } });
    expect(moveHandle(own, 'lookback', 30, { rows: 1000 })?.document['model']).toEqual(own['model']);
    expect(moveHandle(documentOf([12, 1]), 'delay', 0, { rows: 1000 })?.document['model']).toEqual(
      documentOf([12, 1])['model'],
    );
  });

  it('of a border keeps the sum of what it does not move', () => {
    expect(moveHandle(documentOf([12, 1]), 'train', 500, { rows: 1000 })?.document['data']).toEqual({
      dataset: 'mine',
      preparation: { ...written, split: { train: 0.5, validation: 0.3 } },
    });
  });

  it('leaves a horizon of one row out', () => {
    const many = moveHandle(documentOf([12, 1]), 'horizon', 4, { rows: 1000 })?.document ?? {};
    expect(many['data']).toMatchObject({ preparation: { horizon: 4 } });
    expect(moveHandle(many, 'horizon', 1, { rows: 1000 })?.document).toEqual(documentOf([12, 1]));
  });

  it('is none of a document without a series', () => {
    expect(moveHandle({}, 'lookback', 3, { rows: 10 })).toBeNull();
    expect(moveHandle({ data: { preparation: { kind: 'text' } } }, 'train', 3, { rows: 10 })).toBeNull();
  });
});

it('a handle is used while some end has no setting of its own', () => {
  const own = seriesPreparationSchema.parse({ ...written, inputs: { input: { lookback: 3 } } });
  expect(isShared('lookback', own, ends)).toBe(false);
  expect(isShared('step', own, ends)).toBe(true);
  expect(isShared('delay', own, ends)).toBe(true);
  expect(isShared('lookback', own, { ...ends, inputs: ['input', 'other'] })).toBe(true);
  expect(isShared('train', own, ends)).toBe(true);
});
