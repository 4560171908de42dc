// A model with two Inputs and two outputs on real weather: what is trained, stored, and compared with its baseline.
import { expect, it } from 'vitest';
import { baselineOf } from '#shared/runs/baseline.ts';
import { measureOf } from '#shared/runs/measure.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import { modelEnds } from '#shared/training/output-training.ts';
import { prepareData } from '#main/datasets/prepare-data.ts';
import { requireTrainable } from '#main/services/trainable.ts';
import { experimentOf, home, start, useQueue, workbench } from './queue-workbench.ts';

useQueue();

const names = ['loss', 'temp_loss', 'pressure_loss', 'temp_mae', 'pressure_mae'];

function lastOf({ id }: RunSummary, metric: string): number {
  const [series] = workbench.runs.metrics(id, `epoch/${metric}`);
  return series?.values.at(-1) ?? Number.NaN;
}

it('trains with the compiled step, and tells each output’s values in its own unit against its own last value', async () => {
  const experiment = experimentOf('weather-hours-days', { epochs: 6 });
  const trainable = requireTrainable(workbench.datasets, experiment);
  const asked = {
    trainable,
    experimentId: null,
    engine: 'native',
    step: 'compiled',
    xla: 'auto',
    limitBatches: null,
  } as const;
  const run = await workbench.queue.start(asked).finished;
  expect(run).toMatchObject({ status: 'completed', error: null });
  expect(run.engine?.step).toBe('compiled');
  expect(run.loss).toBe('0.5 × pressure: huber (delta 1) + temp: mean_absolute_error');
  expect(run.parameters).toBe(4330);
  for (const name of names.flatMap((one) => [one, `val_${one}`])) expect(lastOf(run, name)).toBeGreaterThan(0);

  // The sums are those of the parts, with their weights.
  expect(lastOf(run, 'val_loss')).toBeCloseTo(lastOf(run, 'val_temp_loss') + 0.5 * lastOf(run, 'val_pressure_loss'), 5);
  expect(lastOf(run, 'val_temp_loss')).toBeCloseTo(lastOf(run, 'val_temp_mae'), 5);

  // The baseline, computed here from the prepared rows.
  const baseline = baselineOf(run, workbench.runs.list());
  if (baseline === null) throw new Error('The run has no baseline.');
  const { spec, training } = trainable;
  const data = await prepareData(home.path, experiment.data, modelEnds(spec, training));
  const { count } = data.validation;
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  const { targets, inputs } = data.validation.batch(order, 0, count);
  expect(inputs.map(({ shape }) => shape)).toEqual([
    [count, 24, 7],
    [count, 10, 3],
  ]);
  data.baseline('validation', order, 0, count).forEach(({ values }, i) => {
    const errors = Array.from(values, (value, at) => Math.abs(value - (targets[i]?.values[at] ?? 0)));
    const sum = errors.reduce((total, error) => total + error, 0);
    expect(lastOf(baseline, `val_${['temp', 'pressure'][i]}_mae`)).toBeCloseTo(sum / count, 4);
  });
  for (const name of ['val_temp_mae', 'val_pressure_mae'])
    expect(lastOf(run, name)).toBeLessThan(lastOf(baseline, name));

  // Each in its own unit.
  const temp = measureOf('val_temp_mae', run);
  const pressure = measureOf('val_pressure_mae', run);
  expect([temp, pressure].map(({ unit }) => unit?.unit)).toEqual(['°F', 'hPa']);
  expect(measureOf('val_loss', run).unit).toBeNull();
  expect(measureOf('val_temp_mae', baseline).key).toBe(temp.key);
  expect(workbench.runs.find(run.id)?.targetUnit).toEqual(run.targetUnit);
});

it('gives the same numbers on both engines', async () => {
  const experiment = experimentOf('weather-hours-days', { epochs: 1 });
  const runs: RunSummary[] = [];
  for (const engine of ['native', 'wasm'] as const) runs.push(await start(experiment, engine, 5).finished);
  const [native, wasm] = runs;
  if (native === undefined || wasm === undefined) throw new Error('A run is missing.');
  expect(wasm.status).toBe('completed');
  for (const name of names.map((one) => `val_${one}`))
    expect(lastOf(wasm, name) / lastOf(native, name)).toBeCloseTo(1, 3);
});
