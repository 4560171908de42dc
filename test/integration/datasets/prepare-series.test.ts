import { describe, expect, it } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import { seriesPreparationSchema, type SeriesPreparation } from '#shared/data/preparation.ts';
import { createRandom, shuffledOrder } from '#shared/base/random.ts';
import type { PreparedData, SampleSet } from '#shared/data/samples.ts';
import { prepareData } from '#main/datasets/prepare-data.ts';
import { errorOf, importSeries, workplace } from './home.ts';

type Change = Partial<SeriesPreparation>;

function preparation(change: Change = {}): SeriesPreparation {
  return seriesPreparationSchema.parse({ kind: 'series', target: 'a', lookback: 6, delay: 2, ...change });
}

/** Rows `i, 1000 + i, …`, so that every number says which row and column it is from. */
async function counting(rows: number): Promise<string> {
  const { home, file } = workplace();
  const lines = Array.from({ length: rows }, (_, i) => `${i},${1000 + i},${2000 + i}\n`);
  await importSeries(file('a.csv', `a,b,c\n${lines.join('')}`), home);
  return home;
}

function prepare(home: string, change: Change = {}): Promise<PreparedData> {
  return prepareData(home, { dataset: 'mine', preparation: preparation(change) });
}

function everything(set: SampleSet): { windows: number[][]; targets: number[] } {
  const order = Uint32Array.from({ length: set.count }, (_, i) => i);
  const { inputs, targets } = set.batch(order, 0, set.count);
  const [input] = inputs;
  const size = (input?.values.length ?? 0) / set.count;
  return {
    windows: Array.from(order, (i) => [...(input?.values.subarray(i * size, (i + 1) * size) ?? [])]),
    targets: [...(targets[0]?.values ?? [])],
  };
}

describe('windows', () => {
  it.each([1, 2, 4, 5, 7])('are those of the definition, for step %i', async (step) => {
    const home = await counting(61);
    const split = { train: 0.5, validation: 0.3 };
    const data = await prepare(home, { step, normalize: false, features: ['c', 'a'], split });
    const steps = Math.ceil(6 / step);
    expect(data.inputs).toEqual([{ shape: [steps, 2], dtype: 'float32' }]);
    expect(data.targets).toEqual([{ shape: [1], dtype: 'float32', classes: null }]);
    const ranges = { train: [0, 30], validation: [30, 48], test: [48, 61] } as const;
    for (const name of ['train', 'validation', 'test'] as const) {
      const set = data[name];
      if (set === null) throw new Error(`no ${name}`);
      const [from, to] = ranges[name];
      expect(set.count).toBe(to - from - 6 - 2);
      const { windows, targets } = everything(set);
      windows.forEach((window, sample) => {
        const expected: number[] = [];
        for (let row = from + sample; row < from + sample + 6; row += step) expected.push(2000 + row, row);
        expect(window).toEqual(expected);
        expect(targets[sample]).toBe(from + sample + 6 + 2);
      });
    }
  });

  it('have several targets in a row with a horizon, and the baseline repeats the last value for each', async () => {
    const home = await counting(61);
    const data = await prepare(home, { normalize: false, features: ['a'], delay: 0, horizon: 4 });
    expect(data.targets[0]?.shape).toEqual([4]);
    // Rows 0 to 35 train: the last sample's window begins at row 26, its targets are rows 32 to 35.
    expect(data.train.count).toBe(36 - 6 - 4 + 1);
    const order = Uint32Array.of(0, 26);
    const { targets } = data.train.batch(order, 0, 2);
    expect(targets).toEqual([{ values: Float32Array.of(6, 7, 8, 9, 32, 33, 34, 35), shape: [2, 4] }]);
    expect(data.baseline('validation', order, 0, 1)[0]).toEqual({
      values: Float32Array.of(41, 41, 41, 41),
      shape: [1, 4],
    });
    const one = await prepare(home, { normalize: false, features: ['a'], delay: 0 });
    expect(data.targetsHash).not.toBe(one.targetsHash);
  });

  it('come in the order asked for, in new arrays each time, with the batch axis first', async () => {
    const home = await counting(61);
    const data = await prepare(home, { normalize: false, features: ['a'] });
    const order = shuffledOrder(data.train.count, createRandom(5));
    const batch = data.train.batch(order, 3, 7);
    expect(batch.size).toBe(4);
    expect(batch.inputs[0]?.shape).toEqual([4, 6, 1]);
    expect(batch.targets[0]?.shape).toEqual([4, 1]);
    expect([...(batch.targets[0]?.values ?? [])]).toEqual([...order.subarray(3, 7)].map((sample) => sample + 8));
    const again = data.train.batch(order, 3, 7);
    expect(again).toEqual(batch);
    expect(again.inputs[0]?.values.buffer).not.toBe(batch.inputs[0]?.values.buffer);
  });

  it('are written over a batch that is handed back, where it is large enough', async () => {
    const home = await counting(61);
    const data = await prepare(home, { normalize: false, features: ['a'] });
    const order = shuffledOrder(data.train.count, createRandom(5));
    const used = data.train.batch(order, 0, 4);
    const next = data.train.batch(order, 4, 8, used);
    expect(next.inputs[0]?.values.buffer).toBe(used.inputs[0]?.values.buffer);
    expect(next).toEqual(data.train.batch(order, 4, 8));
    expect(data.train.batch(order, 8, 10, next)).toEqual(data.train.batch(order, 8, 10));
    expect(data.train.batch(order, 0, 9, next)).toEqual(data.train.batch(order, 0, 9));
  });
});

describe('normalization', () => {
  it('knows only the training rows, and tells the target’s unit', async () => {
    const { home, file } = workplace();
    const values = Array.from({ length: 100 }, (_, i) => (i < 60 ? i % 2 : 1000));
    const path = file('a.csv', `a,b\n${values.map((value) => `${value * 4},7`).join('\n')}`);
    await importSeries(path, home, { units: { a: '°F' } });
    const data = await prepare(home);
    expect(data.targetUnit).toEqual({ unit: '°F', scale: 2, column: 'a' });
    const { windows, targets } = everything(data.train);
    // a: mean 2, deviation 2; b is constant and only centred.
    expect(windows[0]).toEqual([-1, 0, 1, 0, -1, 0, 1, 0, -1, 0, 1, 0]);
    expect(targets[0]).toBe(-1);
    expect(everything(data.validation).targets[0]).toBe((4000 - 2) / 2);
  });

  it('is the same whatever comes after the training rows', async () => {
    const { home, file } = workplace();
    const lines = Array.from({ length: 50 }, (_, i) => Math.sin(i));
    const changed = lines.map((value, i) => (i < 30 ? value : value * 1e6));
    await importSeries(file('a.csv', `a\n${lines.join('\n')}`), home);
    await importSeries(file('b.csv', `a\n${changed.join('\n')}`), home, { id: 'changed' });
    const before = await prepare(home);
    const after = await prepareData(home, { dataset: 'changed', preparation: preparation() });
    expect(everything(after.train)).toEqual(everything(before.train));
    expect(everything(after.validation)).not.toEqual(everything(before.validation));
    expect(after.hash).not.toBe(before.hash);
  });
});

describe('the baseline', () => {
  it('repeats the target’s value in the last row that a window keeps', async () => {
    const home = await counting(60);
    const data = await prepare(home, { step: 4, normalize: false, features: ['b'], target: 'c' });
    expect(textOf(data.baselineName)).toBe('last value');
    const order = Uint32Array.of(3, 0);
    // Validation begins at row 36; windows keep rows first and first + 4.
    expect(data.baseline('validation', order, 0, 2)).toEqual([{ values: Float32Array.of(2043, 2040), shape: [2, 1] }]);
    const test = Uint32Array.of(0);
    expect([...(data.baseline('test', test, 0, 1)[0]?.values ?? [])]).toEqual([2052]);
  });
});

describe('missing cells', () => {
  async function gaps(): Promise<string> {
    const { home, file } = workplace();
    const rows = Array.from({ length: 40 }, (_, i) => [
      i === 0 || i === 9 ? '' : `${i}`,
      i === 20 ? 'NA' : `${-i}`,
      '',
    ]);
    await importSeries(file('a.csv', `a,b,empty\n${rows.map((row) => row.join(',')).join('\n')}`), home);
    return home;
  }
  const used = { features: ['a', 'b'], lookback: 2, delay: 0, normalize: false };

  it('stop, naming the first row and column and all counts', async () => {
    const error = await errorOf(prepare(await gaps(), { ...used, missing: 'stop' }));
    expect(error.message).toBe('In the data set "mine", column "a" has no number in row 1 (missing in all: a 2, b 1).');
    expect(error.code).toBe('invalid-data');
    expect(error.hint).toContain('"fill" or "drop"');
  });

  it('do not matter in columns that are not used', async () => {
    const data = await prepare(await gaps(), { ...used, features: ['b'], target: 'b', missing: 'drop' });
    expect(everything(data.train).targets.length).toBe(Math.floor(39 * 0.6) - 2);
  });

  it('are filled with the last value, at the beginning with the first', async () => {
    const data = await prepare(await gaps(), { ...used, missing: 'fill' });
    const { windows, targets } = everything(data.train);
    expect(windows[0]).toEqual([1, 0, 1, -1]);
    expect(windows[8]).toEqual([8, -8, 8, -9]);
    expect(targets[7]).toBe(8);
    expect(windows[19]).toEqual([19, -19, 20, -19]);
  });

  it('leave with their rows when they are dropped', async () => {
    const data = await prepare(await gaps(), { ...used, missing: 'drop' });
    const { windows } = everything(data.train);
    expect(windows[0]).toEqual([1, -1, 2, -2]);
    expect(windows[7]).toEqual([8, -8, 10, -10]);
  });

  it('cannot be filled in a column without any number', async () => {
    const error = await errorOf(prepare(await gaps(), { ...used, features: ['empty'], missing: 'fill' }));
    expect(error.message).toBe('In the data set "mine", column "empty" holds no numbers at all.');
  });
});

describe('what cannot be prepared', () => {
  it.each<[string, Change, string]>([
    ['a lookback longer than the data', { lookback: 99 }, 'A sample spans 102 rows (lookback 99, delay 2), but the data set "mine" has only 60.'],
    ['a lookback longer than a split', { lookback: 12 }, 'The split leaves 12 rows for validation, but one sample spans 15 (lookback 12, delay 2).'],
    ['training without rows', { split: { train: 0.05, validation: 0.5 } }, 'The split leaves 3 rows for training, but one sample spans 9 (lookback 6, delay 2).'],
    ['shares above 1', { split: { train: 0.7, validation: 0.4 } }, 'The split takes more than all rows: 0.7 + 0.4 is above 1.'],
    ['an unknown target', { target: 'tmep' }, 'The data set "mine" has no column "tmep".'],
    ['an unknown feature', { features: ['a', 'd'] }, 'The data set "mine" has no column "d".'],
  ])('is refused: %s', async (_what, change, message) => {
    const error = await errorOf(prepare(await counting(60), change));
    expect(error.message).toBe(message);
    expect(error.code).toBe('invalid-experiment');
  }); // prettier-ignore

  it('gives no validation samples when nothing is held out, and no test when nothing remains', async () => {
    const data = await prepare(await counting(60), { split: { train: 1, validation: 0 } });
    expect([data.train.count, data.validation.count, data.test]).toEqual([52, 0, null]);
  });

  it('is refused: a data set that is not there, or of the other kind', async () => {
    const home = await counting(60);
    const text = {
      kind: 'text',
      words: 10,
      length: 5,
      padding: 'pre',
      truncating: 'pre',
      validation_split: 0,
      shuffle_seed: 0,
    } as const;
    const kind = await errorOf(prepareData(home, { dataset: 'mine', preparation: text }));
    expect(kind.message).toBe('The data set "mine" holds a series, but the experiment prepares texts.');
    const absent = await errorOf(prepareData(home, { dataset: 'imdb-reviews', preparation: text }));
    expect(absent).toMatchObject({ code: 'not-found', hint: 'Get it with: strata data get imdb-reviews' });
    const mistyped = await errorOf(prepareData(home, { dataset: 'miine', preparation: text }));
    expect(mistyped.hint).toBe('Did you mean "mine"?');
  });
});

describe('the hash', () => {
  it('is the same for the same numbers, whatever the order of the keys, and another for any other setting', async () => {
    const home = await counting(60);
    const { hash } = await prepare(home);
    const reversed = seriesPreparationSchema.parse(Object.fromEntries(Object.entries(preparation()).reverse()));
    expect((await prepareData(home, { dataset: 'mine', preparation: reversed })).hash).toBe(hash);
    const changes: Change[] = [
      { delay: 3 },
      { features: ['b'] },
      { split: { train: 0.6, validation: 0.21 } },
      { normalize: false },
    ];
    const hashes = await Promise.all(changes.map(async (change) => (await prepare(home, change)).hash));
    expect(new Set([hash, ...hashes]).size).toBe(5);
  });
});
