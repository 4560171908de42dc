// Pictures of series, read from real files: all that is drawn is stored, no peak is missing, and rows are counted as training does.
import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { datasetIdSchema } from '#shared/base/ids.ts';
import { createRandom } from '#shared/base/random.ts';
import { decodeMessage, encodeMessage } from '#shared/contract/binary-message.ts';
import {
  pictureLines,
  seriesPictureRequestSchema,
  seriesPictureSchema,
  timeRow,
  type PictureLine,
  type SeriesPicture,
} from '#shared/data/series-picture.ts';
import { seriesPreparationSchema } from '#shared/data/preparation.ts';
import { createDatasetStore } from '#main/datasets/dataset-store.ts';
import { prepareData } from '#main/datasets/prepare-data.ts';
import { datasetsFolder, readStoredDataset } from '#main/datasets/stored-dataset.ts';
import { rememberPictures } from '#main/services/series-picture.ts';
import { errorOf, importSeries, importText, workplace } from '../datasets/home.ts';

const mine = datasetIdSchema.parse('mine');
type Asked = Record<string, unknown>;

/** Asks as a page does, and takes what it would get. */
function asker(home: string): (asked: Asked) => Promise<SeriesPicture> {
  const store = createDatasetStore({ home });
  const pictureOf = rememberPictures((id) => store.series(id));
  return async (asked) => {
    const output = await pictureOf(
      seriesPictureRequestSchema.parse({ id: mine, columns: ['a'], pixels: 50, ...asked }),
    );
    return seriesPictureSchema.parse((decodeMessage(encodeMessage({ id: 1, output })) as { output: unknown }).output);
  };
}

async function stored(columns: Record<string, readonly (number | null)[]>, firstMs: number | null = null) {
  const { home, file } = workplace();
  const names = Object.keys(columns);
  const [first = []] = Object.values(columns);
  const time = (row: number): string => new Date((firstMs ?? 0) + row * 3_600_000).toISOString().slice(0, 19);
  const lines = first.map((_, row) =>
    [...(firstMs === null ? [] : [time(row)]), ...names.map((name) => columns[name]?.[row] ?? '')].join(','),
  );
  const head = [...(firstMs === null ? [] : ['time']), ...names].join(',');
  await importSeries(file('a.csv', `${head}\n${lines.join('\n')}\n`), home);
  return { home, ask: asker(home) };
}

const only = (picture: SeriesPicture): PictureLine => {
  const [line] = pictureLines(picture);
  if (line === undefined) throw new Error('no line');
  return line;
};

describe('a picture', () => {
  it('of few rows has all of them, in order, with gaps', async () => {
    const { ask } = await stored({ a: [3, null, 5, 4], b: [1, 2, 3, 4] });
    const picture = await ask({ columns: ['b', 'a'] });
    expect(picture).toMatchObject({ rows: 4, from: 0, to: 4 });
    const [b, a] = pictureLines(picture);
    expect(b).toMatchObject({ name: 'b', isWhole: true, scale: null });
    expect([...(a?.steps ?? [])]).toEqual([0, 1, 2, 3]);
    expect([...(a?.values ?? [])]).toEqual([3, NaN, 5, 4]);
  });

  it('of many rows, more than are read at once, has the lowest and the highest of each pixel', async () => {
    const random = createRandom(3);
    const values = Array.from({ length: 150_000 }, () => Math.round(random() * 1e6) / 1e3);
    values[70_001] = 9999;
    const { ask } = await stored({ a: values });
    const line = only(await ask({ pixels: 300 }));
    expect(line.isWhole).toBe(false);
    expect(line.steps.length).toBeLessThanOrEqual(301 * 5);
    expect([...line.values]).toEqual([...line.steps].map((row) => values[row]));
    for (let pixel = 0; pixel < 300; pixel++) {
      const [from, to] = [pixel * 500, (pixel + 1) * 500];
      const shown = [...line.values].filter((_, i) => (line.steps[i] ?? 0) >= from && (line.steps[i] ?? 0) < to);
      const all = values.slice(from, to);
      expect([Math.min(...shown), Math.max(...shown)]).toEqual([Math.min(...all), Math.max(...all)]);
    }
    const part = only(await ask({ from: 65_500, to: 65_600 }));
    expect([...part.steps]).toEqual(Array.from({ length: 100 }, (_, i) => 65_500 + i));
    expect([...part.values]).toEqual(values.slice(65_500, 65_600));
  });

  it('ends where the series does', async () => {
    const { ask } = await stored({ a: [1, 2, 3] });
    expect(await ask({ from: 2, to: 900 })).toMatchObject({ from: 2, to: 3 });
    expect(await ask({ from: 50, to: 900 })).toMatchObject({ from: 3, to: 3, columns: [{ points: 0 }] });
    expect(await ask({ from: 2, to: 1 })).toMatchObject({ from: 2, to: 2 });
  });

  it('has the times of rows at even distances', async () => {
    const firstMs = Date.UTC(2020, 1, 27);
    const { ask } = await stored({ a: Array.from({ length: 70_000 }, (_, i) => i) }, firstMs);
    const range = { from: 100, to: 69_901 };
    const { times } = await ask({ ...range, pixels: 200 });
    expect(times).toHaveLength(201);
    expect([...times]).toEqual(Array.from(times, (_, i) => firstMs + timeRow(range, i, times.length) * 3_600_000));
    const without = await stored({ a: [1, 2] });
    expect((await without.ask({})).times).toHaveLength(0);
  });
});

describe('rows that are left out', () => {
  it('are not counted, as in training', async () => {
    const a = Array.from({ length: 120_000 }, (_, i) => (i % 7 === 3 ? null : i));
    const b = Array.from({ length: 120_000 }, (_, i) => (i % 11 === 5 ? null : -i));
    const { home, ask } = await stored({ a, b, c: a.map((_, i) => i) }, Date.UTC(2020, 0, 1));
    const kept = a.flatMap((value, i) => (value === null || b[i] === null ? [] : [i]));
    const dropped = ['a', 'b', 'c'];
    const picture = await ask({ columns: ['c'], from: 60_000, to: 60_150, dropped });
    expect(picture.rows).toBe(kept.length);
    expect([...only(picture).values]).toEqual(kept.slice(60_000, 60_150));
    expect(picture.times[0]).toBe(Date.UTC(2020, 0, 1) + (kept[60_000] ?? 0) * 3_600_000);
    const preparation = seriesPreparationSchema.parse({
      kind: 'series',
      target: 'a',
      lookback: 2,
      delay: 0,
      missing: 'drop',
    });
    const { train } = await prepareData(home, { dataset: 'mine', preparation });
    expect(train.count).toBe(Math.floor(picture.rows * 0.6 + 1e-6) - 2);
  });
});

describe('mean and deviation', () => {
  it('are those by which training normalizes, gaps filled', async () => {
    const random = createRandom(5);
    const a = Array.from({ length: 90_000 }, (_, i) => (i < 2 || i % 13 === 4 ? null : 1e5 + random()));
    const { home, ask } = await stored({ a, flat: a.map(() => 7) });
    const measured = { from: 0, to: 54_000 };
    const picture = await ask({ columns: ['a', 'flat'], to: 0, pixels: 1, measured });
    const preparation = seriesPreparationSchema.parse({
      kind: 'series',
      target: 'a',
      features: ['a', 'flat'],
      lookback: 1,
      delay: 0,
      missing: 'fill',
    });
    const { targetUnit } = await prepareData(home, { dataset: 'mine', preparation });
    const [scale, flat] = picture.columns.map((column) => column.scale);
    expect(scale?.std).toBeCloseTo(targetUnit !== null && 'scale' in targetUnit ? targetUnit.scale : NaN, 8);
    expect(scale?.mean).toBeCloseTo(1e5 + 0.5, 2);
    expect(flat).toEqual({ mean: 7, std: 1 });
  });
});

describe('what cannot be drawn', () => {
  it('says why', async () => {
    const { home, ask } = await stored({ temperature: [1, 2, 3] });
    expect(await errorOf(ask({ columns: ['temprature'] }))).toMatchObject({
      code: 'not-found',
      message: 'The data set "mine" has no column "temprature".',
    });
    const name = readStoredDataset(home, 'mine')?.files.find(({ role }) => role === 'column/temperature')?.name ?? '';
    truncateSync(join(datasetsFolder(home), 'mine', name), 16);
    expect(await errorOf(ask({ columns: ['temperature'] }))).toMatchObject({ code: 'damaged' });
  });

  it('may be no series, or not there', async () => {
    const { home, file } = workplace();
    await importText(file('t.csv', 'text,label\ngood,1\nbad,0\n'), home);
    const ask = asker(home);
    expect(await errorOf(ask({}))).toMatchObject({
      code: 'invalid-data',
      message: 'The data set "mine" is not a time series.',
    });
    expect(await errorOf(ask({ id: 'other' }))).toMatchObject({ code: 'not-found' });
  });
});

it('a picture that was made lately is not made again, and another file is seen', async () => {
  const { home, file } = workplace();
  await importSeries(file('a.csv', 'a\n1\n2\n'), home);
  const store = createDatasetStore({ home });
  const pictureOf = rememberPictures((id) => store.series(id));
  const request = seriesPictureRequestSchema.parse({ id: mine, columns: ['a'], pixels: 9 });
  const first = await pictureOf(request);
  expect(await pictureOf({ ...request })).toBe(first);
  await importSeries(file('b.csv', 'a\n5\n'), home, { replace: true });
  expect(await pictureOf(request)).toMatchObject({ rows: 1 });
});
