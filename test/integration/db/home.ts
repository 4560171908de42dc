// A home folder of a test's own, with what a test puts into its database.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createRunId, type RunId } from '#shared/base/ids.ts';
import { experimentSchema, type Experiment } from '#shared/experiment/experiment-file.ts';
import type { MetricPoint } from '#shared/runs/metric-series.ts';
import { openDatabase, type OpenDatabase, type OpenDatabaseOptions } from '#main/db/open-database.ts';
import { createStores, type Stores, type StoresOptions } from '#main/db/stores.ts';
import type { NewRun } from '#main/ports/run-store.ts';

/** A new folder that is gone when the test is over. */
export function temporaryHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'strata-db-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  return home;
}

/** Opens the database and closes it when the test is over. */
export function open(home: string, options: Omit<OpenDatabaseOptions, 'home'> = {}): OpenDatabase {
  const database = openDatabase({ home, ...options });
  onTestFinished(() => database.close());
  return database;
}

export function openStores(home: string, options: StoresOptions = {}): Stores & { readonly database: OpenDatabase } {
  const database = open(home);
  return { ...createStores(database, options), database };
}

/** With a key that no schema knows, in the file and in the data: both must survive. */
export const experiment: Experiment = experimentSchema.parse({
  strata: 2,
  name: 'Weather with “Conv1D”',
  data: {
    dataset: 'weather-jfk',
    preparation: {
      kind: 'series',
      features: ['temp'],
      target: 'temp',
      lookback: 120,
      step: 1,
      delay: 24,
      split: { train: 0.6, validation: 0.2 },
    },
  },
  model: {
    nodes: [{ id: 'in', type: 'Input', config: { shape: [120, 1] }, madeBy: 'a later version' }],
    edges: [],
  },
  training: { loss: 'mae', optimizer: { name: 'RMSprop', config: { learning_rate: 0.001 } } },
  notes: ['kept'],
});

let made = 0;
/** A later one is newer, by one millisecond. */
export function newRun(change: Partial<NewRun> = {}): NewRun {
  const createdAtMs = 1_790_000_000_000 + ++made;
  return {
    id: createRunId(createdAtMs),
    name: `run ${made}`,
    kind: 'training',
    experimentId: null,
    experiment,
    dataset: 'weather-jfk',
    loss: 'mean_absolute_error',
    seed: 7,
    epochs: 10,
    createdAtMs,
    ...change,
  };
}

export function points(key: string, from: number, count: number): MetricPoint[] {
  return Array.from({ length: count }, (_, i) => ({ key, step: from + i, value: 1 / (from + i) }));
}

/** How many points a run has, over all keys. */
export function countPoints(stores: Stores, id: RunId): number {
  return stores.runs.metrics(id, '').reduce((sum, series) => sum + series.steps.length, 0);
}
