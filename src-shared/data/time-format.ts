// Cells with times, as milliseconds since 1970. A time without a zone is taken as UTC: its clock's own reading.

/** The ways in which files write times. `parts` is year, month, day, … in columns of their own, joined with blanks. */
export const timeFormats = [
  'year-month-day',
  'day-month-year',
  'month-day-year',
  'month-name',
  'korean',
  'year-month',
  'year',
  'digits',
  'unix-seconds',
  'unix-milliseconds',
  'excel-days',
  'parts',
] as const;
export type TimeFormat = (typeof timeFormats)[number];

const clock = String.raw`(?:[T ]+(\d{1,2})(?::?(\d{2})(?::?(\d{2}(?:[.,]\d+)?))?)?\s*(AM|PM|am|pm|a\.m\.|p\.m\.)?)?`;
const zone = String.raw`\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?`;
const yearFirst = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\.?${clock}${zone}$`);
const yearLast = new RegExp(String.raw`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})${clock}${zone}$`);
const yearAndMonth = /^(\d{4})[-/.](\d{1,2})$/;
const monthAndYear = /^(\d{1,2})[-/.](\d{4})$/;
const quarterOf = /^(\d{4})[- ]?Q([1-4])$/;
const digitsOnly = /^(\d{4})(\d{2})(\d{2})(?:[T ]?(\d{2})(\d{2})?(\d{2})?)?$/;
const weekday = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+/i;
const named = new RegExp(
  String.raw`^(?:([A-Za-z]{3,9})\.?[ -]+(?:(\d{1,2})(?:st|nd|rd|th)?,?[ -]+)?(\d{4})|(\d{1,2})[ -]+([A-Za-z]{3,9})\.?,?[ -]+(\d{4}))${clock}${zone}$`,
);
const korean =
  /^(\d{4})(?:년|\.)\s*(\d{1,2})(?:월|\.)\s*(?:(\d{1,2})(?:일|\.?))?\s*(?:\([월화수목금토일]\)\s*)?(오전|오후)?\s*(?:(\d{1,2})(?:시|:)\s*(?:(\d{1,2})분?)?(?::?\s*(\d{1,2})초?)?)?$/;
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const wholeNumber = /^\d+$/;
const plainNumber = /^\d+(?:\.\d+)?$/;

const dayMs = 86_400_000;
/** Day 0 of Excel and its kin, which count 1900 as a leap year: 30 December 1899. */
const excelStartMs = Date.UTC(1899, 11, 30);

type Part = string | undefined;

/** NaN for a month 13, a 30 February, an hour 25. */
function timeOf(year: Part, month: Part, day: Part, hour: Part = '0', minute: Part = '0', second: Part = '0'): number {
  const [y, mo, d, h] = [Number(year), Number(month), Number(day ?? '1'), Number(hour)];
  const [mi, s] = [Number(minute), Number(second.replace(',', '.'))];
  // Hour 24 is the end of a day, second 60 a leap second.
  if (mo < 1 || mo > 12 || d < 1 || h > 24 || mi > 59 || s >= 61 || (h === 24 && mi + s > 0)) return NaN;
  const date = Date.UTC(y, mo - 1, d);
  // Date.UTC takes 31 April for 1 May, and the years 0 to 99 for the 20th century.
  if (new Date(date).getUTCDate() !== d || y < 1000) return NaN;
  return date + ((h * 60 + mi) * 60 + s) * 1000;
}

/** Two digits from `at` on; NaN for anything else. */
function twoDigits(text: string, at: number): number {
  const [tens, ones] = [text.charCodeAt(at) - 48, text.charCodeAt(at + 1) - 48];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

const daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/**
 * The most frequent forms, without a regular expression: `2023-01-05`, `2023-01-05 12:00`, `05.01.2023 12:00:00`; undefined for any
 * other text.
 */
function fixedTime(text: string, yearAt: number, monthAt: number, dayAt: number): number | undefined {
  const { length } = text;
  if (length !== 10 && length !== 16 && length !== 19) return undefined;
  const year = twoDigits(text, yearAt) * 100 + twoDigits(text, yearAt + 2);
  const [month, day] = [twoDigits(text, monthAt), twoDigits(text, dayAt)];
  const isClock = length === 10 || (text.charCodeAt(13) === 58 && (length === 16 || text.charCodeAt(16) === 58));
  const [hour, minute] = length === 10 ? [0, 0] : [twoDigits(text, 11), twoDigits(text, 14)];
  const second = length === 19 ? twoDigits(text, 17) : 0;
  // A 29th and later days depend on the month and the year: the other way knows them.
  const isPlain =
    year >= 1600 && month >= 1 && month <= 12 && day >= 1 && day <= 28 && hour < 24 && minute < 60 && second < 60;
  const [first, second2, between] = [text[yearAt === 0 ? 4 : 2], text[yearAt === 0 ? 7 : 5], text[10]];
  const isParted = first === second2 && (first === '-' || first === '.' || first === '/');
  if (!isPlain || !isClock || !isParted || (length > 10 && between !== ' ' && between !== 'T')) return undefined;
  const before = year - 1;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days =
    before * 365 +
    Math.floor(before / 4) -
    Math.floor(before / 100) +
    Math.floor(before / 400) +
    (daysBefore[month - 1] ?? 0) +
    (isLeap && month > 2 ? 1 : 0) +
    day -
    1 -
    daysTo1970;
  return days * dayMs + ((hour * 60 + minute) * 60 + second) * 1000;
}

/** Days from 1 January of the year 1 to 1 January 1970. */
const daysTo1970 = 719_162;

/** Hours of a clock of twelve. */
function hourOf(hour: Part, half: Part): Part {
  if (hour === undefined || half === undefined) return hour;
  const isAfternoon = /^(?:p|오후)/i.test(half);
  const at = Number(hour);
  return at > 12 ? hour : String((at % 12) + (isAfternoon ? 12 : 0));
}

function offsetOf(text: Part): number {
  if (text === undefined || !/^[+-]/.test(text)) return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  return (text.startsWith('-') ? -1 : 1) * minutes * 60_000;
}

function withClock(year: Part, month: Part, day: Part, rest: readonly Part[]): number {
  const [hour, minute, second, half, zoneText] = rest;
  return timeOf(year, month, day, hourOf(hour, half), minute, second) - offsetOf(zoneText);
}

const readers: Readonly<Record<TimeFormat, (text: string) => number>> = {
  'year-month-day': (text) => {
    const fixed = fixedTime(text, 0, 5, 8);
    if (fixed !== undefined) return fixed;
    const found = yearFirst.exec(text);
    return found === null ? NaN : withClock(found[1], found[2], found[3], found.slice(4));
  },
  'day-month-year': (text) => {
    const fixed = fixedTime(text, 6, 3, 0);
    if (fixed !== undefined) return fixed;
    const found = yearLast.exec(text);
    return found === null ? NaN : withClock(found[3], found[2], found[1], found.slice(4));
  },
  'month-day-year': (text) => {
    const fixed = fixedTime(text, 6, 0, 3);
    if (fixed !== undefined) return fixed;
    const found = yearLast.exec(text);
    return found === null ? NaN : withClock(found[3], found[1], found[2], found.slice(4));
  },
  'month-name': (text) => {
    const found = named.exec(text.replace(weekday, ''));
    if (found === null) return NaN;
    const month = months.indexOf((found[1] ?? found[5] ?? '').slice(0, 3).toLowerCase()) + 1;
    return withClock(found[3] ?? found[6], String(month), found[2] ?? found[4] ?? '1', found.slice(7));
  },
  korean: (text) => {
    const found = korean.exec(text);
    if (found === null) return NaN;
    const [, year, month, day = '1', half, hour, minute = '0', second = '0'] = found;
    return timeOf(year, month, day, hourOf(hour, half), minute, second);
  },
  'year-month': (text) => {
    const quarter = quarterOf.exec(text);
    if (quarter !== null) return timeOf(quarter[1], String(3 * Number(quarter[2]) - 2), '1');
    const first = yearAndMonth.exec(text);
    const last = first === null ? monthAndYear.exec(text) : null;
    return first === null ? timeOf(last?.[2], last?.[1], '1') : timeOf(first[1], first[2], '1');
  },
  year: (text) => (/^\d{4}$/.test(text) ? timeOf(text, '1', '1') : NaN),
  digits: (text) => {
    const found = digitsOnly.exec(text);
    return found === null ? NaN : timeOf(found[1], found[2], found[3], found[4], found[5], found[6]);
  },
  'unix-seconds': (text) => (plainNumber.test(text) ? Number(text) * 1000 : NaN),
  'unix-milliseconds': (text) => (plainNumber.test(text) ? Number(text) : NaN),
  // To a whole second: a day's fraction is not exact.
  'excel-days': (text) =>
    plainNumber.test(text) ? excelStartMs + Math.round((Number(text) * dayMs) / 1000) * 1000 : NaN,
  parts: (text) => {
    const parts = text.split(/\s+/);
    if (!parts.every((part) => wholeNumber.test(part))) return NaN;
    const [year, month = '1', day = '1', hour = '0', minute = '0', second = '0'] = parts;
    return timeOf(year, month, day, hour, minute, second);
  },
};

/** Milliseconds since 1970; NaN for a cell that is not a time of this format. */
export function parseTime(text: string, format: TimeFormat): number {
  return readers[format](text);
}

const plausible = (ms: number): boolean => ms > Date.UTC(1700, 0) && ms < Date.UTC(2200, 0);

/** How many pairs of neighbours have the most frequent distance. */
function regularity(times: readonly number[]): number {
  const counts = new Map<number, number>();
  for (let i = 1; i < times.length; i++) {
    const distance = (times[i] ?? 0) - (times[i - 1] ?? 0);
    if (distance !== 0) counts.set(distance, (counts.get(distance) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}

/** What must be true beyond its form for a number to be taken as a time. */
function isTimeLike(format: TimeFormat, times: readonly number[], isNamedTime: boolean): boolean {
  if (!times.every(plausible)) return false;
  const ascending = times.every((time, i) => i === 0 || time >= (times[i - 1] ?? 0));
  const descending = times.every((time, i) => i === 0 || time <= (times[i - 1] ?? 0));
  const isOrdered = times.length > 1 && times[0] !== times.at(-1) && (ascending || descending);
  switch (format) {
    case 'digits':
      return isNamedTime || isOrdered;
    case 'unix-seconds':
    case 'unix-milliseconds':
      return times.every((time) => time > Date.UTC(1980, 0)) && (isNamedTime || isOrdered);
    case 'excel-days':
      return isNamedTime && isOrdered && times.every((time) => time > Date.UTC(1950, 0));
    case 'year':
      return isNamedTime && isOrdered;
    default:
      return true;
  }
}

/** A name that a column of times has: `Date Time`, `timestamp`, `날짜`, `일시`. */
export function isTimeName(name: string): boolean {
  return /(?:^|[^a-z])(?:date|time|timestamp|datetime|datum|zeit|day|month|year|hour|stamp|when)(?:$|[^a-z])|date_?time|날짜|일시|일자|시각|시간|연도|년월|기간|日期|时间|時間|日時/i.test(
    name,
  );
}

/** Below a table there may be sums and remarks, in at most this many rows. */
export const mostBelow = 5;

/** Whether a cell in the place of a time is a word, such as of a sum or a remark; a time that cannot be read has digits. */
export function isRemark(cell: string): boolean {
  return /\p{L}/u.test(cell) && !/\d/.test(cell);
}

/** Whether a time says how far it is from UTC, or is counted from 1970. */
export function hasOwnZone(cell: string, format: TimeFormat): boolean {
  if (format === 'unix-seconds' || format === 'unix-milliseconds') return true;
  return format !== 'parts' && /(?:Z|UTC|GMT|\d[+-]\d{2}:?\d{2})$/.test(cell) && cell.length > 10;
}

/**
 * The format in which all of the cells are times, or all but those of the last rows; null where they are none. Where day and month can be either, the one with the
 * more regular distances is taken, then the month first, or the day if that is preferred.
 * @param cells trimmed, without empty ones, in the file's order
 * @param prefersDayFirst where that does not decide: in a file with decimal commas
 * @param isNamedTime whether the column's name says that it holds times: numbers need it where they could be anything else
 */
export function findTimeFormat(
  cells: readonly string[],
  isNamedTime: boolean,
  prefersDayFirst = false,
): TimeFormat | null {
  let end = cells.length;
  while (end > 0 && cells.length - end < mostBelow && isRemark(cells[end - 1] ?? '')) end--;
  const all = formatOfAll(cells, isNamedTime, prefersDayFirst);
  return all ?? (end < cells.length ? formatOfAll(cells.slice(0, end), isNamedTime, prefersDayFirst) : null);
}

/** Whether nothing in these cells says which of two numbers is the day and which the month. */
export function isAmbiguousDate(cells: readonly string[]): boolean {
  const times = (format: TimeFormat): number[] => cells.map((cell) => parseTime(cell, format));
  const [dayFirst, monthFirst] = [times('day-month-year'), times('month-day-year')];
  return (
    cells.length > 0 &&
    cells[0]?.includes('.') !== true &&
    ![...dayFirst, ...monthFirst].some(Number.isNaN) &&
    regularity(dayFirst) === regularity(monthFirst)
  );
}

function formatOfAll(cells: readonly string[], isNamedTime: boolean, prefersDayFirst: boolean): TimeFormat | null {
  if (cells.length === 0) return null;
  const some = [cells[0], cells[Math.floor(cells.length / 2)], cells.at(-1)];
  const fits = timeFormats
    .filter((format) => format !== 'parts' && some.every((cell) => !Number.isNaN(parseTime(cell ?? '', format))))
    .map((format) => ({ format, times: cells.map((cell) => parseTime(cell, format)) }))
    .filter(
      ({ format, times }) => times.every((time) => !Number.isNaN(time)) && isTimeLike(format, times, isNamedTime),
    );
  const dayFirst = fits.find(({ format }) => format === 'day-month-year');
  const monthFirst = fits.find(({ format }) => format === 'month-day-year');
  if (dayFirst !== undefined && monthFirst !== undefined) {
    // Points are between day, month and year where the day comes first.
    const isPointed = cells[0]?.includes('.') === true;
    const [day, month] = [regularity(dayFirst.times), regularity(monthFirst.times)];
    return isPointed || day > month || (day === month && prefersDayFirst) ? 'day-month-year' : 'month-day-year';
  }
  return fits[0]?.format ?? null;
}

/** Whether a cell holds a time of day alone: `17:24:00`. */
export function isTimeOfDay(cell: string): boolean {
  return /^([01]?\d|2[0-4]):[0-5]\d(:[0-5]\d(\.\d+)?)?(\s*[AaPp][Mm])?$/.test(cell);
}
