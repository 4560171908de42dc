// A run of very many epochs: what its page says is what is stored, though it has some of the points only.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { bestEpoch, overfittingSince } from '#shared/runs/best-epoch.ts';
import { epochKey, epochTimeKey } from '#shared/runs/metric-keys.ts';
import { axisPlaces, xAxes, type RunCourse, type XAxis } from '#shared/runs/run-axis.ts';
import { bestPoint, endValue, isSameAsLoss, overfittingStretch, pointCount } from '#renderer/lib/runs/curve-facts.ts';
import { RunDetail } from '#renderer/lib/runs/run-detail.svelte.ts';
import { imdbRunId, type SampleRun } from '../../../support/sample-runs.ts';
import { SampleWorkbench } from '../../../support/sample-workbench.ts';

const epochs = 40_000;
/** Of one epoch, between two that a chart shows. */
const dip = 23_457;
const names = ['loss', 'val_loss', 'mae', 'val_mae', 'seconds'];
/** A test may have a slow machine. */
const patience = { timeout: 30_000 };
const startedAtMs = 1_790_000_000_000;

function valueOf(name: string, epoch: number): number {
  if (name === 'seconds') return 1 + (epoch % 5);
  if (name.endsWith('mae')) return valueOf(name.replace('mae', 'loss'), epoch);
  if (name === 'loss') return 1 / epoch + 1 - epoch / 100_000 + 0.001 * ((epoch * 7919) % 101);
  return (epoch === dip ? 0.001 : 0.5) + (epoch > dip ? 0.2 : 0) + 0.001 * ((epoch * 7907) % 97) + 1 / epoch;
}

const stepsUntil = (last: number): number[] => Array.from({ length: last }, (_, i) => i + 1);
const timeOf = (epoch: number): number => startedAtMs + epoch * 4000 + (epoch > 30_000 ? 3_600_000 : 0);

function seriesUntil(last: number): SampleRun['series'] {
  const steps = stepsUntil(last);
  return [
    ...names.map((name) => ({ key: epochKey(name), steps, values: steps.map((step) => valueOf(name, step)) })),
    { key: epochTimeKey, steps, values: steps.map(timeOf) },
  ];
}

let api: SampleWorkbench;
let detail: RunDetail;
const askedFor = (name: string) => api.asked.filter((asked) => asked.name === name).length;
const columns = ['loss', 'val_loss', 'mae', 'val_mae'].map(epochKey);

function store(last: number): void {
  const { run } = api.runs.get(imdbRunId)!;
  api.runs.set(imdbRunId, {
    run: { ...run, startedAtMs, epochsDone: last, epochs: 100_000 },
    series: seriesUntil(last),
  });
}

/** Epochs that are stored, and told as a host tells them. */
function train(from: number, to: number, change = (name: string, epoch: number) => valueOf(name, epoch)): void {
  const { series } = api.runs.get(imdbRunId)!;
  for (let step = from; step <= to; step++) {
    for (const one of series) {
      one.steps.push(step);
      one.values.push(one.key === epochTimeKey ? timeOf(step) : change(one.key.slice('epoch/'.length), step));
    }
    const points = series.map(({ key, values }) => ({ key, step, value: values.at(-1)! }));
    api.emit({ type: 'metrics', runId: imdbRunId, points });
  }
}

/** Each series has its own arrays. */
function separate(): void {
  const { run, series } = api.runs.get(imdbRunId)!;
  api.runs.set(imdbRunId, {
    run,
    series: series.map(({ key, steps, values }) => ({ key, steps: [...steps], values: [...values] })),
  });
}

beforeEach(async () => {
  api = new SampleWorkbench();
  store(epochs);
  separate();
  detail = new RunDetail(api, imdbRunId);
  api.subscribe((event) => detail.handle(event));
  await detail.load();
});

/** All that is said without the points, beside what they say. */
function expectFacts(): void {
  const { series } = api.runs.get(imdbRunId)!;
  const stored = new Map(series.map((one) => [one.key, one]));
  for (const name of ['loss', 'val_loss', 'val_mae']) {
    const all = stored.get(epochKey(name))!;
    const own = detail.series.get(epochKey(name));
    const best = bestEpoch(all, 'min');
    expect(bestPoint(own, name)).toEqual(best && { step: best.epoch, value: best.value });
    expect([pointCount(own), endValue(own)]).toEqual([all.steps.length, all.values.at(-1)]);
    for (const [i, step] of own.steps.entries())
      if (own.values[i] !== all.values[step - 1]) expect([step, own.values[i]]).toEqual([step, all.values[step - 1]]);
  }
  const since = overfittingSince(stored.get('epoch/loss')!, stored.get('epoch/val_loss')!);
  const stretch = overfittingStretch(detail.series.get('epoch/loss'), detail.series.get('epoch/val_loss'));
  expect(stretch?.from ?? null).toBe(since);
  const list = detail.series.epochsOf(columns);
  const { steps } = stored.get('epoch/loss')!;
  expect(list.count).toBe(steps.length);
  for (const place of [0, 777, steps.length - 1]) expect(list.at(place)).toBe(steps[place]);
}

/** What a table shows of some rows, read if it must be. */
async function rowsAt(from: number, past: number): Promise<(number | null | undefined)[][]> {
  const list = detail.series.epochsOf(columns);
  detail.series.needRows(columns, list, from, past);
  const read = () =>
    Array.from({ length: past - from }, (_, i) => columns.map((key) => detail.series.cellAt(key, list.at(from + i)!)));
  await vi.waitFor(() => expect(read().flat()).not.toContain(undefined), patience);
  return read();
}
const storedRows = (from: number, past: number): number[][] =>
  stepsUntil(past)
    .slice(from)
    .map((epoch) => ['loss', 'val_loss', 'mae', 'val_mae'].map((name) => valueOf(name, epoch)));

describe('a run of very many epochs', () => {
  test('has few of its points, and says what all of them say, its best of one epoch too', () => {
    expect(detail.series.isLong).toBe(true);
    const { steps } = detail.series.get('epoch/val_loss');
    expect(steps.length).toBeLessThan(17_000);
    expect(steps).toContain(dip);
    expect(bestPoint(detail.series.get('epoch/val_loss'), 'val_loss')?.step).toBe(dip);
    expect(overfittingStretch(detail.series.get('epoch/loss'), detail.series.get('epoch/val_loss'))).not.toBeNull();
    expect(isSameAsLoss(detail.series.get('epoch/loss'), detail.series.get('epoch/mae'))).toBe(true);
    expectFacts();
  });

  test('follows the run: no epoch is asked for, and what is said stays true', async () => {
    const asked = api.asked.length;
    train(epochs + 1, epochs + 50);
    expectFacts();
    train(epochs + 51, epochs + 53, (name, epoch) => (name === 'val_loss' ? 0.0001 * epoch : NaN));
    train(epochs + 54, epochs + 60, (name) => (name === 'val_loss' ? 1e-7 : 0.1));
    expectFacts();
    expect(isSameAsLoss(detail.series.get('epoch/val_loss'), detail.series.get('epoch/val_mae'))).toBe(false);
    expect(await rowsAt(epochs + 10, epochs + 12)).toEqual(storedRows(epochs + 10, epochs + 12));
    expect(api.asked).toHaveLength(asked);
  });

  test('shows every row of its table as it is stored, and asks once for what is near', async () => {
    expect(await rowsAt(dip - 20, dip + 60)).toEqual(storedRows(dip - 20, dip + 60));
    const asked = askedFor('runs.series');
    expect(await rowsAt(dip, dip + 40)).toEqual(storedRows(dip, dip + 40));
    expect(askedFor('runs.series')).toBe(asked);
    expect(await rowsAt(epochs - 60, epochs)).toEqual(storedRows(epochs - 60, epochs));
    expect(await rowsAt(0, 60)).toEqual(storedRows(0, 60));
  });

  test('reads the value under the pointer, and more points where a person zooms to', async () => {
    const key = epochKey('val_loss');
    const missing = stepsUntil(epochs).find((step) => !detail.series.get(key).steps.includes(step))!;
    expect(detail.series.pointedAt(key, missing)).toBeUndefined();
    detail.series.point(missing);
    await vi.waitFor(() => expect(detail.series.pointedAt(key, missing)).toBe(valueOf('val_loss', missing)));
    await detail.series.zoom({ min: 20_000, max: 21_000 });
    const { steps, values } = detail.series.get(key);
    expect(steps.filter((step) => step >= 20_000 && step <= 21_000)).toHaveLength(1001);
    expect(values).toEqual(steps.map((step) => valueOf('val_loss', step)));
    expectFacts();
  });

  test.each(xAxes.filter((axis) => axis !== 'step'))(
    'has every point at its place on the axis %s',
    async (axis: XAxis) => {
      await detail.series.showAxis(axis);
      train(epochs + 1, epochs + 20);
      const { series } = api.runs.get(imdbRunId)!;
      const all = new Map(
        series.map(({ key, steps, values }) => [key, { steps, values: values.map((value) => value ?? NaN) }]),
      );
      const course: RunCourse = {
        seconds: all.get(epochKey('seconds'))!,
        endedAtMs: all.get(epochTimeKey)!,
        startedAtMs,
        stepsPerEpoch: null,
      };
      const place = axisPlaces(axis, course, false);
      const { steps, places } = detail.series.get(epochKey('val_loss'));
      expect(steps).toContain(epochs + 20);
      if (axis === 'epoch') {
        expect(places).toBeUndefined();
        return;
      }
      const wrong = steps.filter((step, i) => Math.abs((places?.[i] ?? NaN) - place(step)) > 1e-6);
      expect([wrong, places?.length]).toEqual([[], steps.length]);
      // Where the best is, and where overfitting begins and ends.
      for (const step of [dip, dip + 1, epochs + 20]) expect(steps).toContain(step);
    },
  );

  test('that is taken back has what is left, and goes on from there', async () => {
    await rowsAt(30_000, 30_040);
    const { run, series } = api.runs.get(imdbRunId)!;
    for (const one of series) {
      one.steps.length = 30_020;
      one.values.length = 30_020;
    }
    api.runs.set(imdbRunId, { run: { ...run, epochsDone: 30_020 }, series });
    api.emit({ type: 'truncated', runId: imdbRunId, epoch: 30_020, steps: 0 });
    const other = (name: string, epoch: number): number => valueOf(name, epoch) + 1;
    train(30_021, 30_030, other);
    await vi.waitFor(expectFacts, patience);
    const list = detail.series.epochsOf(columns);
    detail.series.needRows(columns, list, 30_000, 30_030);
    await vi.waitFor(() => expect(detail.series.cellAt('epoch/loss', 30_010)).toBe(valueOf('loss', 30_010)));
    expect(detail.series.cellAt('epoch/loss', 30_025)).toBe(other('loss', 30_025));
  });

  test('that is taken back to few epochs has all of them again', async () => {
    store(100);
    api.emit({ type: 'truncated', runId: imdbRunId, epoch: 100, steps: 0 });
    await vi.waitFor(() => expect(detail.series.isLong).toBe(false), patience);
    expect(detail.series.get('epoch/loss').steps).toEqual(stepsUntil(100));
    expect(bestPoint(detail.series.get('epoch/val_loss'), 'val_loss')?.step).not.toBe(dip);
  });
});

test('a run becomes long while its page is open', async () => {
  store(15_000);
  separate();
  detail = new RunDetail(api, imdbRunId);
  api.subscribe((event) => detail.handle(event));
  await detail.load();
  expect(detail.series.isLong).toBe(false);
  const asked = api.asked.length;
  train(15_001, 15_100);
  expect(api.asked).toHaveLength(asked);
  train(15_101, 40_000);
  await vi.waitFor(() => expect(detail.series.isLong).toBe(true), patience);
  expectFacts();
});
