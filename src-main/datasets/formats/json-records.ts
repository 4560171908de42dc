// Rows from JSON: an object on each line, or a list of objects. Objects within are columns of their own, called `a.b`.
import { basename } from 'node:path';
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { Encoding } from '#shared/data/file-reading.ts';
import { jsonElements, jsonLines, parseJson } from '#main/datasets/formats/json-values.ts';
import type { Cell, RecordBlock, Records } from '#main/datasets/formats/records.ts';
import { mostRows, sampleRows } from '#main/datasets/table/sample-size.ts';
import type { TableOptions } from '#main/datasets/table/table.ts';
import { readText, type TextPiece } from '#main/datasets/text-file.ts';

const mostDepth = 100;
const mostColumns = 20_000;

/** By a column's name; a list is its text. A key that stands twice has its last value. */
type JsonRow = ReadonlyMap<string, Cell>;

/** @throws RangeError for what is nested too deeply */
function flatten(value: object, into: Map<string, Cell>, prefix = '', depth = 0): Map<string, Cell> {
  if (depth > mostDepth) throw new RangeError('nested too deeply');
  for (const [key, child] of Object.entries(value) as [string, unknown][]) {
    const name = `${prefix}${key}`;
    if (typeof child === 'string' || typeof child === 'number' || typeof child === 'boolean') into.set(name, child);
    else if (Array.isArray(child)) into.set(name, JSON.stringify(child));
    else if (typeof child === 'object' && child !== null) flatten(child, into, `${name}.`, depth + 1);
    else into.set(name, null);
  }
  return into;
}

interface NumberedRow {
  readonly row: JsonRow;
  /** Of a list, the element; else the line. */
  readonly number: number;
  readonly line: number;
}

class JsonReader {
  readonly #path: string;
  readonly #file: string;
  readonly #pieces: AsyncGenerator<TextPiece, void>;

  constructor(path: string, encoding: Encoding, signal: AbortSignal | undefined) {
    this.#path = path;
    this.#file = basename(path);
    this.#pieces = readText(path, signal, encoding);
  }

  async *rows(): AsyncGenerator<{ rows: NumberedRow[]; bytesRead: number; bytesTotal: number }, void> {
    const first = await this.#pieces.next();
    if (first.done === true) return;
    const { value: start } = first;
    const others = this.#pieces;
    async function* pieces(): AsyncGenerator<TextPiece, void> {
      yield start;
      yield* others;
    }
    const isList = start.text.trimStart().startsWith('[');
    const values = isList ? jsonElements(pieces(), this.#file) : jsonLines(pieces(), this.#file);
    let element = 0;
    for await (const { texts, ...place } of values) {
      const rows = texts.map((text) => {
        const row = this.#rowOf(parseJson(text, this.#file), text.line);
        return { row, number: isList ? ++element : text.line, line: text.line };
      });
      yield { rows, ...place };
    }
  }

  #rowOf(value: unknown, line: number): JsonRow {
    const what = value === null || typeof value !== 'object' ? 'value' : Array.isArray(value) ? 'list' : null;
    if (what !== null || typeof value !== 'object' || value === null)
      throw new AppError(
        'invalid-data',
        what === 'list'
          ? msg`${this.#file}, line ${line}: a row is a list, not an object.`
          : msg`${this.#file}, line ${line}: a row is a single value, not an object.`,
        { hint: msg`Each row names its columns: {"temp": 21.5, "wind": 3}.`, details: { line } },
      );
    try {
      return flatten(value, new Map());
    } catch (thrown) {
      if (!(thrown instanceof RangeError)) throw thrown;
      throw new AppError('invalid-data', msg`${this.#file}, line ${line}: lists or objects are nested too deeply.`, {
        hint: msg`Leave that part out of the file.`,
        details: { line },
      });
    }
  }

  async close(): Promise<void> {
    await this.#pieces.return();
  }

  /** pandas' `to_json` writes a single object by columns where it is not told otherwise. */
  refuseSingle(rows: readonly NumberedRow[]): void {
    const [first] = rows;
    const isNested = first !== undefined && [...first.row.keys()].length > 0 && isAllNested(first.row);
    if (rows.length === 1 && isNested)
      throw new AppError('invalid-data', msg`${basename(this.#path)} is one object, not rows of them.`, {
        hint: msg`With pandas: to_json(path, orient="records", lines=True).`,
      });
  }
}

/** Whether every column is of an object or a list within. */
function isAllNested(row: JsonRow): boolean {
  return [...row].every(
    ([name, cell]) => name.includes('.') || (typeof cell === 'string' && cell.startsWith('[') && cell.endsWith(']')),
  );
}

function refuseNew({ row, line }: NumberedRow, places: ReadonlyMap<string, number>, file: string): void {
  for (const name of row.keys())
    if (!places.has(name))
      throw new AppError('invalid-data', msg`${file}, line ${line}: the first ${mostRows} rows have no "${name}".`, {
        hint: msg`Choose the columns that are imported.`,
        details: { line, column: name },
      });
}

/** Columns are those of the first rows. @throws AppError `not-found`, `invalid-data` (also later) */
export async function openJson(path: string, encoding: Encoding, options: TableOptions): Promise<Records> {
  const file = basename(path);
  const reader = new JsonReader(path, encoding, options.signal);
  const source = reader.rows();
  const places = new Map<string, number>();
  const first: NumberedRow[] = [];
  let place = { bytesRead: 0, bytesTotal: 0 };
  try {
    let isOver = false;
    while (!isOver && first.length < sampleRows(places.size)) {
      const { value, done } = await source.next();
      isOver = done === true;
      if (done === true) break;
      place = { bytesRead: value.bytesRead, bytesTotal: value.bytesTotal };
      for (const one of value.rows) {
        first.push(one);
        if (first.length > sampleRows(places.size)) continue;
        for (const name of one.row.keys()) if (!places.has(name)) places.set(name, places.size);
        if (places.size > mostColumns)
          throw new AppError(
            'invalid-data',
            msg`${file}, line ${one.line}: there are more than ${mostColumns} columns.`,
            {
              hint: msg`The names in an object are its columns: they should be the same in every row.`,
            },
          );
      }
    }
    if (first.length === 0) throw new AppError('invalid-data', msg`${file} is empty.`);
    if (isOver) reader.refuseSingle(first);
  } catch (thrown) {
    await source.return();
    await reader.close();
    throw thrown;
  }
  const names = [...places.keys()];
  function blockOf(rows: readonly NumberedRow[], bytesRead: number, bytesTotal: number): RecordBlock {
    if (options.isComplete === true) for (const one of rows) refuseNew(one, places, file);
    return {
      count: rows.length,
      columns: names.map((name) => (row) => rows[row]?.row.get(name)),
      numberOf: (row) => rows[row]?.number ?? 0,
      bytesRead,
      bytesTotal,
    };
  }
  async function* blocks(): AsyncGenerator<RecordBlock, void> {
    yield blockOf(first, place.bytesRead, place.bytesTotal);
    for await (const { rows, bytesRead, bytesTotal } of source) yield blockOf(rows, bytesRead, bytesTotal);
  }
  return {
    tables: [],
    table: '',
    header: names,
    leftOut: [],
    rowCount: null,
    blocks: blocks(),
    close: async () => {
      await source.return();
      await reader.close();
    },
  };
}
