// What the columns of a table hold, over the rows that were looked at.
import type { ColumnType, PreviewColumn } from '#shared/data/import-preview.ts';
import type { FileReading } from '#shared/data/file-reading.ts';
import { findTimeFormat, isTimeName, isTimeOfDay } from '#shared/data/time-format.ts';
import { numberText, parseNumber } from '#main/datasets/table/cells.ts';

const mostDistinct = 1000;
const bars = 24;
/** Below this share of numbers, a column with various words in it is no column of numbers. */
const numberShare = 0.9;
/** With one word only, which then means "missing", this share is enough. */
const numberShareBesideOne = 0.3;

/** `p (mbar)`, `temp [°C]` */
function unitInName(name: string): string {
  return /[([]\s*([^()[\]]{1,16})\s*[)\]]\s*$/.exec(name)?.[1]?.trim() ?? '';
}

function countCells(cells: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const cell of cells) {
    const count = counts.get(cell);
    if (count !== undefined) counts.set(cell, count + 1);
    else if (counts.size < mostDistinct) counts.set(cell, 1);
  }
  return counts;
}

function histogramOf(values: readonly number[], least: number, most: number): number[] {
  const counts = Array.from({ length: bars }, () => 0);
  for (const value of values) {
    const bar = most > least ? Math.min(bars - 1, Math.floor(((value - least) / (most - least)) * bars)) : 0;
    counts[bar] = (counts[bar] ?? 0) + 1;
  }
  return counts;
}

/** Numbers that files write where nothing was measured: -9999, 999.9, 9.96921e36. */
function isSentinelLike(value: number): boolean {
  return (
    /^-?9{2,}(?:\.[09]+)?$/.test(String(value)) ||
    /^-?(?:9969209968|1e\+?(?:20|30|36))/.test(value.toPrecision(10)) ||
    Math.abs(value) > 1e20
  );
}

/** Such a number that is far from all others. */
function findSentinel(
  values: readonly number[],
  counts: ReadonlyMap<string, number>,
  read: (cell: string) => number,
): PreviewColumn['sentinel'] {
  for (const [cell, count] of counts) {
    const value = read(cell);
    if (!isSentinelLike(value)) continue;
    const others = values.filter((other) => other !== value && !isSentinelLike(other));
    if (others.length === 0) continue;
    const [least, most] = extent(others);
    const distance = Math.max(least - value, value - most);
    if (distance > 2 * (most - least) && distance > 0) return { cell, count };
  }
  return null;
}

function extent(values: readonly number[]): [least: number, most: number] {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least, most];
}

/** Names of columns with texts to be told apart. */
export const textNames =
  /^(?:text|review|sentence|comment|content|body|document|message|tweet|본문|내용|문장|리뷰|텍스트|댓글)$/i;

const indexNames =
  /^(?:|unnamed: ?\d+|index|idx|no\.?|nr\.?|#|id|row(?: ?(?:no|number|id))?|column \d+|번호|순번|연번)$/i;

const elapsedNames = /^(?:date[ _-]?time|time[ _-]?stamp|time|elapsed|t|seconds|step)$/i;

/** 0, 1, 2, … or 1, 2, 3, … in every row, or a time that was counted from a start. */
function isIndex(name: string, cells: readonly string[]): boolean {
  const start = Number(cells[0]);
  const isAscending = (): boolean => cells.every((cell, i) => i === 0 || Number(cell) >= Number(cells[i - 1]));
  if (elapsedNames.test(name) && cells[0] !== cells.at(-1) && isAscending()) return true;
  return (
    cells.length > 1 &&
    indexNames.test(name) &&
    Number.isInteger(start) &&
    cells.every((cell, i) => Number(cell) === start + i)
  );
}

/** Words that stand alone, not sentences. */
function typeOfWords(name: string, cells: readonly string[], distinct: number): ColumnType {
  if (textNames.test(name)) return 'text';
  const mean = cells.reduce((sum, cell) => sum + cell.length, 0) / cells.length;
  const isShort = cells.every((cell) => cell.length <= 60) && mean <= 30;
  const repeats = distinct <= Math.max(2, Math.min(100, cells.length / 2));
  return isShort && repeats ? 'category' : 'text';
}

/**
 * @param cells its cells, one a row
 * @param unit from a row of units
 */
export function describeColumn(
  name: string,
  cells: readonly string[],
  reading: FileReading,
  unit: string,
): PreviewColumn {
  const missing = new Set(reading.missing);
  const known = cells.map((cell) => cell.trim()).filter((cell) => cell !== '' && !missing.has(cell));
  const counts = countCells(known);
  const toNumber = numberText(reading);
  const read = (cell: string): number => parseNumber(toNumber(cell));
  const values = known.map(read).filter((value) => !Number.isNaN(value));
  const odd = [...counts].filter(([cell]) => Number.isNaN(read(cell)));
  const isNumber =
    known.length > 0 && values.length >= (odd.length <= 1 ? numberShareBesideOne : numberShare) * known.length;
  const common = {
    name,
    unit: unit.replace(/^[([]\s*|\s*[)\]]$/g, '') || unitInName(name),
    missing: cells.length - known.length,
    distinct: counts.size,
    ...{ least: null, most: null, histogram: null, frequent: [], sentinel: null },
  };
  if (known.length === 0) return { ...common, type: 'empty' };
  if (known.every(isTimeOfDay) || findTimeFormat(known, isTimeName(name)) !== null) return { ...common, type: 'time' };
  if (isIndex(name, known)) return { ...common, type: 'index' };
  const frequent = [...counts].sort(([, a], [, b]) => b - a).map(([cell, count]) => ({ cell, count }));
  if (isNumber) {
    const [least, most] = extent(values);
    // A number in another notation is not missing.
    const word = frequent.find(({ cell }) => Number.isNaN(read(cell)) && !/\d/.test(cell)) ?? null;
    return {
      ...common,
      type: 'number',
      least,
      most,
      histogram: histogramOf(values, least, most),
      // Few different numbers can be classes.
      frequent: counts.size <= 20 ? frequent : [],
      sentinel: word ?? findSentinel(values, counts, read),
    };
  }
  const type = typeOfWords(name, known, counts.size);
  return { ...common, type, frequent: type === 'category' ? frequent.slice(0, 100) : [] };
}
