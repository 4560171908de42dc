// Series for charts, read from a real database: what is sent are stored points, and no spike is ever missing.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunId } from '#shared/base/ids.ts';
import { createRandom } from '#shared/base/random.ts';
import { decodeMessage, encodeMessage } from '#shared/contract/binary-message.ts';
import { compareStored } from '#main/services/compare-stored.ts';
import { readSeries } from '#main/services/read-series.ts';
import { openDatabase } from '#main/db/open-database.ts';
import { createStores, type Stores } from '#main/db/stores.ts';
import {
  packSeries,
  reducedSeriesSchema,
  seriesRequestSchema,
  unpackSeries,
  type SeriesPart,
} from '#shared/runs/reduced-series.ts';
import type { XAxis } from '#shared/runs/run-axis.ts';
import { figuresOf } from '#shared/runs/series-figures.ts';
import { Smoother } from '#shared/runs/smoother.ts';
import { temporaryHome } from '../../support/home.ts';
import { addHistory, madeUpRun } from '../../support/made-up-history.ts';

const history = { runs: 3, series: 4, points: 40_000, settings: 2, seed: 5 };
const home = temporaryHome();
let ids: RunId[];
let stores: Stores;
beforeAll(() => {
  ids = addHistory(home.path, history);
  stores = createStores(openDatabase({ home: home.path }));
});
afterAll(() => {
  stores.close();
  home.remove();
});

/** Asks as a page does, and takes what it would get. */
async function ask(input: {
  keys: string[];
  columns: number;
  from?: number;
  to?: number;
  smoothing?: number;
  axis?: XAxis;
}) {
  const output = packSeries(await readSeries(stores.runs, seriesRequestSchema.parse({ ids, ...input })));
  const message = decodeMessage(encodeMessage({ id: 1, output })) as { output: unknown };
  return unpackSeries(reducedSeriesSchema.parse(message.output));
}

const made = [1, 2, 3].map((number) => madeUpRun(history, number));

function stored(id: RunId, name: string): readonly number[] {
  return made[ids.indexOf(id)]?.series.get(name) ?? [];
}

function expectStored({ id, key, steps, values }: SeriesPart): void {
  const all = stored(id, key.replace('epoch/', ''));
  expect(values).toEqual(steps.map((step) => all[step - 1]));
}

describe('series for a chart', () => {
  it('show the spike of one point at every zoom that has it', async () => {
    const random = createRandom(3);
    for (let round = 0; round < 30; round++) {
      const length = Math.ceil(history.points ** random());
      const from = 1 + Math.floor(random() * (history.points - length));
      const to = from + length - 1;
      const columns = 1 + Math.floor(random() * 1200);
      const parts = await ask({ keys: ['epoch/val_mae'], columns, from, to });
      expect(parts.map(({ id }) => id)).toEqual(ids);
      for (const part of parts) {
        expectStored(part);
        const visible = stored(part.id, 'val_mae').slice(from - 1, to);
        expect(Math.max(...part.values)).toBe(Math.max(...visible));
        expect(Math.min(...part.values)).toBe(Math.min(...visible));
        expect([part.values[0], part.values.at(-1)]).toEqual([visible[0], visible.at(-1)]);
        expect(part.isWhole).toBe(part.steps.length === visible.length);
        expect(part.steps.length).toBeLessThanOrEqual(4 * (columns + 1));
      }
    }
  });

  it('at one step are the stored value of that step', async () => {
    for (const step of [1, 777, history.points]) {
      const parts = await ask({ keys: ['epoch/loss', 'epoch/val_loss'], columns: 1, from: step, to: step });
      expect(parts.map(({ steps }) => steps)).toEqual(Array.from({ length: 6 }, () => [step]));
      parts.forEach(expectStored);
    }
    expect(await ask({ keys: ['epoch/loss'], columns: 10, from: history.points + 1 })).toEqual([]);
    expect(await ask({ keys: ['epoch/none'], columns: 10 })).toEqual([]);
  });

  it('of the whole range take few bytes, and the moving average is that over all points', async () => {
    const parts = await ask({ keys: ['epoch/loss'], columns: 500, smoothing: 0.9 });
    const message = encodeMessage({ id: 1, output: packSeries(parts) });
    expect(message.length).toBeLessThan(3 * 4 * 501 * 20 + 1000);
    for (const { id, steps, smoothed } of parts) {
      const smoother = new Smoother(0.9);
      const all = stored(id, 'loss').map((value) => smoother.next(value));
      expect(smoothed).toEqual(steps.map((step) => all[step - 1]));
    }
  });

  it('have in a range the moving average that they have in the whole, but for what came long before', async () => {
    const smoothing = 0.95;
    const range = { keys: ['epoch/loss'], columns: 1000, from: 20_001, to: 20_900, smoothing };
    for (const { id, steps, smoothed } of await ask(range)) {
      expect(steps).toHaveLength(900);
      const smoother = new Smoother(smoothing);
      const all = stored(id, 'loss').map((value) => smoother.next(value));
      for (const [i, step] of steps.entries()) expect(smoothed[i]).toBeCloseTo(all[step - 1] ?? NaN, 3);
    }
  });

  it('are placed by training step and by time, as far as that is known', async () => {
    const [id, other] = ids as [RunId, RunId];
    const startedAtMs = stores.runs.get(id).startedAtMs ?? NaN;
    const epochs = Array.from({ length: history.points }, (_, i) => i + 1);
    // Two seconds an epoch, and a break of an hour after epoch 100.
    stores.runs.addMetrics(id, [
      ...epochs.map((step) => ({ key: 'epoch/seconds', step, value: 2 })),
      ...epochs.map((step) => ({
        key: 'time/epoch',
        step,
        value: startedAtMs + 2000 * step + (step > 100 ? 3_600_000 : 0),
      })),
      { key: 'batch/loss', step: history.points * 7, value: 1 },
    ]);
    stores.runs.addMetrics(other, [{ key: 'epoch/seconds', step: 1, value: 3 }]);
    const range = { keys: ['epoch/loss'], columns: 1000, from: 99, to: 102 };
    const places = async (axis: XAxis) => (await ask({ ...range, axis })).slice(0, 2).map((part) => part.places);
    expect(await places('epoch')).toEqual([[], []]);
    expect(await places('step')).toEqual([[99, 100, 101, 102].map((epoch) => epoch * 7), Array(4).fill(NaN)]);
    expect(await places('time')).toEqual([[198, 200, 202, 204], Array(4).fill(NaN)]);
    expect(await places('clock')).toEqual([
      [198_000, 200_000, 3_802_000, 3_804_000].map((ms) => startedAtMs + ms),
      Array(4).fill(NaN),
    ]);
  });

  it('lets others go first: a long one is read in parts', async () => {
    let turns = 0;
    let isDone = false;
    const count = (): void => {
      turns++;
      if (!isDone) setImmediate(count);
    };
    setImmediate(count);
    await ask({ keys: ['epoch/loss'], columns: 10 });
    isDone = true;
    // Three runs of 40,000 points are read in parts of 16,384.
    expect(turns).toBeGreaterThanOrEqual(9);
  });
});

describe('the figures of a comparison', () => {
  it('are those of the points', async () => {
    const comparison = await compareStored(stores.runs, ids);
    for (const [i, id] of ids.entries()) {
      const figures = figuresOf(stores.runs.metrics(id, 'epoch/'));
      expect(stores.runs.figures(id)).toEqual(figures);
      for (const { name, mode, values } of comparison.metrics) {
        const own = figures.get(`epoch/${name}`);
        expect(values[i]).toEqual({ best: own?.[mode], last: own?.last, end: own?.end });
      }
    }
    expect(comparison.metrics.map(({ name, isLoss }) => [name, isLoss])).toEqual([
      ['loss', false],
      ['val_loss', false],
      ['mae', false],
      ['val_mae', false],
    ]);
  });

  it('tell that a metric is the loss, and that it is not where one point in between differs', async () => {
    const [id] = ids as [RunId];
    const loss = stores.runs.metrics(id, 'epoch/loss')[0]!;
    const copy = (key: string, change: (value: number, step: number) => number) =>
      loss.steps.map((step, i) => ({ key, step, value: change(loss.values[i] ?? NaN, step) }));
    stores.runs.addMetrics(
      id,
      copy('epoch/same', (value) => value * (1 + 1e-9)),
    );
    stores.runs.addMetrics(
      id,
      copy('epoch/other', (value, step) => (step === 30_000 ? value * 1.001 : value)),
    );
    const { metrics } = await compareStored(stores.runs, [id, id]);
    const found = new Map(metrics.map(({ name, isLoss }) => [name, isLoss]));
    expect([found.get('same'), found.get('other')]).toEqual([true, false]);
  });

  it('of a last value that is no number are those of the last that is', () => {
    const [, id] = ids as [RunId, RunId];
    const key = 'epoch/val_mae';
    stores.runs.addMetrics(id, [
      { key, step: history.points + 1, value: 0.125 },
      { key, step: history.points + 2, value: NaN },
      { key, step: history.points + 3, value: -Infinity },
    ]);
    expect(stores.runs.figures(id)).toEqual(figuresOf(stores.runs.metrics(id, 'epoch/')));
    expect(stores.runs.figures(id).get(key)?.last).toEqual({ value: 0.125, epoch: history.points + 1 });
  });
});
