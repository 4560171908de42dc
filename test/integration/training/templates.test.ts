// The templates with more than a chain of layers, trained on real data with the compiled step.
import { expect, it } from 'vitest';
import { getKnownDataset } from '#main/datasets/get-known.ts';
import { requireTrainable } from '#main/services/trainable.ts';
import { experimentOf, home, useQueue, workbench } from './queue-workbench.ts';

useQueue();

const batches = 15;

it.each(['weather-dilated', 'weather-tcn', 'weather-skip', 'weather-transformer', 'weather-next-day', 'imdb-bilstm'])(
  '%s learns on real data with the compiled step',
  async (template) => {
    const experiment = experimentOf(template, { seed: 1 });
    if (experiment.data.dataset === 'imdb-reviews') await getKnownDataset('imdb-reviews', { home: home.path });
    const trainable = requireTrainable(workbench.datasets, experiment);
    const asked = { trainable, experimentId: null, engine: 'native', step: 'compiled', xla: 'auto' } as const;
    const run = await workbench.queue.start({ ...asked, limitBatches: batches }).finished;
    expect(run).toMatchObject({ status: 'completed', error: null, engine: { step: 'compiled' } });
    const [series] = workbench.runs.metrics(run.id, 'epoch/loss');
    const [first, second] = series?.values ?? [];
    expect(first).toBeGreaterThan(0);
    expect(second).toBeLessThan(first ?? 0);
    const [validation] = workbench.runs.metrics(run.id, 'epoch/val_loss');
    expect(validation?.values.every((value) => Number.isFinite(value))).toBe(true);
  },
);
