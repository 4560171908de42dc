// A home folder with many made-up runs: batch sizes that differ, and figures of four metrics.
import { createRunId, type RunId } from '#shared/base/ids.ts';
import type { MetricPoint } from '#shared/runs/metric-series.ts';
import { openDatabase } from '#main/db/open-database.ts';
import { createStores } from '#main/db/stores.ts';
import { weatherGru } from './sample-experiments.ts';

/** The batch size of the run with this number, from 1. */
export const madeUpBatchSize = (number: number): number => [16, 32, 64, 128][number % 4] ?? 0;

/** Its best val_mae. */
export const madeUpBest = (number: number): number => Number((0.2 + ((number * 7919) % 1000) / 5000).toFixed(4));

const epochs = 5;

/** Adds so many completed runs to a home folder that no program holds. */
export function addManyRuns(home: string, count: number): RunId[] {
  const database = openDatabase({ home });
  const stores = createStores(database);
  const ids: RunId[] = [];
  for (let number = 1; number <= count; number++) {
    const createdAtMs = 1_790_000_000_000 + number * 60_000;
    const id = createRunId(createdAtMs);
    ids.push(id);
    const training = { ...weatherGru.training, batch_size: madeUpBatchSize(number), epochs };
    stores.runs.create({
      id,
      name: `Run ${number}`,
      kind: 'training',
      experimentId: null,
      experiment: { ...weatherGru, training },
      dataset: weatherGru.data.dataset,
      loss: 'mean_absolute_error',
      seed: number,
      epochs,
      createdAtMs,
    });
    stores.runs.update(id, { status: 'running', startedAtMs: createdAtMs });
    const best = madeUpBest(number);
    const points: MetricPoint[] = [];
    for (let epoch = 1; epoch <= epochs; epoch++) {
      const value = best + Math.abs(epoch - 4) * 0.05;
      for (const metric of ['loss', 'mae', 'val_loss', 'val_mae'])
        points.push({ key: `epoch/${metric}`, step: epoch, value });
    }
    stores.runs.addMetrics(id, points);
    stores.runs.update(id, {
      status: 'completed',
      epochsDone: epochs,
      endedAtMs: createdAtMs + number * 1000,
      durationMs: number * 1000,
      best: { metric: 'val_mae', value: best, epoch: 4 },
    });
  }
  stores.close();
  return ids;
}
