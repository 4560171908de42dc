// A table in a file, whatever its format: rows of cells, streamed, each as long as the header.
import { msg, type Message } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { RecordBlock } from '#main/datasets/formats/records.ts';
import { suggestNames } from '#shared/base/near-names.ts';

export interface TableBlock {
  readonly rows: readonly string[][];
  /** The number of each of `rows` as its format counts them: lines of a text, rows of a sheet, 1 for the first of others. */
  readonly rowNumbers: readonly number[];
  /** Whole lines that were not cut into cells, where that was asked for and they have no quotation mark; `rows` is empty then. */
  readonly lines: { readonly text: string; readonly firstRow: number } | null;
  /** Rows whose cells have types, where that was asked for; `rows` is empty then. */
  readonly records: RecordBlock | null;
  readonly bytesRead: number;
  readonly bytesTotal: number;
}

/** A column, or an array, that a table cannot hold, and why. */
export interface LeftOut {
  readonly name: string;
  readonly why: Message;
}

export interface Table {
  readonly name: string;
  readonly header: readonly string[];
  /** What a row begins with that repeats the header; empty for none. */
  readonly headerStart: string;
  /** The cells below the header where the reading says that they are units; one for every column, or none. */
  readonly units: readonly string[];
  /** What is in the file, but not in the header. */
  readonly leftOut: readonly LeftOut[];
  /** Where the file says how many rows it has; null otherwise. */
  readonly rowCount: number | null;
  /** The rows after them; can be iterated once. */
  readonly blocks: AsyncGenerator<TableBlock, void>;
  /** A line of a block as a row; null for one that is left out. @throws AppError `invalid-data` */
  readonly rowOf: (line: string, number: number) => readonly string[] | null;
  /** Closes the file; must be called even if the blocks were not iterated to the end. */
  close(): Promise<void>;
}

export interface TableOptions {
  readonly signal?: AbortSignal | undefined;
  /** Whether lines without quotation marks, and rows whose cells have types, are given as they are. */
  readonly lines?: boolean;
  readonly records?: boolean;
  /** The columns whose cells are needed: others may be empty. Left out, all are. */
  readonly needs?: readonly string[];
  /** Whether a column that begins only after the first rows, which JSON may have, is refused rather than left out. */
  readonly isComplete?: boolean;
}

/** The names of columns; those without one are called by their place. @throws AppError `invalid-data` for one that stands twice */
export function uniqueNames(cells: readonly string[], file: string): string[] {
  const names = cells.map((cell, i) => cell.trim() || `column ${i + 1}`);
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name))
      throw new AppError('invalid-data', msg`${file} has two columns called "${name}".`, {
        hint: msg`Rename one of them.`,
      });
    seen.add(name);
  }
  return names;
}

/** The column's index. @throws AppError `invalid-data` with near names, or the reason why it is left out */
export function columnIndex(
  header: readonly string[],
  name: string,
  file: string,
  leftOut: readonly LeftOut[] = [],
): number {
  const index = header.indexOf(name);
  if (index >= 0) return index;
  const why = leftOut.find((one) => one.name === name)?.why;
  if (why !== undefined) throw new AppError('invalid-data', msg`${file}, "${name}": ${why}.`);
  throw new AppError('invalid-data', msg`${file} has no column "${name}".`, {
    hint: suggestNames(name, header),
    details: { column: name, columns: header.slice(0, 200) },
  });
}

/** The error for a file with a header and nothing after it (or nothing that `where` keeps). */
export function noRows(name: string, where: { column: string; equals: string } | undefined): AppError {
  if (where === undefined) return new AppError('invalid-data', msg`${name} has a header but no rows.`);
  return new AppError('invalid-data', msg`${name} has no row whose "${where.column}" is "${where.equals}".`);
}
