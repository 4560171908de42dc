import { expect, test, vi } from 'vitest';
import { unpackRuns } from '#shared/runs/packed-runs.ts';
import { runIdSchema } from '#shared/base/ids.ts';
import { RunDetail } from '#renderer/lib/runs/run-detail.svelte.ts';
import { gruRunId, imdbRunId } from '../../../support/sample-runs.ts';
import { SampleWorkbench } from '../../../support/sample-workbench.ts';

async function opened(id = imdbRunId) {
  const api = new SampleWorkbench();
  const detail = new RunDetail(api, id);
  api.subscribe((event) => detail.handle(event));
  await detail.load();
  return { api, detail };
}

test('follows its run and no other', async () => {
  const { api, detail } = await opened();
  const point = { key: 'epoch/val_acc', step: 5, value: 0.9 };
  api.emit({ type: 'metrics', runId: gruRunId, points: [{ ...point, value: 0.1 }] });
  api.emit({ type: 'metrics', runId: imdbRunId, points: [point] });
  expect(detail.series.get('epoch/val_acc').values).toEqual([0.874, 0.877, 0.88, 0.875, 0.9]);
  api.change(imdbRunId, { name: 'Renamed', epochsDone: 5 });
  expect(detail.run).toMatchObject({ name: 'Renamed', epochsDone: 5, experiment: { name: 'IMDB Conv1D' } });
});

test('points that come while the rest is fetched are not lost', async () => {
  const api = new SampleWorkbench();
  const detail = new RunDetail(api, imdbRunId);
  api.subscribe((event) => detail.handle(event));
  let release = (): void => undefined;
  api.holding.set('runs.series', new Promise((done) => (release = done)));
  const loading = detail.load();
  api.emit({ type: 'metrics', runId: imdbRunId, points: [{ key: 'epoch/loss', step: 5, value: 0.1 }] });
  release();
  await loading;
  expect(detail.series.get('epoch/loss').steps).toEqual([1, 2, 3, 4, 5]);
});

test.each(['loaded before', 'loaded for the first time'])(
  'an answer that is older than an event takes nothing back: %s',
  async (how) => {
    const api = new SampleWorkbench();
    const detail = new RunDetail(api, imdbRunId);
    api.subscribe((event) => detail.handle(event));
    if (how === 'loaded before') await detail.load();
    api.checkpoints.set(imdbRunId, 2);
    let release = (): void => undefined;
    api.holding.set('runs.series', new Promise((done) => (release = done)));
    const loading = detail.load();
    // The run and its epochs were answered, the losses of its batches not yet.
    await vi.waitFor(() => expect(api.asked.at(-1)?.name).toBe('runs.series'));
    api.change(imdbRunId, { status: 'interrupted' });
    await api.request('runs.resume', { id: imdbRunId });
    api.change(imdbRunId, { status: 'stopped' });
    api.holding.clear();
    release();
    await loading;
    await vi.waitFor(() => expect(detail.run).toMatchObject({ status: 'stopped', checkpointEpoch: 2 }));
    expect(detail.series.get('epoch/loss').steps).toEqual([1, 2]);
  },
);

test('loading again fills what was missed', async () => {
  const { api, detail } = await opened();
  const sample = api.runs.get(imdbRunId)!;
  api.runs.set(imdbRunId, {
    run: { ...sample.run, status: 'completed', epochsDone: 6 },
    series: [{ key: 'epoch/loss', steps: [1, 2, 3, 4, 5, 6], values: [0.49, 0.28, 0.2, 0.13, 0.1, 0.08] }],
  });
  await detail.load();
  expect(detail.series.get('epoch/loss').steps).toEqual([1, 2, 3, 4, 5, 6]);
  expect(detail.run?.status).toBe('completed');
});

test('a run that is not there is said so', async () => {
  const { detail } = await opened(runIdSchema.parse('nosuchrun'));
  expect(detail.error).toMatchObject({ code: 'not-found' });
});

test('finds the baseline of its data, once', async () => {
  const { api, detail } = await opened(gruRunId);
  const runs = unpackRuns((await api.request('runs.list', {})).runs);
  await detail.findBaseline(runs);
  expect(detail.baseline.get('val_mae')).toBe(0.2286);
  const asked = api.asked.length;
  await detail.findBaseline(runs);
  expect(api.asked).toHaveLength(asked);
});

test('a run that ends says by itself after which epoch it can go on, until it does', async () => {
  const { api, detail } = await opened();
  expect(detail.run?.checkpointEpoch).toBeNull();
  api.checkpoints.set(imdbRunId, 3);
  api.change(imdbRunId, { status: 'interrupted' });
  await vi.waitFor(() => expect(detail.run?.checkpointEpoch).toBe(3));
  api.change(imdbRunId, { name: 'Renamed' });
  expect(detail.run).toMatchObject({ name: 'Renamed', checkpointEpoch: 3 });
  await api.request('runs.resume', { id: imdbRunId });
  expect(detail.run).toMatchObject({ status: 'queued', epochsDone: 3, checkpointEpoch: null });
  expect(detail.series.get('epoch/val_acc').steps).toEqual([1, 2, 3]);
});

test('an answer about a checkpoint that comes when the run is at work again is of no use', async () => {
  const { api, detail } = await opened();
  let release = (): void => undefined;
  api.holding.set('runs.get', new Promise((done) => (release = done)));
  api.change(imdbRunId, { status: 'stopped' });
  api.change(imdbRunId, { status: 'queued' });
  release();
  await vi.waitFor(() => expect(api.asked.filter(({ name }) => name === 'runs.get')).toHaveLength(2));
  expect(detail.run).toMatchObject({ status: 'queued', checkpointEpoch: null });
});

test('of a long run more losses of batches are read where a person zooms to, with their running mean', async () => {
  const api = new SampleWorkbench();
  const sample = api.runs.get(imdbRunId)!;
  const steps = Array.from({ length: 30_000 }, (_, i) => i + 1);
  const loss = (step: number): number => 1 / step + (step % 7) / 10;
  api.runs.set(imdbRunId, { ...sample, series: [{ key: 'batch/loss', steps, values: steps.map(loss) }] });
  const detail = new RunDetail(api, imdbRunId);
  await detail.load();
  const inStretch = (all: readonly number[]): number[] => all.filter((step) => step >= 20_000 && step <= 20_500);
  expect(inStretch(detail.series.get('batch/loss').steps).length).toBeLessThan(200);
  await detail.series.zoomBatches({ from: 20_000, to: 20_500 });
  const { steps: shown, values } = detail.series.get('batch/loss');
  expect(inStretch(shown)).toHaveLength(501);
  expect(values).toEqual(shown.map(loss));
  const smoothed = detail.series.smoothedBatches!;
  expect(inStretch(smoothed.steps)).toHaveLength(501);
  // The mean of the losses, which repeat every seven batches, is 0.3.
  const means = smoothed.values.filter((_, i) => inStretch([smoothed.steps[i] ?? 0]).length > 0);
  expect(means.every((value) => value > 0.27 && value < 0.33)).toBe(true);
  const asked = api.asked.length;
  await detail.series.zoomBatches(null);
  expect(api.asked).toHaveLength(asked);
});
