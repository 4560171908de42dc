import { expect, test } from 'vitest';
import { AppError } from '#shared/base/app-error.ts';
import { datasetIdSchema } from '#shared/base/ids.ts';
import { DatasetList } from '#renderer/lib/datasets/dataset-list.svelte.ts';
import { SampleWorkbench } from '../../../support/sample-workbench.ts';

const id = datasetIdSchema.parse('imdb-reviews');

async function listed() {
  const api = new SampleWorkbench({ empty: true });
  const list = new DatasetList(api);
  api.subscribe((event) => list.handle(event));
  await list.load();
  return { api, list };
}

test('shows how far a data set is while it is brought, and that it is here afterwards', async () => {
  const { api, list } = await listed();
  let release = (): void => undefined;
  api.holding.set('datasets.get', new Promise((done) => (release = done)));
  const first = list.get(id);
  const second = list.get(id);
  expect(list.progressOf(id)).toMatchObject({ done: 0, total: null });
  const taskId = (api.asked.at(-1)?.input as { taskId: string }).taskId;
  const progress = { label: 'Downloading', done: 5, total: 13, unit: 'bytes' as const, remainingMs: 800 };
  api.emit({ type: 'task', taskId: 'of another page', progress: { ...progress, done: 1 } });
  api.emit({ type: 'task', taskId, progress });
  expect(list.progressOf(id)).toEqual(progress);
  release();
  await Promise.all([first, second]);
  expect(api.asked.filter((one) => one.name === 'datasets.get')).toHaveLength(1);
  expect(list.progressOf(id)).toBeNull();
  expect(list.find(id)?.rows).toBe(25_000);
  expect(list.findKnown(id)?.ready).toBe(true);
});

test('a failure leaves nothing half done', async () => {
  const { api, list } = await listed();
  api.failing.set('datasets.get', new AppError('disk-full', 'There is no room for 13 MB.'));
  await expect(list.get(id)).rejects.toMatchObject({ code: 'disk-full' });
  expect(list.progressOf(id)).toBeNull();
  api.failing.clear();
  await list.get(id);
  expect(list.find(id)).toBeDefined();
});
