import { expect, test } from 'vitest';
import { type TableSources } from '#renderer/lib/runs/table-values.ts';
import { baselineFinder } from '#shared/runs/table-difference.ts';
import { ColumnStore } from '#renderer/lib/runs/column-store.svelte.ts';
import { RunFilter } from '#renderer/lib/runs/run-filter.svelte.ts';
import { conditionOfCell } from '#renderer/lib/runs/cell-condition.ts';
import { own } from '#shared/runs/table-columns.ts';
import { gruRunId, sampleRuns } from '../../../support/sample-runs.ts';
import { SampleWorkbench } from '../../../support/sample-workbench.ts';

const runs = sampleRuns.map(({ run }) => run);

async function created() {
  const store = new ColumnStore(new SampleWorkbench());
  await store.load();
  const filter = new RunFilter(store);
  const sources: TableSources = {
    column: (request) => store.column(request),
    baselineOf: baselineFinder(runs),
    progressOf: () => null,
    pinned: null,
  };
  const names = (): string[] => filter.apply(runs, sources).runs.map(({ name }) => name);
  return { store, filter, sources, names };
}

test('plain words are looked for as before; a text that is no filter leaves what was found', async () => {
  const { filter, names } = await created();
  expect(names()).toHaveLength(runs.length);
  filter.text = 'WEATHER  gru failed';
  expect(names()).toEqual(['Weather GRU, learning rate 1']);
  filter.text = 'WEATHER gru failed and val_mae <';
  expect(filter.error).not.toBeNull();
  expect(names()).toEqual(['Weather GRU, learning rate 1']);
  filter.text = 'no such run';
  expect(names()).toEqual([]);
});

test('a filter waits for its columns', async () => {
  const { store, filter, names } = await created();
  filter.text = 'val_mae < 0.24 and data = weather-jfk';
  expect(names()).toHaveLength(runs.length);
  await store.need(filter.requests);
  expect(names()).toContain('Weather GRU');
  expect(names().length).toBeLessThan(runs.length);
});

test('archived runs are hidden and counted, unless the filter asks for them', async () => {
  const { filter, sources } = await created();
  const some = runs.map((run) => (run.id === gruRunId ? { ...run, archivedAtMs: 1 } : run));
  expect(filter.apply(some, sources).hidden).toBe(1);
  filter.text = 'archived';
  expect(filter.apply(some, sources)).toMatchObject({ runs: [{ id: gruRunId }], hidden: 0 });
});

test('completions know names and values, and say which values they lack', async () => {
  const { store, filter, sources } = await created();
  filter.text = 'status = ';
  expect(filter.complete(9, runs, sources).options.map(({ text }) => text)).toContain('failed');
  filter.text = 'training.optimizer = ';
  const { missing } = filter.complete(filter.text.length, runs, sources);
  expect(missing).toEqual([{ kind: 'setting', path: 'training.optimizer' }]);
  await store.need(missing);
  const { options } = filter.complete(filter.text.length, runs, sources);
  expect(options.map(({ text }) => text)).toContain('RMSprop');
});

test('a cell says which runs have the same value', async () => {
  const { sources } = await created();
  const gru = runs.find(({ id }) => id === gruRunId)!;
  expect(conditionOfCell(gru, own('dataset'), sources)).toEqual({ name: 'data', value: 'weather-jfk' });
  expect(conditionOfCell(gru, own('duration'), sources)).toBeNull();
});
