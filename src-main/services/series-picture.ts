// Pictures of a series: its rows are read in parts, those that can be seen are kept, and the last pictures are remembered.
import type { DatasetId } from '#shared/base/ids.ts';
import {
  timeRow,
  type PictureLine,
  type SeriesPicture,
  type SeriesPictureRequest,
} from '#shared/data/series-picture.ts';
import type { RowRange } from '#shared/data/windows.ts';
import { PointReducer } from '#shared/runs/point-reducer.ts';
import type { SeriesRows } from '#main/ports/dataset-store.ts';
import { giveWay } from '#main/services/in-parts.ts';

type Reading = (range: RowRange) => AsyncIterable<Float64Array>;

/** The stored rows that remain, ascending; null: all. */
async function keptRows(rows: SeriesRows, dropped: readonly string[]): Promise<Uint32Array | null> {
  const { columns, rows: count } = rows.dataset;
  const holed = columns.filter(({ name, missing }) => missing > 0 && dropped.includes(name));
  if (holed.length === 0) return null;
  const isGone = new Uint8Array(count);
  for (const { name } of holed) {
    let row = 0;
    for await (const part of rows.column(name, { from: 0, to: count })) {
      for (const value of part) {
        if (Number.isNaN(value)) isGone[row] = 1;
        row += 1;
      }
      await giveWay();
    }
  }
  const kept = new Uint32Array(count);
  let length = 0;
  for (let row = 0; row < count; row++) if (isGone[row] === 0) kept[length++] = row;
  return kept.subarray(0, length);
}

/** The rows of a range, counted without those that are left out: part after part, with pauses between them. */
async function* partsOf(read: Reading, kept: Uint32Array | null, { from, to }: RowRange): AsyncGenerator<Float64Array> {
  if (from >= to) return;
  if (kept === null) {
    for await (const part of read({ from, to })) {
      yield part;
      await giveWay();
    }
    return;
  }
  let stored = kept[from] ?? 0;
  let next = from;
  for await (const part of read({ from: stored, to: (kept[to - 1] ?? 0) + 1 })) {
    const values = new Float64Array(part.length);
    let length = 0;
    for (; next < to && (kept[next] ?? 0) < stored + part.length; next++)
      values[length++] = part[(kept[next] ?? 0) - stored] ?? NaN;
    stored += part.length;
    yield values.subarray(0, length);
    await giveWay();
  }
}

/** Mean and deviation as a preparation computes them: a missing cell repeats the last number, the first ones take the first. */
async function scaleOf(parts: AsyncIterable<Float64Array>): Promise<PictureLine['scale']> {
  let first = NaN;
  let last = NaN;
  let [count, sum, squares] = [0, 0, 0];
  for await (const part of parts)
    for (const value of part) {
      count += 1;
      if (!Number.isNaN(value)) last = value;
      if (Number.isNaN(first)) first = last;
      if (Number.isNaN(first)) continue;
      // Measured from the first number, of which the cells before it are copies: they add nothing to either sum.
      const difference = last - first;
      sum += difference;
      squares += difference * difference;
    }
  if (Number.isNaN(first)) return null;
  const std = Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
  const mean = first + sum / count;
  return { mean, std: std > 1e-12 * Math.abs(mean) ? std : 1 };
}

async function timesOf(
  rows: SeriesRows,
  kept: Uint32Array | null,
  range: RowRange,
  pixels: number,
): Promise<Float64Array<ArrayBuffer>> {
  const { times } = rows;
  if (times === null || range.from >= range.to) return new Float64Array();
  const result = new Float64Array(Math.min(pixels + 1, range.to - range.from));
  let [index, row] = [0, range.from];
  for await (const part of partsOf(times, kept, range)) {
    for (; index < result.length; index++) {
      const wanted = timeRow(range, index, result.length) - row;
      if (wanted >= part.length) break;
      result[index] = part[wanted] ?? NaN;
    }
    row += part.length;
  }
  return result;
}

/** @throws AppError `not-found`, `damaged` */
export async function seriesPicture(rows: SeriesRows, request: SeriesPictureRequest): Promise<SeriesPicture> {
  const { columns, pixels, measured } = request;
  const kept = await keptRows(rows, request.dropped);
  const count = kept?.length ?? rows.dataset.rows;
  const within = ({ from, to }: { from: number; to: number | null }): RowRange => {
    const start = Math.min(from, count);
    return { from: start, to: Math.min(count, Math.max(start, to ?? count)) };
  };
  const range = within(request);
  const lines: Omit<SeriesPicture['columns'][number], 'points'>[] = [];
  const steps: number[][] = [];
  const values: number[][] = [];
  for (const name of columns) {
    const read: Reading = (part) => rows.column(name, part);
    const reducer = new PointReducer({ min: range.from, max: range.to, count: pixels });
    let row = range.from;
    for await (const part of partsOf(read, kept, range)) for (const value of part) reducer.add(row++, value);
    const reduced = reducer.end();
    const scale = measured === null ? null : await scaleOf(partsOf(read, kept, within(measured)));
    lines.push({ name, isWhole: reduced.steps.length === range.to - range.from, scale });
    steps.push([...reduced.steps]);
    values.push([...reduced.values]);
  }
  return {
    rows: count,
    ...range,
    columns: lines.map((line, i) => ({ ...line, points: steps[i]?.length ?? 0 })),
    steps: Uint32Array.from(steps.flat()),
    values: Float64Array.from(values.flat()),
    times: await timesOf(rows, kept, range, pixels),
  };
}

/** So many pictures are remembered; one has some 100 kB. */
const mostPictures = 16;

/** Answers requests for pictures; one that was asked lately, or is being made, is not made again. */
export function rememberPictures(
  open: (id: DatasetId) => SeriesRows,
): (request: SeriesPictureRequest) => Promise<SeriesPicture> {
  const pictures = new Map<string, Promise<SeriesPicture>>();
  return (request) => {
    const rows = open(request.id);
    const { hash, createdAtMs } = rows.dataset;
    const key = JSON.stringify([hash, createdAtMs, request]);
    const picture = pictures.get(key) ?? seriesPicture(rows, request);
    // The latest are last.
    pictures.delete(key);
    pictures.set(key, picture);
    picture.catch(() => pictures.delete(key));
    const [oldest] = pictures.keys();
    if (pictures.size > mostPictures && oldest !== undefined) pictures.delete(oldest);
    return picture;
  };
}
