// Rows of a CSV file, streamed: the delimiter is detected from the header, and every row is as long as the header.
import { basename } from 'node:path';
import Papa from 'papaparse';
import { z } from 'zod';
import { countOf, msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import { suggestNames } from '#shared/base/near-names.ts';
import { readText } from '#main/datasets/text-file.ts';

/** No sensible row is longer; a quote that is never closed makes the rest of the file one row. */
const mostRowCharacters = 1 << 24;

export interface CsvBlock {
  readonly rows: readonly (readonly string[])[];
  /** The number of the first of `rows` as a spreadsheet counts: the header is row 1. Blank lines count. */
  readonly rowNumbers: readonly number[];
  readonly bytesRead: number;
  readonly bytesTotal: number;
}

const parsedSchema = z.object({
  /** Not validated: papaparse returns strings, and there may be millions. */
  data: z.custom<string[][]>(Array.isArray),
  errors: z.array(z.object({ code: z.string(), row: z.number() })),
  meta: z.object({ cursor: z.number() }),
});

/** Splits with papaparse's parser, which unlike its streams is synchronous and can be stopped. */
function parse(
  text: string,
  delimiter: string,
  isLast: boolean,
): { rows: string[][]; bad: number | null; used: number } {
  const result: unknown = new Papa.Parser({ delimiter, newline: '\n' }).parse(text, 0, !isLast);
  const { data, errors, meta } = parsedSchema.parse(result);
  // Ignore an error in an incomplete last row: its rest has not been read yet.
  const error = errors.find(({ row }) => row < data.length);
  return { rows: data, bad: error?.row ?? null, used: isLast ? text.length : meta.cursor };
}

/** The most frequent candidate in the header line, outside of quotes; a comma when there is none. */
export function findDelimiter(text: string): ',' | ';' | '\t' {
  const candidates = [',', ';', '\t'] as const;
  const counts = { ',': 0, ';': 0, '\t': 0 };
  let quoted = false;
  const start = text.search(/\S/);
  for (const character of text.slice(Math.max(0, start), start + 100_000)) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && character === '\n') break;
    else if (!quoted && (character === ',' || character === ';' || character === '\t')) counts[character]++;
  }
  return candidates.reduce((best, candidate) => (counts[candidate] > counts[best] ? candidate : best));
}

function readHeader(cells: readonly string[], file: string): string[] {
  const names = cells.map((cell, i) => cell.trim() || `column ${i + 1}`);
  if (names.every((name) => Number.isFinite(Number(name))))
    throw new AppError(
      'invalid-data',
      msg`${file} has no header: its first row holds numbers ("${names[0] ?? ''}", …).`,
      {
        hint: msg`Put a row with the columns’ names on top.`,
      },
    );
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined)
    throw new AppError('invalid-data', msg`${file} has two columns called "${twice}".`, {
      hint: msg`Rename one of them.`,
    });
  return names;
}

/** The column's index. @throws AppError `invalid-data` with near names */
export function columnIndex(header: readonly string[], name: string, file: string): number {
  const index = header.indexOf(name);
  if (index >= 0) return index;
  throw new AppError('invalid-data', msg`${file} has no column "${name}".`, {
    hint: suggestNames(name, header),
    details: { column: name, columns: header.slice(0, 200) },
  });
}

export interface CsvFile {
  readonly name: string;
  readonly header: readonly string[];
  /** The rows after the header; can be iterated once. */
  readonly blocks: AsyncGenerator<CsvBlock, void>;
  /** Closes the file; must be called even if the blocks were not iterated to the end. */
  close(): Promise<void>;
}

async function* parseFile(path: string, signal: AbortSignal | undefined): AsyncGenerator<CsvBlock, void> {
  const name = basename(path);
  let delimiter: string | undefined;
  let rest = '';
  let nextRow = 1;
  let width: number | null = null;
  let bytes = { bytesRead: 0, bytesTotal: 0 };

  const brokenRow = (row: number, text: string): AppError => {
    if (text.length > mostRowCharacters && !text.includes('"'))
      return new AppError(
        'invalid-data',
        msg`${name}, row ${row} has no end: it is longer than ${mostRowCharacters} characters.`,
        {
          hint: msg`Check that this is a CSV file with one row on each line.`,
          details: { row },
        },
      );
    return new AppError(
      'invalid-data',
      msg`${name}, row ${row}: a quotation mark opens a cell that is not closed properly.`,
      {
        hint: msg`A quotation mark inside a quoted cell must be doubled: ${'""'}.`,
        details: { row },
      },
    );
  };

  const take = (text: string, isLast: boolean): CsvBlock => {
    delimiter ??= findDelimiter(text);
    const { rows, bad, used } = parse(text, delimiter, isLast);
    rest = text.slice(used);
    if (bad !== null || rest.length > mostRowCharacters) throw brokenRow(nextRow + (bad ?? rows.length), rest);
    const kept: string[][] = [];
    const rowNumbers: number[] = [];
    for (const row of rows) {
      const number = nextRow++;
      if (row.length === 1 && row[0]?.trim() === '') continue;
      width ??= row.length;
      if (row.length !== width)
        throw new AppError(
          'invalid-data',
          msg`${name}, row ${number} has ${countOf(row.length, '{0} cell', '{0} cells')}, but the header has ${width}.`,
          {
            hint: msg`A cell that holds the delimiter must stand in quotation marks.`,
            details: { row: number, cells: row.length, columns: width },
          },
        );
      kept.push(row);
      rowNumbers.push(number);
    }
    return { rows: kept, rowNumbers, ...bytes };
  };

  for await (const piece of readText(path, signal)) {
    bytes = { bytesRead: piece.bytesRead, bytesTotal: piece.bytesTotal };
    const text = rest + piece.text;
    // Without a line break in it the piece cannot end a row; parsing it repeatedly would be quadratic.
    if (!piece.text.includes('\n') && text.length <= mostRowCharacters) rest = text;
    else yield take(text, false);
  }
  if (rest !== '') yield take(rest, true);
}

/**
 * Opens a CSV file and reads its header.
 * @throws AppError `not-found`, `invalid-data` (also later, while the blocks are iterated)
 */
export async function openCsv(path: string, signal?: AbortSignal): Promise<CsvFile> {
  const name = basename(path);
  const source = parseFile(path, signal);
  let start: CsvBlock | undefined;
  let header: string[];
  try {
    while (start === undefined || start.rows.length === 0) {
      const { value, done } = await source.next();
      if (done === true) throw new AppError('invalid-data', msg`${name} is empty.`);
      start = value;
    }
    header = readHeader(start.rows[0] ?? [], name);
  } catch (error) {
    await source.return(); // closes the file
    throw error;
  }
  const first = start;
  async function* blocks(): AsyncGenerator<CsvBlock, void> {
    yield { ...first, rows: first.rows.slice(1), rowNumbers: first.rowNumbers.slice(1) };
    yield* source;
  }
  const close = async (): Promise<void> => {
    await source.return();
  };
  return { name, header, blocks: blocks(), close };
}

/** The error for a file with a header and nothing after it (or nothing that `where` keeps). */
export function noRows(name: string, where: { column: string; equals: string } | undefined): AppError {
  if (where === undefined) return new AppError('invalid-data', msg`${name} has a header but no rows.`);
  return new AppError('invalid-data', msg`${name} has no row whose "${where.column}" is "${where.equals}".`);
}
