// From one setting for all Inputs and outputs to one for each, and back.
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '#shared/base/json.ts';
import { textOf } from '#shared/base/message.ts';
import { endsOf, joinSettings, ownSettings, splitSettings } from '#shared/experiment/edit-ends.ts';
import { graphDocumentSchema } from '#shared/model/graph-document.ts';

const document: JsonObject = {
  data: { dataset: 'weather', preparation: { kind: 'series', target: 'temp', lookback: 24, delay: 3, own: 1 } },
  training: { loss: 'mse', metrics: ['mae'], epochs: 2 },
  more: true,
};

describe('one setting for each', () => {
  test('each Input gets what all had, and nothing else', () => {
    const { document: next, name } = splitSettings(document, 'inputs', ['a', 'b.c']);
    expect(next['data']).toEqual({
      dataset: 'weather',
      preparation: {
        ...{ kind: 'series', target: 'temp', lookback: 24, delay: 3, own: 1 },
        inputs: { a: { lookback: 24 }, 'b.c': { lookback: 24 } },
      },
    });
    expect(textOf(name)).toBe('Give each Input settings of its own');
    expect(next['more']).toBe(true);
  });

  test('each output gets target and objective', () => {
    const both = splitSettings(splitSettings(document, 'targets', ['x']).document, 'objectives', ['x']).document;
    expect(ownSettings(both, 'targets')).toEqual({ x: { target: 'temp', delay: 3 } });
    expect(ownSettings(both, 'objectives')).toEqual({ x: { loss: 'mse', metrics: ['mae'] } });
  });

  test.each(['inputs', 'targets', 'objectives'] as const)('and back: %s', (which) => {
    const split = splitSettings(document, which, ['a', 'b']).document;
    expect(joinSettings(split, which).document).toEqual(document);
    expect(ownSettings(document, which)).toBeNull();
  });
});

test('the ends are those of the model as training sees it', () => {
  const graph = graphDocumentSchema.parse({
    nodes: [
      { id: 'one', type: 'Input' },
      { id: 'two', type: 'Input' },
      { id: 'sum', type: 'Add' },
      { id: 'left', type: 'Dense' },
      { id: 'right', type: 'Dense' },
      { id: 'off', type: 'Dropout', muted: true },
    ],
    edges: [
      { from: 'one', to: 'sum' },
      { from: 'two', to: 'sum', input: 1 },
      { from: 'sum', to: 'left' },
      { from: 'sum', to: 'right' },
      { from: 'right', to: 'off' },
    ],
  });
  expect(endsOf(graph)).toEqual({ inputs: ['one', 'two'], outputs: ['left', 'right'] });
});
