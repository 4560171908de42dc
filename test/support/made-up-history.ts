// A history of made-up runs, of any size: seeded, so that the same numbers give the same history, with a spike of one point in
// every series. Written through the repositories, many runs in one transaction.
import { createRunId, type RunId } from '#shared/base/ids.ts';
import { createRandom } from '#shared/base/random.ts';
import { experimentSchema, type Experiment } from '#shared/experiment/experiment-file.ts';
import { epochKey } from '#shared/runs/metric-keys.ts';
import type { MetricPoint } from '#shared/runs/metric-series.ts';
import { transact } from '#main/db/connection.ts';
import { openDatabase } from '#main/db/open-database.ts';
import { createStores } from '#main/db/stores.ts';
import { weatherGru } from './sample-experiments.ts';

/** What a history is made of. */
export interface MadeUpHistory {
  readonly runs: number;
  /** Series of each run: losses and metrics by epoch. */
  readonly series: number;
  /** Points of each series. */
  readonly points: number;
  /** Settings that differ between runs. */
  readonly settings: number;
  readonly seed: number;
}

const firstNames = ['loss', 'mae', 'val_loss', 'val_mae', 'mse', 'val_mse', 'mape', 'val_mape'];

/** The names of the series: `loss`, `mae`, `val_loss`, `val_mae`, and more. */
export function madeUpNames({ series }: Pick<MadeUpHistory, 'series'>): string[] {
  return Array.from({ length: series }, (_, i) => firstNames[i] ?? `metric_${i + 1}`);
}

type Choice = readonly (string | number)[];

/** The settings by their paths, in the order in which they are taken; after these come layers. */
const choices: Readonly<Record<string, Choice>> = {
  'training.batch_size': [16, 32, 64, 128],
  'training.optimizer': ['RMSprop', 'Adam', 'SGD'],
  'training.optimizer.learning_rate': [0.0001, 0.0003, 0.001, 0.003, 0.01],
  'model.gru.units': [16, 24, 32, 48, 64, 96],
  'model.gru.dropout': [0, 0.1, 0.2, 0.5],
  'model.gru.recurrent_dropout': [0, 0.25, 0.5],
  'data.preparation.lookback': [24, 48, 120, 240],
};
const layerUnits: Choice = [4, 8, 12, 16, 24, 32];

/** One run of a history. */
export interface MadeUpRun {
  /** By its path. */
  readonly settings: ReadonlyMap<string, string | number>;
  /** The values of each series, the first at epoch 1. */
  readonly series: ReadonlyMap<string, readonly number[]>;
  /** The smallest value of a series, and its epoch. */
  best(name: string): { readonly value: number; readonly epoch: number };
}

/** @param number from 1 */
export function madeUpRun(history: MadeUpHistory, number: number): MadeUpRun {
  const random = createRandom(history.seed, number);
  const settings = new Map<string, string | number>();
  const pick = (path: string, from: Choice): void => {
    settings.set(path, from[Math.floor(random() * from.length)] ?? 0);
  };
  for (const [path, from] of Object.entries(choices)) if (settings.size < history.settings) pick(path, from);
  for (let layer = 1; settings.size < history.settings; layer++) pick(`model.hidden_${layer}.units`, layerUnits);
  const level = 0.2 + 0.3 * random();
  const series = new Map<string, number[]>();
  for (const name of madeUpNames(history)) {
    const end = level * (name.startsWith('val_') ? 1.1 : 1) * (0.8 + 0.4 * random());
    const pace = history.points / (5 + 20 * random());
    const spike = 1 + Math.floor(random() * history.points);
    const values: number[] = [];
    for (let epoch = 1; epoch <= history.points; epoch++) {
      const curve = end + 0.6 / (1 + epoch / pace) + 0.02 * (random() - 0.5);
      values.push(Number((epoch === spike ? curve + 2 : curve).toFixed(5)));
    }
    series.set(name, values);
  }
  return {
    settings,
    series,
    best: (name) => {
      const values = series.get(name) ?? [];
      const value = values.reduce((least, each) => Math.min(least, each), Infinity);
      return { value, epoch: values.indexOf(value) + 1 };
    },
  };
}

function experimentOf({ settings }: MadeUpRun, epochs: number): Experiment {
  const setting = <Value extends string | number>(path: string, otherwise: Value): Value =>
    (settings.get(path) ?? otherwise) as Value;
  const hidden = [...settings].filter(([path]) => path.startsWith('model.hidden_'));
  const lookback = setting('data.preparation.lookback', 120);
  const layers = [
    { id: 'input', type: 'Input', config: { shape: [lookback, 7] } },
    {
      id: 'gru',
      type: 'GRU',
      config: {
        units: setting('model.gru.units', 32),
        dropout: setting('model.gru.dropout', 0),
        recurrent_dropout: setting('model.gru.recurrent_dropout', 0),
      },
    },
    ...hidden.map(([path, units]) => ({ id: path.split('.')[1] ?? '', type: 'Dense', config: { units } })),
    { id: 'dense', type: 'Dense', config: { units: 1 } },
  ];
  const name = setting('training.optimizer', 'RMSprop');
  const config = { learning_rate: setting('training.optimizer.learning_rate', 0.001) };
  return experimentSchema.parse({
    ...weatherGru,
    data: { ...weatherGru.data, preparation: { ...weatherGru.data.preparation, lookback } },
    model: {
      nodes: layers,
      edges: layers.slice(1).map(({ id }, i) => ({ from: layers[i]?.id, to: id })),
    },
    training: {
      ...weatherGru.training,
      loss: 'mean_squared_error',
      optimizer: { name, config },
      batch_size: setting('training.batch_size', 128),
      epochs,
    },
  });
}

const firstMs = Date.UTC(2026, 0, 1);
const dataHash = 'a3f2c0d41e9b7786a3f2c0d41e9b7786a3f2c0d41e9b7786a3f2c0d41e9b7786';
/** So many runs or points are one transaction: its log stays small. */
const mostRuns = 500;
const mostPoints = 400_000;

/**
 * Adds the completed runs of a history to a home folder that no program holds; they are called `Run 1`, `Run 2`, ….
 * @param onprogress called with the number of runs that are written
 */
export function addHistory(home: string, history: MadeUpHistory, onprogress?: (done: number) => void): RunId[] {
  const database = openDatabase({ home });
  const stores = createStores(database);
  const ids: RunId[] = [];
  const random = createRandom(history.seed, 0);
  const add = (number: number): void => {
    const made = madeUpRun(history, number);
    const createdAtMs = firstMs + number * 60_000;
    const id = createRunId(createdAtMs, random);
    ids.push(id);
    const epochs = history.points;
    const experiment = experimentOf(made, epochs);
    stores.runs.create({
      id,
      name: `Run ${number}`,
      kind: 'training',
      experimentId: null,
      experiment,
      dataset: experiment.data.dataset,
      loss: 'mean_squared_error',
      seed: number,
      epochs,
      createdAtMs,
    });
    stores.runs.update(id, { status: 'running', startedAtMs: createdAtMs });
    const points: MetricPoint[] = [];
    for (const [name, values] of made.series)
      for (const [i, value] of values.entries()) points.push({ key: epochKey(name), step: i + 1, value });
    stores.runs.addMetrics(id, points);
    const metric = made.series.has('val_mae') ? 'val_mae' : 'loss';
    const durationMs = 20_000 + Math.floor(random() * 90_000);
    stores.runs.update(id, {
      status: 'completed',
      epochsDone: epochs,
      endedAtMs: createdAtMs + durationMs,
      durationMs,
      datasetHash: dataHash,
      parameters: 1000 + Math.floor(random() * 50_000),
      msPerStep: 1 + 9 * random(),
      engine: {
        id: random() < 0.8 ? 'native' : 'wasm',
        device: 'CPU',
        version: 'TensorFlow 2.21.0',
        step: 'compiled',
        reason: 'Made up.',
      },
      best: { metric, ...made.best(metric) },
    });
  };
  const atOnce = Math.max(1, Math.min(mostRuns, Math.floor(mostPoints / (history.series * history.points))));
  for (let done = 0; done < history.runs;) {
    const until = Math.min(history.runs, done + atOnce);
    transact(database.connection, 'write', () => {
      while (done < until) add(++done);
    });
    onprogress?.(done);
  }
  stores.close();
  return ids;
}
