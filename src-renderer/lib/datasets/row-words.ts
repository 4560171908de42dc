// Rows of a series in words: how many, how long they take where that is known, and when one was.
import type { Format } from '#renderer/lib/format/format.ts';
import { spanText } from '#renderer/lib/format/span.ts';
import { daysText, momentText } from '#renderer/lib/format/time-ticks.ts';
import { timeOfRow, type PictureTimes } from '#renderer/lib/datasets/row-scale.ts';
import type { Messages } from '#renderer/locales/en.ts';

export class RowWords {
  readonly #words: Messages['series'];
  readonly #format: Format;
  readonly #stepMs: number | null;

  /** @param period seconds from row to row; null: unknown */
  constructor(words: Messages['series'], format: Format, period: number | null) {
    this.#words = words;
    this.#format = format;
    this.#stepMs = period === null ? null : period * 1000;
  }

  /** 1,440 rows */
  rows(count: number): string {
    return this.#words.rows(count, this.#format.count(count));
  }

  /** How long so many rows take: 10 days; null where that is not known, and for none. */
  time(count: number): string | null {
    return this.#stepMs === null || count === 0
      ? null
      : spanText(count * this.#stepMs, this.#stepMs, this.#format.language);
  }

  /** 10 days, or 1,440 rows */
  short(count: number): string {
    return this.time(count) ?? this.rows(count);
  }

  /** 10 days (1,440 rows) */
  long(count: number): string {
    const time = this.time(count);
    return time === null ? this.rows(count) : this.#words.withRows(time, this.rows(count));
  }

  /** A row's time; its number, from 1, where no time is known. */
  moment(picture: PictureTimes | null, row: number): string {
    const ms = picture === null ? NaN : timeOfRow(picture, row);
    if (!Number.isFinite(ms)) return this.#words.row(this.#format.count(row + 1));
    return momentText(ms, this.#stepMs ?? 0, this.#format.language);
  }

  /** The days of a stretch of rows; their numbers where no times are known. */
  days(picture: PictureTimes, from: number, to: number): string {
    const [first, last] = [timeOfRow(picture, from), timeOfRow(picture, to - 1)];
    if (Number.isFinite(first) && Number.isFinite(last)) return daysText(first, last, this.#format.language);
    return this.#words.fromTo(this.moment(picture, from), this.moment(picture, to - 1));
  }
}
