// The figures of each layer in the result of a check, against numbers computed by hand.
import { expect, it } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import type { Dataset } from '#shared/data/dataset.ts';
import { checkExperiment } from '#shared/experiment/check-experiment.ts';
import { checkResultSchema, type CheckResult } from '#shared/experiment/check-result.ts';
import { sightText } from '#shared/experiment/sight-text.ts';
import { changed } from './changed-experiment.ts';
import { reviews, template, weather } from './experiments.ts';

function check(id: string, dataset: Dataset | null): CheckResult {
  const { result } = checkExperiment(template(id), dataset);
  expect(checkResultSchema.parse(result)).toEqual(result);
  return result;
}

const sights = ({ layers, stepUnit }: CheckResult): string[] =>
  layers.map(({ id, receptiveFields }) => `${id}: ${textOf(sightText(receptiveFields, stepUnit))}`);

it('of the tutorial’s first model', () => {
  const result = check('imdb-conv1d', reviews);
  expect(sights(result)).toEqual([
    'input: 1 word',
    'embedding: 1 word',
    'conv1d_1: 7 words',
    'max_pooling1d: 11 words',
    'conv1d_2: 41 words',
    // 92 windows of 7 poolings of 5: the last two of 494 steps are in none.
    'global_max_pooling1d: 496 words',
    'dense: 496 words',
  ]);
  // Batch 32, 4 bytes: (500), (500, 128), (494, 32), (98, 32), (92, 32), (32), (1).
  expect(result.layers.map(({ activationBytes }) => activationBytes / 4 / 32)).toEqual([
    500, 64_000, 15_808, 3136, 2944, 32, 1,
  ]);
  // 2 · 494 · 7 · 128 · 32 and 2 · 92 · 7 · 32 · 32, and the 32 products of the answer.
  expect(result.layers.map(({ flopsPerSample }) => flopsPerSample)).toEqual([0, 0, 28_327_936, 0, 1_318_912, 0, 64]);
  expect(result.layers.every(({ parameters, trainableParameters }) => parameters === trainableParameters)).toBe(true);
});

it('in the unit of the data: hours of a series whose rows are an hour apart', () => {
  const hourly = { ...weather, time: { column: 'time', first: '2013-01-01 01:00', last: '2013-12-30 18:00' } };
  const result = check('weather-conv1d-gru', hourly);
  expect(result.stepUnit).toEqual({ kind: 'time', seconds: 3600 });
  expect(sights(result).find((text) => text.startsWith('conv1d_1:'))).toBe('conv1d_1: 5 hours');
  const { result: thinned } = checkExperiment(changed('weather-conv1d', { preparation: { step: 6 } }), hourly);
  expect(thinned.stepUnit).toEqual({ kind: 'time', seconds: 21_600 });
  // Inputs whose steps differ have no unit in common.
  expect(check('weather-hours-days', hourly).stepUnit).toEqual({ kind: 'step' });
  // Without a time that can be read, in steps.
  expect(check('weather-conv1d-gru', weather).stepUnit).toEqual({ kind: 'step' });
});

it('tells what no gradient changes', () => {
  const experiment = template('weather-gru');
  const model = {
    nodes: [
      { id: 'in', type: 'Input', config: { shape: [24, 8] } },
      { id: 'norm', type: 'BatchNormalization', config: {} },
      { id: 'gru', type: 'GRU', config: { units: 4, return_sequences: true } },
    ],
    edges: [
      { from: 'in', to: 'norm' },
      { from: 'norm', to: 'gru' },
    ],
  };
  const { result } = checkExperiment({ ...experiment, model }, weather);
  const [, norm, gru] = result.layers;
  expect([norm?.parameters, norm?.trainableParameters]).toEqual([32, 16]);
  expect(gru?.receptiveFields).toEqual([{ input: 'in', steps: 24, of: 24, extent: 'before' }]);
  expect(sights(result).at(-1)).toBe('gru: everything before');
});

it.each([
  [{ kind: 'time' as const, seconds: 600 }, 300, '2.1 days'],
  [{ kind: 'time' as const, seconds: 600 }, 6, '1 hour'],
  [{ kind: 'time' as const, seconds: 600 }, 7, '70 minutes'],
  [{ kind: 'time' as const, seconds: 1 }, 30, '30 seconds'],
  [{ kind: 'time' as const, seconds: 86_400 }, 1000, '2.7 years'],
  [{ kind: 'step' as const }, 1, '1 step'],
  [{ kind: 'word' as const }, 1234, '1,234 words'],
])('%j and %d steps are %s', (unit, steps, expected) => {
  expect(textOf(sightText([{ input: 'in', steps, of: 5000, extent: 'window' }], unit))).toBe(expected);
});
