import { describe, expect, test } from 'vitest';
import { datasetIdSchema } from '#shared/base/ids.ts';
import type { SeriesDataset, TextDataset } from '#shared/data/dataset.ts';
import { checkExperiment } from '#shared/experiment/check-experiment.ts';
import { parseExperiment } from '#shared/experiment/parse-experiment.ts';
import {
  proposedTargets,
  proposeExperiment,
  proposeStep,
  windowFits,
  type WantedForecast,
} from '#shared/experiment/propose-experiment.ts';
import { imdbDataset, weatherDataset } from '../../../support/sample-experiments.ts';

const base = { id: datasetIdSchema.parse('mine'), title: 'Mine', source: { origin: 'mine.csv' }, hash: 'abc' };
const named = { name: 'First', description: 'From data.' };

function texts(classes: number, given: Partial<TextDataset> = {}): TextDataset {
  const rows = given.rows ?? 1_000;
  const labels = Array.from({ length: classes }, (_, i) => ({ name: `label ${i}`, rows: Math.ceil(rows / classes) }));
  const words = { least: 1, median: 60, most: 400 };
  return { kind: 'text', ...base, rows, bytesUsed: 1, createdAtMs: 1, labels, vocabulary: 5_000, words, ...given };
}

function column(name: string, given: Partial<SeriesDataset['columns'][number]> = {}) {
  return { name, unit: '', missing: 0, mean: 0, std: 1, least: -1, most: 1, ...given };
}

/** @param everyMs the distance of the rows; null without a time column */
function series(rows: number, everyMs: number | null, columns = [column('a'), column('b')]): SeriesDataset {
  const text = (row: number): string => new Date(Date.UTC(2020, 0, 1) + row * (everyMs ?? 0)).toISOString();
  const time = everyMs === null ? null : { column: 'time', first: text(0), last: text(rows - 1) };
  return { kind: 'series', ...base, rows, bytesUsed: 1, createdAtMs: 1, columns, time };
}

/** The proposal, which has no problem at all. */
function proposed(dataset: TextDataset | SeriesDataset, wanted: WantedForecast = {}) {
  const document = proposeExperiment(dataset, named, wanted);
  if (document === null) throw new Error('nothing is proposed');
  const experiment = parseExperiment(document);
  expect(checkExperiment(experiment, dataset).result.problems).toEqual([]);
  return experiment;
}

const windowOf = (dataset: SeriesDataset, wanted: WantedForecast = {}) => {
  const { preparation } = proposed(dataset, wanted).data;
  if (preparation.kind !== 'series') throw new Error('no series');
  return [preparation.lookback, preparation.step, preparation.delay];
};

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

describe('of texts', () => {
  test('with two labels: a sigmoid', () => {
    const experiment = proposed(imdbDataset);
    expect(experiment).toMatchObject({
      name: 'First',
      description: 'From data.',
      data: { dataset: 'imdb-reviews', preparation: { kind: 'text', words: 10_000, length: 348 } },
      training: { loss: { name: 'binary_crossentropy' }, metrics: [{ name: 'accuracy' }], batch_size: 32 },
    });
    expect(experiment.model.nodes.map(({ type }) => type)).toEqual([
      'Input',
      'Embedding',
      'Conv1D',
      'MaxPooling1D',
      'Conv1D',
      'GlobalMaxPooling1D',
      'Dense',
    ]);
    expect(experiment.model.nodes.at(-1)?.config).toEqual({ units: 1, activation: 'sigmoid' });
  });

  test('with five labels: a softmax of five', () => {
    const experiment = proposed(texts(5));
    expect(experiment.training.loss).toMatchObject({ name: 'sparse_categorical_crossentropy' });
    expect(experiment.model.nodes.at(-1)?.config).toEqual({ units: 5, activation: 'softmax' });
    expect(experiment.data.preparation).toMatchObject({ words: 5_000, length: 120 });
  });

  test.each([0, 1, 2, 3, 20, 21, 41, 10_000])('of %i words each: a model that fits', (median) => {
    const words = { least: 0, median, most: 20_000 };
    proposed(texts(2, { words }));
    proposed(texts(3, { words, vocabulary: 1, rows: 3 }));
  });

  test('that cannot be told apart, or are too few: none', () => {
    expect(proposeExperiment(texts(1), named)).toBeNull();
    expect(proposeExperiment(texts(0), named)).toBeNull();
    expect(proposeExperiment(texts(2, { rows: 1 }), named)).toBeNull();
  });
});

describe('of a series', () => {
  test('of hours: five days, a day ahead, of every column, with gaps filled', () => {
    const experiment = proposed(weatherDataset, { target: 'humid' });
    expect(experiment).toMatchObject({
      data: {
        preparation: { target: 'humid', lookback: 120, step: 1, delay: 24, missing: 'fill' },
      },
      training: { loss: { name: 'mae' }, batch_size: 128, steps_per_epoch: null },
    });
    expect(experiment.model.nodes.map(({ type, config }) => [type, config])).toEqual([
      ['Input', { shape: [120, 7] }],
      ['GRU', { units: 32 }],
      ['Dense', { units: 1 }],
    ]);
  });

  test.each([
    ['ten minutes', series(420_551, 10 * minute), [720, 6, 144]],
    ['minutes', series(200_000, minute), [7_200, 60, 1_440]],
    ['hours', series(20_000, hour), [120, 1, 24]],
    ['twelve hours', series(20_000, 12 * hour), [10, 1, 2]],
    ['days', series(3_650, day), [28, 1, 0]],
    ['months', series(1_200, 30.436875 * day), [12, 1, 0]],
    ['seconds', series(20_000, 1_000), [24, 1, 0]],
    ['an unknown period', series(20_000, null), [24, 1, 0]],
  ])('of %s has a window that fits the period', (_, dataset, window) => {
    expect(windowOf(dataset)).toEqual(window);
  });

  test('that is short has a window that fits its length', () => {
    expect(windowOf(series(1_000, hour))).toEqual([49, 1, 0]);
    expect(windowOf(series(2_000, 10 * minute))).toEqual([99, 6, 0]);
    for (let rows = 8; rows < 3_000; rows = Math.ceil(rows * 1.13))
      for (const period of [null, minute, 10 * minute, hour, day]) windowOf(series(rows, period));
    expect(proposeExperiment(series(7, hour), named)).toBeNull();
  });

  test('with a window that a person wants has it, where its rows hold it', () => {
    const hours = series(1_000, hour);
    expect(windowOf(hours, { window: { lookback: 96, step: 2, delay: 12 } })).toEqual([96, 2, 12]);
    // 200 rows are for validation: the last window that they hold, and the first that they do not.
    expect(windowOf(hours, { window: { lookback: 175, step: 1, delay: 24 } })).toEqual([175, 1, 24]);
    expect(windowFits({ lookback: 176, step: 1, delay: 24 }, 1_000)).toBe(false);
    expect(windowOf(hours, { window: { lookback: 176, step: 1, delay: 24 } })).toEqual(windowOf(hours));
  });

  test('with a lookback of a person’s own has a step that leaves a few', () => {
    expect(proposeStep(720, 600)).toBe(6);
    expect(proposeStep(16, 600)).toBe(2);
    expect(proposeStep(1, 600)).toBe(1);
    expect(proposeStep(500, 3_600)).toBe(1);
    expect(proposeStep(500, null)).toBe(1);
  });

  test('that is long has a limited epoch', () => {
    expect(proposed(series(1_000_000, hour)).training.steps_per_epoch).toBe(500);
  });

  test('with one column only predicts it from itself', () => {
    const experiment = proposed(series(5_000, day, [column('sales')]));
    expect(experiment.data.preparation).toMatchObject({ features: ['sales'], target: 'sales' });
    expect(experiment.model.nodes[0]?.config).toMatchObject({ shape: [28, 1] });
  });

  test('leaves out columns that say nothing', () => {
    const dataset = series(500, day, [
      column('constant', { least: 3, most: 3 }),
      column('empty', { missing: 500 }),
      column('good', { missing: 2 }),
    ]);
    expect(proposedTargets(dataset)).toEqual(['good']);
    expect(proposed(dataset).data.preparation).toMatchObject({ features: ['good'], missing: 'fill' });
    expect(proposeExperiment(dataset, named, { target: 'constant' })).toBeNull();
    expect(proposeExperiment(series(500, day, [column('constant', { least: 3, most: 3 })]), named)).toBeNull();
  });
});
