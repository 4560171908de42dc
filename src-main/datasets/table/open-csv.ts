// Rows of a text with a table, streamed; every row is as long as the header.
import { countOf, msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { FileReading } from '#shared/data/file-reading.ts';
import { splitRows } from '#main/datasets/table/split-rows.ts';
import { uniqueNames, type Table, type TableBlock, type TableOptions } from '#main/datasets/table/table.ts';
import type { TextPiece } from '#main/datasets/text-file.ts';

/** No sensible row is longer; a quote that is never closed makes the rest of the file one row. */
const mostRowCharacters = 1 << 24;

/** `# time` of NumPy's savetxt is `time`. */
function readHeader([first = '', ...others]: readonly string[], file: string): string[] {
  return uniqueNames([first.replace(/^#+\s*/, ''), ...others], file);
}

const isBlank = (row: readonly string[]): boolean => row.every((cell) => cell.trim() === '');

class TableReader {
  readonly #name: string;
  readonly #pieces: AsyncIterable<TextPiece>;
  readonly #reading: FileReading;
  #rest = '';
  #nextRow = 1;
  #toSkip: number;
  /** Of the header, or of the first row where there is none. */
  #width: number | null = null;
  #header: readonly string[] = [];
  readonly #wantsLines: boolean;

  constructor(pieces: AsyncIterable<TextPiece>, name: string, reading: FileReading, wantsLines: boolean) {
    this.#wantsLines = wantsLines && reading.delimiter !== ' ';
    this.#pieces = pieces;
    this.#name = name;
    this.#reading = reading;
    this.#toSkip = reading.skip;
  }

  /** Rows that repeat the header are left out. */
  setHeader(cells: readonly string[], width: number): void {
    this.#header = cells;
    this.#width = width;
  }

  async *blocks(): AsyncGenerator<TableBlock, void> {
    let bytes = { bytesRead: 0, bytesTotal: 0 };
    for await (const piece of this.#pieces) {
      bytes = { bytesRead: piece.bytesRead, bytesTotal: piece.bytesTotal };
      const text = this.#skipLines(this.#rest + piece.text);
      // Without a line break in it the piece cannot end a row; parsing it repeatedly would be quadratic.
      if (this.#toSkip > 0 || (!piece.text.includes('\n') && text.length <= mostRowCharacters)) this.#rest = text;
      else yield { ...this.#take(text, false), ...bytes };
    }
    if (this.#rest !== '' && this.#toSkip === 0) yield { ...this.#take(this.#rest, true), ...bytes };
  }

  #skipLines(text: string): string {
    let from = 0;
    for (; this.#toSkip > 0; this.#toSkip--) {
      const end = text.indexOf('\n', from);
      if (end < 0) break;
      from = end + 1;
      this.#nextRow++;
    }
    return text.slice(from);
  }

  #take(text: string, isLast: boolean): Omit<TableBlock, 'bytesRead' | 'bytesTotal'> {
    if (this.#wantsLines && this.#width !== null && !text.includes('"')) return this.#takeLines(text, isLast);
    const { rows, bad, used } = splitRows(text, this.#reading.delimiter, isLast);
    this.#rest = text.slice(used);
    if (bad !== null || this.#rest.length > mostRowCharacters)
      throw this.#brokenRow(this.#nextRow + (bad ?? rows.length));
    const kept: string[][] = [];
    const rowNumbers: number[] = [];
    for (const row of rows) {
      const number = this.#nextRow++;
      if (!this.accepts(row, number)) continue;
      kept.push(row);
      rowNumbers.push(number);
    }
    return { rows: kept, rowNumbers, lines: null, records: null };
  }

  #takeLines(text: string, isLast: boolean): Omit<TableBlock, 'bytesRead' | 'bytesTotal'> {
    const end = isLast ? text.length : text.lastIndexOf('\n') + 1;
    this.#rest = text.slice(end);
    if (this.#rest.length > mostRowCharacters) throw this.#brokenRow(this.#nextRow);
    const firstRow = this.#nextRow;
    for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) this.#nextRow++;
    return { rows: [], rowNumbers: [], lines: { text: text.slice(0, end), firstRow }, records: null };
  }

  /** A single line as a row; null for one that is left out. @throws AppError `invalid-data` as `accepts` */
  rowOf(line: string, number: number): string[] | null {
    const [row = []] = splitRows(line, this.#reading.delimiter, true).rows;
    return this.accepts(row, number) ? row : null;
  }

  /**
   * Whether a row is data, which is made as long as the header: empty cells behind the last column are a spreadsheet's.
   * @throws AppError `invalid-data` where it has more or fewer cells than the header
   */
  accepts(row: string[], number: number): boolean {
    if (this.#isLeftOut(row)) return false;
    if (this.#width !== null && row.length !== this.#width) this.#fit(row, number, this.#width);
    return true;
  }

  #isLeftOut(row: readonly string[]): boolean {
    const [first = ''] = row;
    const { comment } = this.#reading;
    if (comment !== '' && first.trimStart().startsWith(comment)) return true;
    if (isBlank(row)) return true;
    if (this.#header.length === 0 || first !== this.#header[0]) return false;
    return row.length === this.#header.length && row.every((cell, i) => cell === this.#header[i]);
  }

  #fit(row: string[], number: number, width: number): void {
    while (row.length > width && row.at(-1)?.trim() === '') row.pop();
    if (row.length === width) return;
    throw new AppError(
      'invalid-data',
      msg`${this.#name}, row ${number} has ${countOf(row.length, '{0} cell', '{0} cells')}, but the header has ${width}.`,
      {
        hint: msg`A cell that holds the delimiter must stand in quotation marks; lines above the header must be left out.`,
        details: { row: number, cells: row.length, columns: width },
      },
    );
  }

  #brokenRow(row: number): AppError {
    const name = this.#name;
    if (this.#rest.length > mostRowCharacters && !this.#rest.includes('"'))
      return new AppError(
        'invalid-data',
        msg`${name}, row ${row} has no end: it is longer than ${mostRowCharacters} characters.`,
        { hint: msg`Check that this is a CSV file with one row on each line.`, details: { row } },
      );
    return new AppError(
      'invalid-data',
      msg`${name}, row ${row}: a quotation mark opens a cell that is not closed properly.`,
      { hint: msg`A quotation mark inside a quoted cell must be doubled: ${'""'}.`, details: { row } },
    );
  }
}

/**
 * Opens a text with a table and reads its header.
 * @param pieces the text; closed by the table's `close`
 * @throws AppError `not-found`, `invalid-data` (also later, while the blocks are iterated)
 */
export async function openCsv(
  pieces: AsyncIterable<TextPiece>,
  name: string,
  reading: FileReading,
  options: TableOptions,
): Promise<Table> {
  const reader = new TableReader(pieces, name, reading, options.lines === true);
  const source = reader.blocks();
  const top: { row: string[]; number: number }[] = [];
  let last: TableBlock | undefined;
  // The header, a row of units, and a first row, which may be longer than the header.
  const wanted = 1 + Number(reading.hasHeader) + Number(reading.hasUnits);
  try {
    while (top.length < wanted) {
      const { value, done } = await source.next();
      if (done === true) break;
      last = value;
      value.rows.forEach((row, i) => top.push({ row, number: value.rowNumbers[i] ?? 0 }));
    }
    const [first] = top;
    if (first === undefined) throw new AppError('invalid-data', msg`${name} is empty.`);
    // R leaves out the name of its first column; an empty last cell is no column.
    const below = top.at(1)?.row ?? [];
    const isShort = reading.hasHeader && below.length === first.row.length + 1 && below.at(-1)?.trim() !== '';
    const cells = !reading.hasHeader ? first.row.map(() => '') : isShort ? ['', ...first.row] : first.row;
    const header = readHeader(cells, name);
    reader.setHeader(reading.hasHeader ? first.row : [], header.length);
    const from = Number(reading.hasHeader) + Number(reading.hasUnits);
    const rows = top.slice(from).filter(({ row, number }) => reader.accepts(row, number));
    const start: TableBlock = {
      ...(last ?? { bytesRead: 0, bytesTotal: 0, lines: null, records: null }),
      rows: rows.map(({ row }) => row),
      rowNumbers: rows.map(({ number }) => number),
    };
    async function* blocks(): AsyncGenerator<TableBlock, void> {
      yield start;
      yield* source;
    }
    return {
      name,
      header,
      headerStart: reading.hasHeader ? (first.row[0] ?? '') : '',
      units: reading.hasUnits ? (top[1]?.row ?? []) : [],
      leftOut: [],
      rowCount: null,
      blocks: blocks(),
      rowOf: (line, number) => reader.rowOf(line, number),
      close: async () => {
        await source.return();
      },
    };
  } catch (error) {
    await source.return(); // closes the file
    throw error;
  }
}
