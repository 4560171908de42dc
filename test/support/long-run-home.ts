// A home folder with runs that nobody waits for in a test: so many epochs, their figures made up, one of them a spike.
import { createRunId, type RunId } from '#shared/base/ids.ts';
import type { MetricPoint } from '#shared/runs/metric-series.ts';
import { openDatabase } from '#main/db/open-database.ts';
import { createStores } from '#main/db/stores.ts';
import { weatherGru } from './sample-experiments.ts';

/** What a stored metric of a made-up run is: falling, noisy, with one epoch far above the others; of a negative spike far below. */
export function madeUpValue(metric: string, epoch: number, spike: number): number {
  const isValidation = metric.startsWith('val_');
  if (metric.endsWith('mae')) return 0.8 * madeUpValue(metric.replace('mae', 'loss'), epoch, spike);
  if (epoch === spike) return isValidation ? 4 : 3;
  if (epoch === -spike) return isValidation ? 0.1 : 0.05;
  const noise = (((epoch * 7919) % 1000) / 1000 - 0.5) * 0.05;
  return (isValidation ? 0.4 : 0.3) + 1 / (1 + epoch / 200) + noise;
}

const metrics = ['loss', 'mae', 'val_loss', 'val_mae'];

/** Adds a completed run of so many epochs to a home folder that no program holds; its loss is `mse`, its spike one epoch wide. */
export function addMadeUpRun(home: string, epochs: number, spike: number): RunId {
  const stores = createStores(openDatabase({ home }));
  const createdAtMs = 1_790_000_000_000 + epochs;
  const id = createRunId(createdAtMs);
  const training = { ...weatherGru.training, loss: { name: 'mse', config: {} }, epochs };
  stores.runs.create({
    id,
    name: `${epochs} epochs`,
    kind: 'training',
    experimentId: null,
    experiment: { ...weatherGru, training },
    dataset: weatherGru.data.dataset,
    loss: 'mean_squared_error',
    seed: 0,
    epochs,
    createdAtMs,
  });
  stores.runs.update(id, { status: 'running', startedAtMs: createdAtMs });
  const points: MetricPoint[] = [];
  for (let epoch = 1; epoch <= epochs; epoch++) {
    for (const metric of metrics) {
      points.push({ key: `epoch/${metric}`, step: epoch, value: madeUpValue(metric, epoch, spike) });
    }
    points.push({ key: 'epoch/msPerStep', step: epoch, value: 2.5 }, { key: 'epoch/seconds', step: epoch, value: 0.1 });
  }
  stores.runs.addMetrics(id, points);
  stores.runs.update(id, {
    status: 'completed',
    epochsDone: epochs,
    endedAtMs: createdAtMs + epochs * 100,
    durationMs: epochs * 100,
  });
  stores.close();
  return id;
}
