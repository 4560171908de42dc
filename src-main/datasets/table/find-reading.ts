// Finds how a file is read: its encoding from its bytes, the rest from its first lines.
import { analyse } from 'chardet';
import { delimiters, encodings, usualMissing } from '#shared/data/file-reading.ts';
import type { Delimiter, Encoding, FileReading, ReadingChoice } from '#shared/data/file-reading.ts';
import { findTimeFormat, isTimeOfDay } from '#shared/data/time-format.ts';
import { splitRows } from '#main/datasets/table/split-rows.ts';
import { completeLength, firstInvalidByte } from '#main/datasets/utf8.ts';

/** Whether half of the bytes are zeros, at even or at odd places: the high bytes of Latin letters in UTF-16. */
function utf16Of(bytes: Uint8Array): Encoding | null {
  const zeros = [0, 0];
  bytes.forEach((byte, i) => (zeros[i % 2] = (zeros[i % 2] ?? 0) + (byte === 0 ? 1 : 0)));
  const [even = 0, odd = 0] = zeros;
  // Zeros at even and odd places alike are no text.
  if (Math.max(even, odd) <= bytes.length / 4 || Math.min(even, odd) > Math.max(even, odd) / 4) return null;
  return even > odd ? 'utf-16be' : 'utf-16le';
}

function decodes(bytes: Uint8Array, encoding: Encoding): boolean {
  try {
    // A character may be cut at the end.
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** The share of letters beyond ASCII that belong to the encoding's own script. */
function ownShare(bytes: Uint8Array, encoding: Encoding, script: RegExp): number {
  if (!decodes(bytes, encoding)) return 0;
  const letters = new TextDecoder(encoding).decode(bytes, { stream: true }).match(/[^\p{ASCII}]/gu) ?? [];
  return letters.filter((letter) => script.test(letter)).length / Math.max(1, letters.length);
}

/** Of full width: those of half width are what other encodings look like in Shift_JIS. */
const kana = /[\u3040-\u30ff]/u;

/** The encoding of a text that begins with these bytes. */
export function findEncoding(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const utf16 = bytes.includes(0) ? utf16Of(bytes) : null;
  if (utf16 !== null) return utf16;
  if (firstInvalidByte(bytes.subarray(0, completeLength(bytes))) < 0) return 'utf-8';
  // Short texts are told by their script, which is surer than frequencies.
  if (ownShare(bytes, 'euc-kr', /[\p{Script=Hangul}\p{S}\p{P}]/u) > 0.95) return 'euc-kr';
  if (ownShare(bytes, 'shift_jis', kana) > 0.3) return 'shift_jis';
  if (ownShare(bytes, 'euc-jp', kana) > 0.3) return 'euc-jp';
  const guesses = analyse(bytes).map(({ name }) => name.toLowerCase());
  const known = guesses
    .map((name) =>
      encodings.find((encoding) => encoding === name || (name === `iso-8859-1` && encoding === 'windows-1252')),
    )
    .find((encoding) => encoding !== undefined && encoding !== 'utf-8' && decodes(bytes, encoding));
  return known ?? 'windows-1252';
}

/** Lines that are looked at. */
const mostLines = 2000;

function isNumberLike(cell: string): boolean {
  return /^[+-]?(?:\d[\d.,'’ \u00A0]*|[.,]\d+)(?:[eE][+-]?\d+)?$/.test(cell);
}

function isTyped(cell: string): boolean {
  const text = cell.trim();
  return isNumberLike(text) || isTimeOfDay(text) || findTimeFormat([text], true) !== null;
}

function isTime(cell: string): boolean {
  return isTimeOfDay(cell) || (!isNumberLike(cell) && findTimeFormat([cell], true) !== null);
}

interface Layout {
  readonly delimiter: Delimiter;
  readonly rows: readonly (readonly string[])[];
  readonly width: number;
  readonly score: number;
}

/** A row without the empty cells behind its last one. */
function withoutEmptyEnd(row: readonly string[]): readonly string[] {
  return row.slice(0, row.findLastIndex((cell) => cell.trim() !== '') + 1);
}

/** How well a delimiter cuts the lines: most rows of one width, and few cells in which another delimiter is left. */
function layoutOf(text: string, delimiter: Delimiter): Layout {
  const rows = splitRows(text, delimiter, true)
    .rows.map(withoutEmptyEnd)
    .filter(({ length }) => length > 0);
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [width = 1, count = 0] = [...counts].sort(([a, m], [b, n]) => n - m || b - a)[0] ?? [];
  if (width === 1) return { delimiter, rows, width, score: 0 };
  const cells = rows
    .filter(({ length }) => length === width)
    .slice(-200)
    .flat();
  const others = delimiters.filter((other) => other !== delimiter && other !== ' ' && other !== ',');
  const clean = cells.filter((cell) => !others.some((other) => cell.includes(other))).length / cells.length;
  const typed = cells.filter((cell) => isTyped(cell)).length / cells.length;
  // Blanks are in every sentence: they part only what is mostly numbers.
  const trust = delimiter === ' ' ? (typed > 0.5 ? 0.6 : 0) : 1;
  return { delimiter, rows, width, score: trust * (count / rows.length) * clean * (0.7 + 0.3 * typed) };
}

/** `1,234`: a decimal comma, or thousands. */
const ambiguousComma = /^[+-]?\d{1,3},\d{3}$/;

/**
 * What numbers say of decimal sign and thousands. Where nothing else does, a comma between digits is a decimal sign beside semicolons
 * and tabs, which people use who write decimal commas.
 */
export function findSigns(cells: readonly string[], delimiter: Delimiter): Pick<FileReading, 'decimal' | 'thousands'> {
  const some = (pattern: RegExp): boolean => cells.some((cell) => pattern.test(cell));
  const comma = some(/^[+-]?\d*,(?:\d{1,2}|\d{4,})$/) || some(/^[+-]?(?:0|\d{4,}),\d+$/) || some(/\d\.\d{3},\d/);
  const isGrouped = some(/^[+-]?\d{1,3}(?:,\d{3}){2,}/) || some(/^[+-]?\d{1,3}(?:,\d{3})+\.\d/);
  const isParted = delimiter === ';' || delimiter === '\t';
  const hasPoint = some(/^[+-]?\d*\.\d+$/);
  if (comma || (some(ambiguousComma) && isParted && !isGrouped && !hasPoint)) {
    const mark = some(/\d\.\d{3}(?:,|\.|$)/) ? '.' : some(/\d[ \u00A0\u202F]\d{3}/) ? ' ' : '';
    return { decimal: ',', thousands: mark };
  }
  if (isGrouped || some(ambiguousComma)) return { decimal: '.', thousands: ',' };
  if (some(/^[+-]?\d{1,3}(?:['’]\d{3})+(?:\.\d*)?$/)) return { decimal: '.', thousands: "'" };
  if (some(/^[+-]?\d{1,3}(?:[ \u00A0\u202F]\d{3})+(?:\.\d*)?$/)) return { decimal: '.', thousands: ' ' };
  return { decimal: '.', thousands: '' };
}

/** A number that could be meant otherwise than it is read: all that have a comma have three digits behind it; null for none. */
export function ambiguousNumber(cells: readonly string[]): string | null {
  const commas = cells.filter((cell) => cell.includes(',') && isNumberLike(cell));
  return commas.length > 0 && commas.every((cell) => ambiguousComma.test(cell)) ? (commas[0] ?? null) : null;
}

/** Whether the first row names the columns: it is unlike what stands below it. */
function namesColumns(first: readonly string[], rows: readonly (readonly string[])[]): boolean {
  // A header may stand again between blocks of rows.
  const below = rows.filter((row) => !row.every((cell, i) => cell === first[i]));
  if (below.length === 0) return !first.every((cell) => isTyped(cell));
  const isMissing = (cell: string): boolean => cell.trim() === '' || usualMissing.includes(cell.trim());
  const typed = first.flatMap((cell, i) => {
    const cells = below.map((row) => row[i]?.trim() ?? '').filter((below) => !isMissing(below));
    if (cells.length === 0 || cells.filter(isTyped).length < 0.8 * cells.length) return [];
    return [{ isTyped: isTyped(cell), isWord: /\p{L}/u.test(cell) && !isMissing(cell), isTime: cells.every(isTime) }];
  });
  if (typed.length > 0) {
    if (typed.some((one) => one.isTime && one.isTyped)) return false;
    // A word above numbers names them, though others may be named by numbers.
    return (
      typed.some((one) => one.isWord && !one.isTyped) || typed.filter((one) => one.isTyped).length < typed.length / 2
    );
  }
  // Words above words: a cell that stands below again is a value.
  return (
    !first.some((cell, i) => (cell.trim() === '' ? false : below.some((row) => row[i] === cell))) &&
    first.every(({ length }) => length <= 60)
  );
}

/** Whether a row is one of units: words, most in brackets or short, above numbers. */
function holdsUnits(row: readonly string[] | undefined, below: readonly (readonly string[])[]): boolean {
  if (row === undefined || below.length === 0) return false;
  const numeric = row.filter((_, i) => {
    const cells = below
      .map((cells) => cells[i]?.trim() ?? '')
      .filter((cell) => cell !== '' && !usualMissing.includes(cell));
    return cells.length > 0 && cells.filter(isNumberLike).length >= 0.8 * cells.length;
  });
  const units = numeric.filter((cell) => {
    const text = cell.trim();
    return text !== '' && !isTyped(text) && !usualMissing.includes(text) && text.length <= 16;
  });
  return units.length > 0 && units.length >= numeric.length / 2 && row.every((cell) => !isTyped(cell));
}

function startsWith(line: string, mark: string): boolean {
  return mark !== '' && line.trimStart().startsWith(mark);
}

/** Whether lines that begin with a mark of comments are rows like the others: below the first of these, and as wide. */
function isData(lines: readonly string[], mark: string, { delimiter, width }: Layout): boolean {
  const first = lines.findIndex((line) => line.trim() !== '' && !startsWith(line, mark));
  const marked = lines.filter((line, i) => startsWith(line, mark) && (first < 0 || i > first));
  return marked.some((line) => splitRows(line, delimiter, true).rows[0]?.length === width);
}

/** One column of numbers with decimal commas under a name: what looks like two columns is one. */
function isOneColumn(lines: readonly string[]): boolean {
  const [head = '', ...below] = lines.filter((line) => line.trim() !== '').map((line) => line.replace(/;+$/, ''));
  return !/[,;\t|]/.test(head) && below.length > 0 && below.every((line) => /^[+-]?\d+,\d+$/.test(line.trim()));
}

function findComment(lines: readonly string[]): string {
  const marks = ['#', '%', '//'];
  return marks.find((mark) => lines.some((line) => line.trimStart().startsWith(mark))) ?? '';
}

/**
 * How a text is read.
 * @param text its first lines; the last one may be cut
 * @param choice parts that a person chose: the others are found accordingly
 */
export function findReading(text: string, encoding: Encoding, choice: ReadingChoice): FileReading {
  const lines = text.split('\n').slice(0, mostLines);
  const said = /^sep=(.)\r?$/i.exec(lines[0]?.replace('\uFEFF', '') ?? '')?.[1];
  const isSaid = (delimiter: Delimiter): boolean => delimiter === (choice.delimiter ?? said ?? delimiter);
  const layoutWithout = (mark: string): Layout => {
    const body = lines.filter((line, i) => !startsWith(line, mark) && !(i === 0 && said !== undefined));
    if (choice.delimiter === undefined && said === undefined && isOneColumn(body))
      return layoutOf(body.join('\n'), ';');
    const layouts = delimiters.filter(isSaid).map((delimiter) => layoutOf(body.join('\n'), delimiter));
    return layouts.reduce((best, one) => (one.score > best.score ? one : best), layouts[0] ?? layoutOf('', ','));
  };
  const mark = choice.comment ?? findComment(lines);
  const comment = choice.comment ?? (isData(lines, mark, layoutWithout(mark)) ? '' : mark);
  const isComment = (line: string): boolean => startsWith(line, comment);
  const layout = layoutWithout(comment);
  const { delimiter, width } = layout;
  const skip = choice.skip ?? linesAbove(lines, layout, isComment, said !== undefined);
  const rows = splitRows(
    lines
      .slice(skip)
      .filter((line) => !isComment(line))
      .join('\n'),
    delimiter,
    true,
  ).rows.filter((row) => row.some((cell) => cell.trim() !== '') && row.length >= width - 1);
  const [first = [], ...below] = rows;
  const sample = below.slice(0, 200);
  const hasHeader = choice.hasHeader ?? namesColumns(first, sample.slice(1).length > 0 ? sample.slice(1) : sample);
  const hasUnits = choice.hasUnits ?? (hasHeader && holdsUnits(below[0], below.slice(1, 200)));
  const signs = findSigns(
    rows.slice(1, 500).flatMap((row) => row.map((cell) => cell.trim())),
    delimiter,
  );
  return {
    format: 'csv',
    table: '',
    encoding,
    delimiter,
    decimal: choice.decimal ?? signs.decimal,
    thousands:
      choice.thousands ?? (choice.decimal === undefined || choice.decimal === signs.decimal ? signs.thousands : ''),
    skip,
    hasHeader,
    hasUnits,
    comment,
    missing: choice.missing ?? [...usualMissing],
  };
}

/** How many lines are above the first row of the table's width with another one below it. */
function linesAbove(
  lines: readonly string[],
  { delimiter, width, rows }: Layout,
  isComment: (line: string) => boolean,
  isSaid: boolean,
): number {
  const cellsOf = (line: string | undefined): readonly string[] =>
    line === undefined ? [] : withoutEmptyEnd(splitRows(line, delimiter, true).rows[0] ?? []);
  const widthOf = (line: string | undefined): number => cellsOf(line).length;
  const isData = (i: number): boolean => lines[i]?.trim() !== '' && !isComment(lines[i] ?? '');
  const from = isSaid ? 1 : 0;
  // Nothing is above: a header may go over several lines in quotation marks.
  if ((rows[0]?.length ?? 0) >= width) return from;
  const first = lines.findIndex((line, i) => i >= from && isData(i) && widthOf(line) >= width);
  if (first < 0 || width === 1) return from;
  // R names all columns but the first.
  const above = first - 1;
  const isNamed = !cellsOf(lines[first]).some(isTyped);
  const isShort = above >= from && isData(above) && width > 2 && widthOf(lines[above]) === width - 1;
  return isShort && !isNamed && !cellsOf(lines[above]).some(isTyped) ? above : first;
}
