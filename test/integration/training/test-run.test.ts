// A run's test: its best weights on rows that neither trained nor validated it, when a person asks, with every look counted.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunId } from '#shared/base/ids.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import { receivedNumber } from '#shared/runs/metric-series.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import type { TestScore } from '#shared/runs/test-score.ts';
import { prepareData } from '#main/datasets/prepare-data.ts';
import { createRunFiles } from '#main/home/home-folder.ts';
import { requireTrainable } from '#main/services/trainable.ts';
import { home, workbench, experimentOf, start, useQueue } from './queue-workbench.ts';

useQueue();

const look = async (id: RunId) => workbench.handlers['runs.test']({ id });

function valuesOf(score: TestScore | null, what: 'value' | 'baseline'): Record<string, number> {
  return Object.fromEntries((score?.metrics ?? []).map((one) => [one.name, receivedNumber(one[what] ?? null)]));
}

/** Mean absolute distance between the target and the last temperature of the window, which is the first column. */
async function lastValueError({ data }: Experiment): Promise<number> {
  const { test } = await prepareData(home.path, data);
  if (test === null) throw new Error('no test');
  const order = Uint32Array.from({ length: test.count }, (_, i) => i);
  const { inputs, targets } = test.batch(order, 0, test.count);
  const [, steps = 0, columns = 0] = inputs[0]?.shape ?? [];
  const sum = order.reduce((all, i) => {
    const last = inputs[0]?.values[(i * steps + steps - 1) * columns] ?? NaN;
    return all + Math.abs((targets[0]?.values[i] ?? NaN) - last);
  }, 0);
  return sum / test.count;
}

/** The same evaluation on the validation samples, whose values the run has. */
async function onValidation(run: RunSummary, experiment: Experiment) {
  const { load } = await workbench.engines.choose(run.engine?.id ?? 'auto');
  return workbench.trainer.test({
    compiled: requireTrainable(workbench.datasets, experiment),
    engine: load,
    step: 'auto',
    weightsDir: createRunFiles(home.path).folder(run.id),
    dataHash: run.datasetHash ?? '',
    part: 'validation',
  });
}

describe.each(['native', 'wasm'] as const)('on the %s engine', (engine) => {
  it('evaluates the best weights as validation did, and the baseline, and counts the looks', async () => {
    const experiment = experimentOf('weather-conv1d');
    const run = await start(experiment, engine, null).finished;
    const validated = await onValidation(run, experiment);
    expect(validated.metrics['mae']).toBeCloseTo(run.best?.value ?? NaN, 6);

    expect(workbench.handlers['runs.tested']({ id: run.id })).toEqual({ score: null, all: { looks: 0, runs: 0 } });
    const first = await look(run.id);
    expect(first.score).toMatchObject({ epoch: run.best?.epoch, samples: 1598, looks: 1 });
    expect(first.all).toEqual({ looks: 1, runs: 1 });
    const { loss, mae } = valuesOf(first.score, 'value');
    // The loss is the mean absolute error.
    expect(mae).toBeCloseTo(loss ?? NaN, 6);
    expect(Math.abs((mae ?? NaN) - (validated.metrics['mae'] ?? NaN))).toBeGreaterThan(1e-4);
    expect(valuesOf(first.score, 'baseline')['mae']).toBeCloseTo(await lastValueError(experiment), 6);

    const second = await look(run.id);
    expect(valuesOf(second.score, 'value')).toEqual(valuesOf(first.score, 'value'));
    expect([second.score?.looks, second.all.looks]).toEqual([2, 2]);
    const other = await start(experimentOf('weather-gru', { epochs: 1 }), engine, 2).finished;
    // It validates on fewer samples, and has the same test.
    expect((await look(other.id)).all).toEqual({ looks: 3, runs: 2 });
  });
});

describe('a run that cannot be tested', () => {
  it('leaves nothing for the test', async () => {
    const whole = experimentOf('weather-conv1d', { epochs: 1 });
    const { preparation } = whole.data;
    const all = { ...preparation, split: { train: 0.8, validation: 0.2 } };
    const run = await start({ ...whole, data: { ...whole.data, preparation: all } }).finished;
    await expect(look(run.id)).rejects.toThrow('The split leaves no samples for the test.');
    expect(workbench.handlers['runs.tested']({ id: run.id })).toMatchObject({ score: null });
  });

  it('is a baseline, is at work, or has lost its weights', async () => {
    const { run, finished } = start(experimentOf('weather-conv1d', { epochs: 1 }));
    await expect(look(run.id)).rejects.toThrow(/is still trained/);
    await finished;
    const baseline = workbench.runs.list().find(({ kind }) => kind === 'baseline');
    await expect(look(baseline?.id ?? run.id)).rejects.toThrow(/has no model that was trained here/);
    rmSync(join(createRunFiles(home.path).folder(run.id), 'best.safetensors'));
    await expect(look(run.id)).rejects.toThrow(/The weights of this run are gone/);
  });
});
