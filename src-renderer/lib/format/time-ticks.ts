// Times of a data set in words, and where an axis of them has ticks. Its clock is the data's own: without a zone, as UTC.
import type { Language } from '#shared/locales/language.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A tick of an axis, in milliseconds since 1970. */
export interface TimeTick {
  readonly ms: number;
  readonly label: string;
}

/** Distances of ticks that are equally long. */
const strides: readonly number[] = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * 1000),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * minute),
  ...[1, 2, 3, 6, 12].map((hours) => hours * hour),
  ...[1, 2, 4, 7, 14].map((days) => days * day),
];
const monthStrides: readonly number[] = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200];
const meanMonth = 30.436875 * day;

/** The first year of a week of ticks: 5 January 1970 was a Monday. */
const mondayMs = 4 * day;

/** Making one takes longer than formatting a hundred times. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  const made = formatters.get(key) ?? new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...options });
  formatters.set(key, made);
  return made;
}

function format(language: Language, options: Intl.DateTimeFormatOptions): (ms: number) => string {
  const made = formatter(language, options);
  return (ms) => made.format(ms);
}

/** So much at most stands on an axis. @param most ticks that have room */
export function timeTicks(fromMs: number, toMs: number, most: number, language: Language): readonly TimeTick[] {
  if (!(toMs > fromMs) || most < 1) return [];
  const least = (toMs - fromMs) / most;
  const stride = strides.find((each) => each >= least);
  return stride === undefined ? monthTicks(fromMs, toMs, least, language) : evenTicks(fromMs, toMs, stride, language);
}

function evenTicks(fromMs: number, toMs: number, stride: number, language: Language): TimeTick[] {
  const dayOf = format(language, { month: 'short', day: 'numeric' });
  const timeOf = format(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const secondOf = format(language, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    ...(stride < 1000 ? { fractionalSecondDigits: 3 } : {}),
  });
  const labelOf = (ms: number): string => {
    if (stride >= day || ms % day === 0) return dayOf(ms);
    return stride < minute ? secondOf(ms) : timeOf(ms);
  };
  const start = stride >= day ? mondayMs : 0;
  const ticks: TimeTick[] = [];
  for (let ms = start + Math.ceil((fromMs - start) / stride) * stride; ms <= toMs; ms += stride)
    ticks.push({ ms, label: labelOf(ms) });
  return ticks;
}

function monthTicks(fromMs: number, toMs: number, least: number, language: Language): TimeTick[] {
  const months = monthStrides.find((each) => each * meanMonth >= least) ?? 2400;
  const yearOf = format(language, { year: 'numeric' });
  const monthOf = format(language, { month: 'short' });
  const from = new Date(fromMs);
  const ticks: TimeTick[] = [];
  let month = Math.floor((from.getUTCFullYear() * 12 + from.getUTCMonth()) / months) * months;
  for (; ; month += months) {
    const ms = Date.UTC(Math.floor(month / 12), month % 12);
    if (ms > toMs) return ticks;
    if (ms >= fromMs) ticks.push({ ms, label: month % 12 === 0 ? yearOf(ms) : monthOf(ms) });
  }
}

/** A row's time: as fine as the rows are apart. @param stepMs the distance of two rows */
export function momentText(ms: number, stepMs: number, language: Language): string {
  if (!Number.isFinite(ms)) return '';
  const date: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'short' };
  if (stepMs >= 28 * day) return format(language, date)(ms);
  const withDay: Intl.DateTimeFormatOptions = { ...date, day: 'numeric' };
  if (stepMs >= day) return format(language, withDay)(ms);
  const clock: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  const seconds: Intl.DateTimeFormatOptions = stepMs < minute ? { second: '2-digit' } : {};
  return format(language, { ...withDay, ...clock, ...seconds })(ms);
}

/** The days from one time to another: Jan 1 – Aug 7, 2013. */
export function daysText(fromMs: number, toMs: number, language: Language): string {
  return formatter(language, { year: 'numeric', month: 'short', day: 'numeric' }).formatRange(fromMs, toMs);
}

/** Where an axis of rows without times has ticks. @param most ticks that have room */
export function rowTicks(from: number, to: number, most: number): readonly number[] {
  if (to <= from || most < 1) return [];
  const least = Math.max(1, (to - from) / most);
  const power = 10 ** Math.floor(Math.log10(least));
  const stride = [1, 2, 5, 10].map((times) => times * power).find((each) => each >= least) ?? 10 * power;
  const ticks: number[] = [];
  for (let row = Math.ceil(from / stride) * stride; row < to; row += stride) ticks.push(row);
  return ticks;
}
