// Rows of a series and the pixels of a picture: where each row is, which row a pixel shows, and the line through some of them.
import { timeRow, type SeriesPicture } from '#shared/data/series-picture.ts';
import { rowTicks, timeTicks } from '#renderer/lib/format/time-ticks.ts';
import type { Language } from '#shared/locales/language.ts';

/** Rows `from` to `to` (not included) over a width in pixels; row r takes from `x(r)` to `x(r + 1)`. */
export class RowScale {
  readonly from: number;
  readonly to: number;
  readonly width: number;

  constructor(from: number, to: number, width: number) {
    this.from = from;
    this.to = Math.max(from + 1, to);
    this.width = Math.max(1, width);
  }

  /** Pixels of one row. */
  get perRow(): number {
    return this.width / (this.to - this.from);
  }

  /** The row's left edge. */
  x(row: number): number {
    return (row - this.from) * this.perRow;
  }

  /** The row's middle, where its value stands. */
  middle(row: number): number {
    return this.x(row + 0.5);
  }

  /** The border between two rows that is nearest to a pixel: the row after it. */
  border(x: number): number {
    return Math.min(this.to, Math.max(this.from, Math.round(this.from + x / this.perRow)));
  }

  /** The row under a pixel. */
  row(x: number): number {
    return Math.min(this.to - 1, Math.max(this.from, Math.floor(this.from + x / this.perRow)));
  }
}

/** From the lowest value of a picture to its highest; a line of one value has some room around it. */
export function valueRange(values: Iterable<number>): { readonly least: number; readonly most: number } {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  if (least > most) return { least: 0, most: 1 };
  const room = least === most ? Math.max(1, Math.abs(least)) / 2 : 0;
  return { least: least - room, most: most + room };
}

/** Points of a line: rows ascending, NaN where the line has a gap. */
export interface RowPoints {
  readonly steps: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

/**
 * An SVG path through points. A gap interrupts it; a point between two gaps is drawn as a short stroke.
 * @param yOf the place of a value
 * @param takes left out: every point
 */
export function linePath(
  { steps, values }: RowPoints,
  scale: RowScale,
  yOf: (value: number) => number,
  takes: (row: number) => boolean = () => true,
): string {
  let path = '';
  let isDown = false;
  for (let i = 0; i < steps.length; i++) {
    const row = steps[i] ?? 0;
    if (!takes(row)) continue;
    const value = values[i] ?? NaN;
    if (!Number.isFinite(value)) {
      isDown = false;
      continue;
    }
    const at = `${scale.middle(row).toFixed(1)} ${yOf(value).toFixed(1)}`;
    path += isDown ? `L${at}` : `M${at}h.01`;
    isDown = true;
  }
  return path;
}

/** What a picture knows of times. */
export type PictureTimes = Pick<SeriesPicture, 'from' | 'to' | 'times'>;

/** The time of a row in milliseconds since 1970, between the known ones on the line between them; NaN where none is known. */
export function timeOfRow({ from, to, times }: PictureTimes, row: number): number {
  const { length } = times;
  if (length === 0) return NaN;
  if (length === 1 || to - from < 2) return times[0] ?? NaN;
  const place = Math.min(1, Math.max(0, (row - from) / (to - 1 - from))) * (length - 1);
  let index = Math.min(length - 2, Math.floor(place));
  // Rows of times are rounded: the pair around the row may be one further.
  if (timeRow({ from, to }, index, length) > row && index > 0) index -= 1;
  if (timeRow({ from, to }, index + 1, length) < row && index < length - 2) index += 1;
  const [low, high] = [timeRow({ from, to }, index, length), timeRow({ from, to }, index + 1, length)];
  const share = high === low ? 0 : Math.min(1, Math.max(0, (row - low) / (high - low)));
  const [before = NaN, after = NaN] = [times[index], times[index + 1]];
  return before + (after - before) * share;
}

/** The first row that is not before a time, for ascending times. */
function rowOfTime(picture: PictureTimes, ms: number): number {
  let [low, high] = [picture.from, picture.to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timeOfRow(picture, middle) < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A tick under a picture. */
export interface RowTick {
  readonly x: number;
  readonly label: string;
}

/** The room of a tick and its label in pixels. */
const tickRoom = 96;

/** Ticks of a picture: times where they are known and ascend, else numbers of rows. */
export function axisTicks(
  picture: PictureTimes,
  scale: RowScale,
  language: Language,
  count: (row: number) => string,
): readonly RowTick[] {
  const most = Math.floor(scale.width / tickRoom);
  const [first, last] = [timeOfRow(picture, scale.from), timeOfRow(picture, scale.to - 1)];
  if (last > first)
    return timeTicks(first, last, most, language).map(({ ms, label }) => ({
      x: scale.middle(rowOfTime(picture, ms)),
      label,
    }));
  return rowTicks(scale.from, scale.to, most).map((row) => ({ x: scale.middle(row), label: count(row + 1) }));
}
