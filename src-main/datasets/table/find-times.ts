// Which columns hold the times of a table's rows, and how they are written.
import { parseTime, findTimeFormat, isTimeName, isTimeOfDay } from '#shared/data/time-format.ts';
import type { PreviewColumn } from '#shared/data/import-preview.ts';
import type { TimeChoice, TimeReading } from '#shared/data/time-reading.ts';

const none: TimeReading = { columns: [], format: 'year-month-day', zone: null };
/** Names of columns with a part of the time each, from the year down. */
const partNames = [
  /^(?:year|yr|jahr|연도|년)$/i,
  /^(?:month|mon|mo|mn|월)$/i,
  /^(?:day|dd|da|dy|dom|일)$/i,
  /^(?:hour|hr|hh|시)$/i,
  /^(?:minute|min|분)$/i,
];

/**
 * @param header names of the columns
 * @param rows the rows that were looked at
 * @param chosen what a person said
 * @param prefersDayFirst of dates that could be either
 */
export function findTimes(
  columns: readonly PreviewColumn[],
  rows: readonly (readonly string[])[],
  chosen: TimeChoice,
  prefersDayFirst: boolean,
): TimeReading {
  const zone = chosen.zone ?? null;
  if (chosen.columns?.length === 0) return { ...none, zone };
  const cellsOf = (names: readonly string[]): string[] => {
    const places = names.map((name) => columns.findIndex((column) => column.name === name));
    return rows.map((row) => timeCell(row, places)).filter((cell) => cell !== '');
  };
  const isPart = (name: string): boolean => partNames.some((part) => part.test(name));
  const withFormat = (names: readonly string[]): TimeReading => {
    const cells = cellsOf(names);
    const found =
      names.length > 2 || (names.every(isPart) && names.length > 1)
        ? 'parts'
        : findTimeFormat(cells, true, prefersDayFirst);
    return { columns: [...names], format: chosen.format ?? found ?? 'year-month-day', zone };
  };
  if (chosen.columns !== undefined) return withFormat(chosen.columns);
  const times = columns.filter(({ type }) => type === 'time');
  const isClock = ({ name }: PreviewColumn): boolean => cellsOf([name]).every(isTimeOfDay);
  const dates = times.filter((column) => !isClock(column));
  const clock = times.find(isClock);
  const parts = partNames.map((part) => columns.find(({ name, type }) => part.test(name) && type !== 'text'));
  const usedParts = parts
    .slice(0, parts.includes(undefined) ? parts.indexOf(undefined) : parts.length)
    .filter((column) => column !== undefined);
  const isDaily = (column: PreviewColumn): boolean => {
    const format = findTimeFormat(cellsOf([column.name]), true);
    return format !== null && cellsOf([column.name]).every((cell) => parseTime(cell, format) % 86_400_000 === 0);
  };
  const fine = dates.find((column) => !isDaily(column));
  if (fine !== undefined) return withFormat([fine.name]);
  const [date] = dates;
  if (date !== undefined && clock !== undefined) return withFormat([date.name, clock.name]);
  const hour = columns.find(({ name, type, least, most }) => {
    return partNames[3]?.test(name) === true && type === 'number' && (least ?? -1) >= 0 && (most ?? 99) <= 24;
  });
  if (date !== undefined && hour !== undefined) return withFormat([date.name, hour.name]);
  if (usedParts.length >= 3) return withFormat(usedParts.map(({ name }) => name));
  if (date !== undefined) return withFormat([date.name]);
  if (usedParts.length === 2) return withFormat(usedParts.map(({ name }) => name));
  return { ...none, zone };
}

/** The cells with a row's time, joined with blanks. */
export function timeCell(row: readonly string[], places: readonly number[]): string {
  return places
    .map((place) => row[place]?.trim() ?? '')
    .join(' ')
    .trim();
}

/** Whether a column is named as one that holds times, though its cells could not be read as such. */
export function isNamedTime(column: PreviewColumn): boolean {
  return isTimeName(column.name) && (column.type === 'text' || column.type === 'category');
}
