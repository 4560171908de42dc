// A file without training.loss, whose outputs have losses of their own.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '#shared/base/json.ts';
import { checkDocument } from '#shared/experiment/check-document.ts';
import { formatExperiment, parseExperiment, parseExperimentFile } from '#shared/experiment/parse-experiment.ts';

function file(outputs: JsonObject | undefined, muted = false): JsonObject {
  return {
    strata: 2,
    name: 'two ends',
    data: {
      dataset: 'waves',
      preparation: { kind: 'series', features: ['a', 'b'], target: 'a', lookback: 5, delay: 1 },
    },
    model: {
      nodes: [
        { id: 'in', type: 'Input', config: { shape: [5, 2] } },
        { id: 'f', type: 'Flatten' },
        { id: 'one', type: 'Dense', config: { units: 1 } },
        { id: 'two', type: 'Dense', config: { units: 1 } },
        { id: 'noise', type: 'GaussianNoise', config: { stddev: 0.1 }, muted },
      ],
      edges: [
        { from: 'in', to: 'f' },
        { from: 'f', to: 'one' },
        { from: 'f', to: 'two' },
        { from: 'two', to: 'noise' },
      ],
    },
    training: { optimizer: 'SGD', ...(outputs === undefined ? {} : { outputs }) },
  };
}

const problemsOf = (document: JsonObject): string[] =>
  checkDocument(document, () => null).problems.map(({ message }) => message);

describe('a file without training.loss', () => {
  it('is read where every output has a loss', () => {
    const own = { one: { loss: 'mae' }, noise: { loss: { name: 'huber', config: { delta: 2 } } } };
    expect(problemsOf(file(own))).toEqual([]);
    const experiment = parseExperiment(file(own));
    expect(experiment.training.loss).toEqual({ name: 'mae', config: {} });
    expect(parseExperimentFile(formatExperiment(experiment))).toEqual(experiment);
  });

  it('is read with a muted layer at the end', () => {
    expect(problemsOf(file({ one: { loss: 'mae' }, two: { loss: 'mse' } }, true))).toEqual([]);
  });

  it.each<[string, JsonObject | undefined]>([
    ['no output has one', undefined],
    ['no output has one, but a weight', { one: { weight: 2 } }],
  ])('is refused where %s', (_, outputs) => {
    expect(problemsOf(file(outputs))).toEqual(['training.loss is missing; it must be text or an object.']);
  });

  it.each<[string, JsonObject]>([
    ['has none', { one: { loss: 'mae' } }],
    ['has a weight only', { one: { loss: 'mae' }, noise: { weight: 2 } }],
  ])('is refused at the output that %s', (_, outputs) => {
    expect(checkDocument(file(outputs), () => null).problems).toMatchObject([
      {
        message: 'Output "noise" has no loss; give it one in training.outputs, or all outputs one as training.loss.',
        nodeId: 'noise',
      },
    ]);
  });
});
