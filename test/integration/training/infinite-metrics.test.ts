// What a run measured that is no finite number reaches a page as what it is: stored, read, sent as JSON, checked.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { datasetImportSchema } from '#shared/data/dataset-import.ts';
import { experimentSchema } from '#shared/experiment/experiment-file.ts';
import { baselineOf } from '#shared/runs/baseline.ts';
import { requests } from '#shared/contract/workbench.ts';
import { decodeMessage, encodeMessage } from '#shared/contract/binary-message.ts';
import { reducedSeriesSchema, unpackSeries } from '#shared/runs/reduced-series.ts';
import { receivedNumber } from '#shared/runs/metric-series.ts';
import { openWorkbench } from '#main/open-workbench.ts';
import { compareStored } from '#main/services/compare-stored.ts';
import { requireTrainable } from '#main/services/trainable.ts';
import { temporaryHome } from '../../support/home.ts';
import { convRunId, gruRunId, sampleRuns } from '../../support/sample-runs.ts';

const values = [0.5, NaN, Infinity, -Infinity];

it('a page gets NaN and infinities of a stored run, alone and in a comparison', async () => {
  const home = temporaryHome();
  const workbench = openWorkbench({ home: home.path, purpose: 'a test' });
  try {
    for (const { run } of sampleRuns.filter(({ run: { id } }) => id === convRunId || id === gruRunId)) {
      workbench.runs.create(run);
      workbench.runs.addMetrics(
        run.id,
        values.map((value, i) => ({ key: 'epoch/val_loss', step: i + 1, value })),
      );
    }
    const sent = (answer: unknown): unknown => JSON.parse(JSON.stringify(answer));
    const { 'runs.metrics': metricsOf, 'runs.compare': compare, 'runs.series': seriesOf } = workbench.handlers;
    const series = requests['runs.metrics'].output.parse(sent(await metricsOf({ id: convRunId, prefix: 'epoch/' })));
    expect(series[0]?.values.map(receivedNumber)).toEqual(values);
    const { metrics } = requests['runs.compare'].output.parse(sent(await compare({ ids: [convRunId, gruRunId] })));
    const wanted = {
      ids: [gruRunId],
      keys: ['epoch/val_loss'],
      columns: 10,
      from: null,
      to: null,
      whole: 0,
      smoothing: null,
      axis: 'epoch' as const,
    };
    const answer = encodeMessage({ id: 1, output: await seriesOf(wanted) });
    const { output } = z.object({ output: reducedSeriesSchema }).parse(decodeMessage(answer));
    expect(unpackSeries(output)[0]?.values).toEqual(values);
    expect(metrics[0]?.values[0]?.best).toEqual({ value: 0.5, epoch: 1 });
  } finally {
    await workbench.close();
    home.remove();
  }
});

it('a baseline whose error is infinite is stored as such, and its run ends as any other', async () => {
  const home = temporaryHome();
  const workbench = openWorkbench({ home: home.path, purpose: 'a test' });
  try {
    const path = join(home.path, 'far.csv');
    // Rows of validation go up and down by 4e38, more than 32 bits hold; a model that answers about 0 is 2e38 away.
    const rows = Array.from({ length: 300 }, (_, i) => `${i % 5},${i < 180 ? i % 7 : i % 2 === 0 ? 2e38 : -2e38}`);
    writeFileSync(path, `x,level\n${rows.join('\n')}\n`);
    const asked = { as: 'series', path, id: 'far', title: 'Far', origin: 'a test' };
    await workbench.trainer.importDataset(datasetImportSchema.parse(asked), () => undefined);
    const preparation = { kind: 'series', target: 'level', features: ['x'], lookback: 4, delay: 0, normalize: false };
    const experiment = experimentSchema.parse({
      strata: 2,
      name: 'Far',
      data: { dataset: 'far', preparation: { ...preparation, split: { train: 0.6, validation: 0.3 } } },
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
      training: { loss: 'mae', optimizer: 'adam', epochs: 1, batch_size: 1 },
    });
    const trainable = requireTrainable(workbench.datasets, experiment);
    const more = { experimentId: null, engine: 'wasm', step: 'auto', xla: 'auto', limitBatches: null } as const;
    const run = await workbench.queue.start({ trainable, ...more }).finished;
    expect(run).toMatchObject({ status: 'completed', error: null, best: { metric: 'val_loss' } });
    expect((run.best?.value ?? NaN) / 2e38).toBeCloseTo(1, 3);
    const baseline = baselineOf(run, workbench.runs.list());
    expect(baseline).toMatchObject({ status: 'completed', best: null });
    expect(workbench.runs.metrics(baseline!.id, 'epoch/val_loss')[0]?.values).toEqual([Infinity]);
    const { metrics } = await compareStored(workbench.runs, [run.id]);
    expect(metrics.find(({ name }) => name === 'val_loss')?.baselines).not.toContain(0);
  } finally {
    await workbench.close();
    home.remove();
  }
});
