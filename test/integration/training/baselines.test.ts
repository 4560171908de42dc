// Baselines of real runs: which one belongs to a run after another loss was trained, and after the data was replaced.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { unitsOfOutput } from '#shared/data/target-unit.ts';
import { datasetImportSchema } from '#shared/data/dataset-import.ts';
import { experimentSchema, type Experiment } from '#shared/experiment/experiment-file.ts';
import { baselineOf } from '#shared/runs/baseline.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import { openWorkbench, type Workbench } from '#main/open-workbench.ts';
import { compareStored } from '#main/services/compare-stored.ts';
import { requireTrainable } from '#main/services/trainable.ts';
import { temporaryHome } from '../../support/home.ts';

let home: ReturnType<typeof temporaryHome>;
let workbench: Workbench;

beforeEach(() => {
  home = temporaryHome();
  workbench = openWorkbench({ home: home.path, purpose: 'a test' });
});

afterEach(async () => {
  await workbench.close();
  home.remove();
});

function weather(training: Partial<Experiment['training']> = {}): Experiment {
  const { experiment } = workbench.templates.find('weather-conv1d')!;
  return { ...experiment, training: { ...experiment.training, epochs: 1, steps_per_epoch: 1, ...training } };
}

async function train(experiment: Experiment): Promise<RunSummary> {
  const trainable = requireTrainable(workbench.datasets, experiment);
  const asked = {
    trainable,
    experimentId: null,
    engine: 'wasm',
    step: 'auto',
    xla: 'auto',
    limitBatches: null,
  } as const;
  const run = await workbench.queue.start(asked).finished;
  expect(run).toMatchObject({ status: 'completed', error: null });
  return run;
}

const named = (name: string) => ({ name, config: {} });
const baselines = (): RunSummary[] => workbench.runs.list().filter(({ kind }) => kind === 'baseline');

function valueOf(run: RunSummary | null, metric: string): number {
  const [series] = run === null ? [] : workbench.runs.metrics(run.id, `epoch/${metric}`);
  return series?.values[0] ?? NaN;
}

it('took as long as it computed, without the start of the worker and the engine', async () => {
  await train(weather());
  const { startedAtMs, endedAtMs, durationMs } = baselines()[0]!;
  expect(durationMs).toBeGreaterThan(0);
  expect(durationMs).toBeLessThan(endedAtMs! - startedAtMs!);
});

it('keeps a run its baseline when another loss is trained on the same data, and makes one for each loss', async () => {
  const mae = await train(weather());
  const mse = await train(weather({ loss: named('mse') }));
  const again = await train(weather({ loss: named('MeanAbsoluteError') }));
  const all = workbench.runs.list();
  expect(baselines()).toHaveLength(2);

  const own = baselineOf(mae, all);
  expect(own?.id).toBe(mae.baselineId);
  expect(own?.best?.value).toBeCloseTo(0.2286, 4);
  expect(((own?.best?.value ?? NaN) * (unitsOfOutput(own?.targetUnit ?? null, null)[0]?.scale ?? NaN)).toFixed(2)).toBe(
    '4.11',
  );
  expect(again.baselineId).toBe(mae.baselineId);

  expect(mse.baselineId).not.toBe(mae.baselineId);
  expect(valueOf(baselineOf(mse, all), 'val_loss')).toBeCloseTo(0.083, 4);
  expect(mse).toMatchObject({ loss: 'mean_squared_error', datasetHash: mae.datasetHash, targetsHash: mae.targetsHash });
});

it('sets a run that validates on the first samples only against no baseline, and leaves older runs their targets', async () => {
  const part = await train(weather({ validation_steps: 1 }));
  const whole = await train(weather());
  expect(part).toMatchObject({ baselineId: whole.baselineId, targetsHash: `${whole.targetsHash}/128` });
  expect(baselineOf(part, workbench.runs.list())).toBeNull();
  const { metrics } = await compareStored(workbench.runs, [part.id, whole.id]);
  const measured = metrics.find(({ name }) => name === 'val_mae')?.baselines;
  expect(measured).toEqual([null, expect.closeTo(0.2286, 4)]);
});

it('makes a baseline for each threshold of an accuracy', async () => {
  const above = (threshold: number) => [{ name: 'binary_accuracy', config: { threshold } }];
  const [half, low] = [await train(weather({ metrics: above(0.5) })), await train(weather({ metrics: above(-9) }))];
  expect(low.baselineId).not.toBe(half.baselineId);
  expect([half.loss, low.loss]).toEqual(['mean_absolute_error', 'mean_absolute_error; binary_accuracy above -9']);
  for (const run of [half, low]) expect(baselineOf(run, workbench.runs.list())?.id).toBe(run.baselineId);
});

it('measures a baseline by metrics that a later run asks for, instead of making another', async () => {
  const first = await train(weather());
  const second = await train(weather({ metrics: [named('mae'), named('mse')] }));
  expect(second.baselineId).toBe(first.baselineId);
  expect(baselines()).toHaveLength(1);
  expect(valueOf(baselineOf(first, baselines()), 'val_mae')).toBeCloseTo(0.2286, 4);
  expect(valueOf(baselineOf(second, baselines()), 'val_mse')).toBeCloseTo(0.083, 4);
});

it('measures a metric of sums, and another baseline for other arguments of a metric of one name', async () => {
  const root = await train(weather({ metrics: [named('root_mean_squared_error'), named('r2_score')] }));
  expect(valueOf(baselineOf(root, baselines()), 'val_root_mean_squared_error')).toBeCloseTo(Math.sqrt(0.083), 3);
  expect(root.best?.metric).toBe('val_root_mean_squared_error');
  const adjusted = { name: 'r2_score', config: { num_regressors: 50 } };
  const other = await train(weather({ metrics: [adjusted] }));
  expect(other.baselineId).not.toBe(root.baselineId);
  const [plain, less] = [root, other].map((run) => valueOf(baselineOf(run, baselines()), 'val_r2_score'));
  expect(less).toBeLessThan(plain ?? Number.NaN);
});

it('measures anew when the data set was replaced', async () => {
  const path = join(home.path, 'own.csv');
  const bring = async (step: number): Promise<void> => {
    const rows = Array.from({ length: 320 }, (_, i) => String((i * step) % 10));
    writeFileSync(path, `flow\n${rows.join('\n')}\n`);
    const asked = { as: 'series', path, id: 'own', title: 'Own', origin: 'a test', replace: true };
    await workbench.trainer.importDataset(datasetImportSchema.parse(asked), () => undefined);
  };
  const { model: _, ...rest } = weather();
  const experiment = experimentSchema.parse({
    ...rest,
    data: { dataset: 'own', preparation: { kind: 'series', target: 'flow', lookback: 4, delay: 0 } },
    model: {
      nodes: [
        { id: 'input', type: 'Input', config: { shape: [4, 1] } },
        { id: 'flat', type: 'Flatten', config: {} },
        { id: 'dense', type: 'Dense', config: { units: 1 } },
      ],
      edges: [
        { from: 'input', to: 'flat' },
        { from: 'flat', to: 'dense' },
      ],
    },
  });
  const inUnit = (run: RunSummary): number =>
    valueOf(baselineOf(run, workbench.runs.list()), 'val_mae') * (unitsOfOutput(run.targetUnit, null)[0]?.scale ?? NaN);
  await bring(1);
  const before = await train(experiment);
  await bring(3);
  const after = await train(experiment);
  expect(after.baselineId).not.toBe(before.baselineId);
  expect(after.targetsHash).not.toBe(before.targetsHash);
  // 60 validation samples, whole periods. A step of 1, nine times, and back by 9: 1.8 a row; with a step of 3, seven times up by 3 and three times down by 7: 4.2.
  expect(inUnit(before)).toBeCloseTo(1.8, 4);
  expect(inUnit(after)).toBeCloseTo(4.2, 4);
});

it('counts samples by their weights in a run, in its validation and in its baseline', async () => {
  const plain = await train(weather({ metrics: [named('mae')] }));
  const { data, ...rest } = weather({ metrics: [named('mae')], weighted_metrics: [named('mae')] });
  // Humidity, from 0 to 100, is in every row.
  const weighted = { ...data, preparation: { ...data.preparation, sample_weight: 'humid' } };
  const run = await train({ ...rest, data: weighted });
  expect(run).toMatchObject({
    loss: 'mean_absolute_error weighted by humid; weighted_mae weighted by humid',
    targetsHash: plain.targetsHash,
  });
  expect(run.baselineId).not.toBe(plain.baselineId);
  const own = baselineOf(run, workbench.runs.list());
  expect(own?.id).toBe(run.baselineId);
  expect(valueOf(own, 'val_mae')).toBeCloseTo(0.2286, 4);
  for (const each of [run, own]) {
    const [loss, mean, weightedMean] = ['val_loss', 'val_mae', 'val_weighted_mae'].map((name) => valueOf(each, name));
    expect(weightedMean).not.toBeCloseTo(mean ?? NaN, 4);
    // The loss is a sum over weights of about 60, the metric is divided by them.
    expect((loss ?? NaN) / (weightedMean ?? NaN)).toBeCloseTo(
      valueOf(own, 'val_loss') / valueOf(own, 'val_weighted_mae'),
      3,
    );
    expect((loss ?? NaN) / (weightedMean ?? NaN)).toBeGreaterThan(30);
  }
});
