// A sheet of a workbook as the text of a CSV file, a line for every row of the sheet, so that it is read as such a file is: titles
// above the header, a row of units, columns without a name.
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { FileReading } from '#shared/data/file-reading.ts';
import { sheetCell, type CellReading } from '#main/datasets/formats/xlsx-cells.ts';
import { damagedWorkbook, openWorkbook, type Workbook } from '#main/datasets/formats/xlsx-workbook.ts';
import { xmlEvents, type XmlEvents } from '#main/datasets/formats/xml-events.ts';
import { mostRows } from '#main/datasets/table/sample-size.ts';
import type { TextPiece } from '#main/datasets/text-file.ts';

/** Excel's own limits: what has more is no sheet. */
const mostSheetRows = 1 << 20;
const mostSheetColumns = 1 << 14;
/** In a sheet's first rows: enough for its first 5,000, or fewer wide ones. */
const mostSampleCharacters = 1 << 24;

/** `B` of `B12` is 1; -1 for none. */
function columnOf(place: string): number {
  let column = 0;
  for (const letter of place) {
    const code = letter.charCodeAt(0) - 64;
    if (code < 1 || code > 26) break;
    column = column * 26 + code;
  }
  return column - 1;
}

const rowOf = (place: string): number => Number(/\d+$/.exec(place)?.[0] ?? NaN);

/** A line break within a cell is a blank: every line is a row. */
function quoted(cell: string): string {
  const line = /[\r\n]/.test(cell) ? cell.replaceAll(/\s*[\r\n]+\s*/g, ' ') : cell;
  return /[",]/.test(line) ? `"${line.replaceAll('"', '""')}"` : line;
}

/** Gathers the rows of a sheet as lines. */
class SheetLines implements XmlEvents {
  readonly #reading: CellReading;
  lines: string[][] = [];
  #row = 0;
  #column = -1;
  #cells: string[] = [];
  #type = '';
  #style = '';
  #value = '';
  #isValue = false;
  #isSpoken = false;

  constructor(reading: CellReading) {
    this.#reading = reading;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') {
      const row = Number(attributes['r'] ?? this.#row + 1);
      if (!(row > this.#row && row <= mostSheetRows)) throw new RangeError(`row ${row}`);
      // Rows without cells are not in the file.
      while (++this.#row < row) this.lines.push([]);
      this.#column = -1;
      this.#cells = [];
    } else if (name === 'c') {
      const { r: place = '', t: type = 'n', s: style = '' } = attributes;
      const column = place === '' ? this.#column + 1 : columnOf(place);
      if (!(column > this.#column && column < mostSheetColumns) || (place !== '' && rowOf(place) !== this.#row))
        throw new RangeError(`cell ${place}`);
      this.#column = column;
      this.#type = type;
      this.#style = style;
      this.#value = '';
    } else if (name === 'v' || name === 't') this.#isValue = !this.#isSpoken;
    else if (name === 'rPh') this.#isSpoken = true;
  }

  text(text: string): void {
    if (this.#isValue) this.#value += text;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#isValue = false;
    else if (name === 'rPh') this.#isSpoken = false;
    else if (name === 'row') this.lines.push(this.#cells);
    else if (name === 'c') {
      const cell = sheetCell(this.#type, this.#style, this.#value, this.#reading);
      if (cell === '') return;
      while (this.#cells.length < this.#column) this.#cells.push('');
      this.#cells.push(cell);
    }
  }
}

interface SheetPiece {
  readonly rows: readonly (readonly string[])[];
  readonly bytesRead: number;
  readonly bytesTotal: number;
}

function findSheet({ sheets, file }: Workbook, wanted: string) {
  const sheet = wanted === '' ? sheets[0] : sheets.find(({ name }) => name === wanted);
  if (sheet !== undefined) return sheet;
  throw new AppError('invalid-data', msg`${file} has no sheet "${wanted}".`);
}

async function* sheetRows(
  book: Workbook,
  { table, decimal }: Pick<FileReading, 'table' | 'decimal'>,
  signal: AbortSignal | undefined,
): AsyncGenerator<SheetPiece, void> {
  const { entry } = findSheet(book, table);
  const lines = new SheetLines({ ...book, decimal });
  try {
    for await (const bytesRead of xmlEvents(await book.zip.stream(entry), lines)) {
      signal?.throwIfAborted();
      const rows = lines.lines;
      lines.lines = [];
      yield { rows, bytesRead, bytesTotal: entry.uncompressedSize };
    }
  } catch (thrown) {
    throw damagedWorkbook(book.file, thrown);
  }
}

/** Every line as long as the longest of the first ones. */
function textOf(rows: readonly (readonly string[])[], width: number): string {
  return rows
    .map((row) => {
      if (row.length === 0) return '\n';
      const lacking = Math.max(0, width - row.length);
      return `${row.map(quoted).join(',')}${','.repeat(lacking)}\n`;
    })
    .join('');
}

const widthOf = (rows: readonly (readonly string[])[]): number =>
  rows.reduce((most, { length }) => Math.max(most, length), 1);

/** The first rows of a sheet: as many as are looked at, and the rest of the part of the file that they end in. */
async function firstRows(source: AsyncGenerator<SheetPiece, void>) {
  const rows: (readonly string[])[] = [];
  let characters = 0;
  let place = { bytesRead: 0, bytesTotal: 0 };
  while (rows.length < mostRows && characters < mostSampleCharacters) {
    const { value, done } = await source.next();
    if (done === true) return { rows, place, isWhole: true };
    place = { bytesRead: value.bytesRead, bytesTotal: value.bytesTotal };
    for (const row of value.rows) {
      rows.push(row);
      characters += row.reduce((sum, { length }) => sum + length + 1, 1);
    }
  }
  return { rows, place, isWhole: false };
}

/** @throws AppError `invalid-data`, `not-found` */
export async function sheetNames(path: string): Promise<string[]> {
  const { zip, sheets } = await openWorkbook(path);
  zip.close();
  return sheets.map(({ name }) => name);
}

export interface SheetSample {
  readonly text: string;
  readonly isWhole: boolean;
  readonly sheets: readonly string[];
  readonly sheet: string;
}

/** The first rows of a sheet. @param wanted its name; empty for the first one. @throws AppError `invalid-data`, `not-found` */
export async function sampleSheet(
  path: string,
  reading: Pick<FileReading, 'table' | 'decimal'>,
  signal: AbortSignal | undefined,
): Promise<SheetSample> {
  const book = await openWorkbook(path);
  const source = sheetRows(book, reading, signal);
  try {
    const { rows, isWhole } = await firstRows(source);
    const sheets = book.sheets.map(({ name }) => name);
    return { text: textOf(rows, widthOf(rows)), isWhole, sheets, sheet: findSheet(book, reading.table).name };
  } finally {
    await source.return();
    book.zip.close();
  }
}

/** All of a sheet. @throws AppError `invalid-data`, `not-found` */
export async function* readSheet(
  path: string,
  reading: Pick<FileReading, 'table' | 'decimal'>,
  signal: AbortSignal | undefined,
): AsyncGenerator<TextPiece, void> {
  const book = await openWorkbook(path);
  const source = sheetRows(book, reading, signal);
  try {
    const first = await firstRows(source);
    const width = widthOf(first.rows);
    if (first.rows.length > 0) yield { text: textOf(first.rows, width), ...first.place };
    for await (const { rows, ...place } of source) if (rows.length > 0) yield { text: textOf(rows, width), ...place };
  } finally {
    await source.return();
    book.zip.close();
  }
}
