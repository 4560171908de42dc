// Experiments, data sets and runs that the tests of this folder share.
import { readFileSync, readdirSync } from 'node:fs';
import { createRunId, datasetIdSchema } from '#shared/base/ids.ts';
import type { SeriesDataset, TextDataset } from '#shared/data/dataset.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import type { MetricSeries } from '#shared/runs/metric-series.ts';
import { parseExperimentFile } from '#shared/experiment/parse-experiment.ts';
import { readLossText } from '#shared/training/losses.ts';
import type { OwnRun } from '#shared/runs/run.ts';

const folder = new URL('../../../../resources/templates/', import.meta.url);

export const templateIds: readonly string[] = readdirSync(folder)
  .filter((name) => name.endsWith('.strata.json'))
  .map((name) => name.replace('.strata.json', ''));

export function templateText(id: string): string {
  return readFileSync(new URL(`${id}.strata.json`, folder), 'utf8');
}

export function template(id: string): Experiment {
  return parseExperimentFile(templateText(id));
}

export const reviews: TextDataset = {
  kind: 'text',
  id: datasetIdSchema.parse('imdb-reviews'),
  title: 'Reviews',
  source: { origin: 'test' },
  hash: 'a',
  rows: 25_000,
  bytesUsed: 1,
  createdAtMs: 0,
  labels: [
    { name: 'negative', rows: 12_500 },
    { name: 'positive', rows: 12_500 },
  ],
  vocabulary: 80_000,
  words: { least: 10, median: 174, most: 2470 },
};

/** The shipped weather sample as its import describes it. */
export const weather: SeriesDataset = {
  kind: 'series',
  id: datasetIdSchema.parse('weather'),
  title: 'Weather',
  source: { origin: 'test' },
  hash: 'b',
  rows: 8706,
  bytesUsed: 1,
  createdAtMs: 0,
  columns: ['temp', 'dewp', 'humid', 'wind_dir', 'wind_speed', 'precip', 'pressure', 'visib'].map((name) => ({
    name,
    unit: name === 'temp' ? '°F' : '',
    missing: name === 'pressure' ? 831 : 0,
    mean: 10,
    std: 3,
    least: -5,
    most: 40,
  })),
  time: null,
};

/** A finished run of an experiment; `change` replaces what a test is about. */
export function runOf(experiment: Experiment, change: Partial<OwnRun> = {}): OwnRun {
  return {
    id: createRunId(1_700_000_000_000),
    name: experiment.name,
    kind: 'training',
    status: 'completed',
    experimentId: null,
    dataset: experiment.data.dataset,
    datasetHash: 'c0ffee',
    targetsHash: '7a26e7',
    loss: readLossText(experiment.training.loss),
    baselineId: null,
    seed: experiment.training.seed,
    engine: { id: 'native', device: 'CPU', version: 'TensorFlow 2.21.0', step: 'eager', reason: '' },
    parameters: 100,
    epochs: experiment.training.epochs,
    epochsDone: experiment.training.epochs,
    msPerStep: 12.34,
    best: null,
    targetUnit: null,
    createdAtMs: 0,
    startedAtMs: 0,
    endedAtMs: 1,
    durationMs: 1,
    error: null,
    color: 0,
    number: 1,
    tags: [],
    model: experiment.name,
    isStarred: false,
    archivedAtMs: null,
    origin: null,
    fork: null,
    notes: '',
    loggedSettings: {},
    experiment,
    ...change,
  };
}

/** A series over the epochs 1, 2, 3, … */
export function seriesOf(key: string, values: (number | null)[]): MetricSeries {
  return { key, steps: values.map((_, i) => i + 1), values };
}
