import { expect, test, vi } from 'vitest';
import { AppError } from '#shared/base/app-error.ts';
import type { ColumnRequest } from '#shared/runs/run-column.ts';
import { ColumnStore } from '#renderer/lib/runs/column-store.svelte.ts';
import { gruRunId, sampleRuns } from '../../../support/sample-runs.ts';
import { SampleWorkbench } from '../../../support/sample-workbench.ts';

const batchSize: ColumnRequest = { kind: 'setting', path: 'training.batch_size' };
const best: ColumnRequest = { kind: 'metric', name: 'val_mae', figure: 'best' };
const number = sampleRuns.find(({ run }) => run.id === gruRunId)!.run.number;

const askedColumns = (api: SampleWorkbench) => api.asked.filter(({ name }) => name === 'runs.columns');

test('a column is requested once, and again for a run that changed', async () => {
  const api = new SampleWorkbench();
  const store = new ColumnStore(api);
  api.subscribe((event) => store.handle(event));
  await store.load();
  expect(store.names?.metrics).toContain('val_mae');
  expect(store.has([batchSize])).toBe(false);
  await store.need([batchSize, best]);
  await store.need([best]);
  expect(askedColumns(api).map(({ input }) => input)).toEqual([{ columns: [batchSize, best] }]);
  expect(store.has([batchSize, best])).toBe(true);
  expect(store.column(best)?.get(number)).toBeTypeOf('number');
  const before = store.epochOf(best, number);
  expect(before).toBeGreaterThan(0);

  const sample = api.runs.get(gruRunId)!;
  const [epochs] = [Array.from({ length: 8 }, (_, i) => i + 1)];
  const values = epochs.map((epoch) => (epoch === 2 ? 0.01 : 0.5));
  api.runs.set(gruRunId, { ...sample, series: [{ key: 'epoch/val_mae', steps: epochs, values }] });
  api.change(gruRunId, { epochsDone: 8 });
  await vi.waitFor(() => expect(store.column(best)?.get(number)).toBe(0.01));
  expect(store.epochOf(best, number)).toBe(2);
  expect(askedColumns(api).at(-1)?.input).toEqual({ columns: [batchSize, best], among: [number] });
});

test('a request that fails is said, and asked again when it is needed again', async () => {
  const api = new SampleWorkbench();
  const store = new ColumnStore(api);
  api.failing.set('runs.columns', new AppError('disk-full', 'The disk is full.'));
  await expect(store.need([best])).rejects.toThrow('The disk is full.');
  api.failing.clear();
  await store.need([best]);
  expect(store.has([best])).toBe(true);
});
