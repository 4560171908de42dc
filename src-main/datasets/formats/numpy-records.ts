// Rows from NumPy's arrays: a column is an array of one dimension, or a column of one of two. Arrays of one length are one table.
import { basename } from 'node:path';
import { joined, msg, type Message } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import { NpyError } from '#main/datasets/npy-header.ts';
import type { ByteStream } from '#main/datasets/formats/byte-stream.ts';
import { damagedArrays, openArrays, type NpyArray } from '#main/datasets/formats/npy-source.ts';
import { elementReader, type ElementReader } from '#main/datasets/formats/npy-elements.ts';
import type { Cell, RecordBlock, Records } from '#main/datasets/formats/records.ts';
import type { LeftOut, TableOptions } from '#main/datasets/table/table.ts';

const mostColumns = 20_000;
/** Arrays whose first elements are read beside one another. */
const mostArrays = 500;
const cellsAtOnce = 1 << 18;
const bytesAtOnce = 1 << 24;
/** An array that is stored by columns is in memory while it is read. */
const mostFortranBytes = 1 << 29;

interface Source {
  readonly array: NpyArray;
  readonly element: ElementReader;
  readonly rows: number;
  readonly columns: number;
  readonly names: readonly string[];
}

function sourceOf(array: NpyArray): Source | Message {
  const { descr, shape, isFortran } = array.header;
  const element = elementReader(descr);
  if (!('read' in element)) return element;
  const [rows, columns = 1, third] = shape;
  if (rows === undefined) return msg`it is a single value`;
  if (third !== undefined) return msg`it has ${shape.length} dimensions, where two are rows and columns`;
  if (columns === 0) return msg`it has no columns`;
  if (columns > mostColumns) return msg`it has more than ${mostColumns} columns`;
  if (isFortran && columns > 1 && rows * columns * element.bytes > mostFortranBytes)
    return msg`it is stored by columns and too large for that: save numpy.ascontiguousarray of it`;
  if (columns * element.bytes > bytesAtOnce) return msg`a row of it is larger than ${bytesAtOnce} bytes`;
  const names =
    shape.length === 2 && columns > 1 ? Array.from({ length: columns }, (_, i) => `${array.name} ${i}`) : [array.name];
  return { array, element, rows, columns, names };
}

/** `x_train, y_train`; of very many the first ones. */
function tableName(sources: readonly Source[]): string {
  const names = sources.map(({ array }) => array.name);
  return names.length > 4 ? `${names.slice(0, 3).join(', ')}, … (${names.length})` : names.join(', ');
}

/** Takes rows from an array. */
class ArrayRows {
  readonly #source: Source;
  #stream: ByteStream | null = null;
  /** All of its bytes, where it is stored by columns. */
  #whole: Buffer | null = null;
  #row = 0;

  constructor(source: Source) {
    this.#source = source;
  }

  /** @returns a reader of a cell in one of the next rows. @throws NpyError where it ends too early */
  async next(count: number): Promise<(row: number, column: number) => Cell> {
    const { array, element, rows, columns } = this.#source;
    const { read, bytes: size } = element;
    this.#stream ??= await array.open();
    const first = this.#row;
    this.#row += count;
    if (array.header.isFortran && columns > 1) {
      const whole = (this.#whole ??= await this.#take(rows * columns * size));
      return (row, column) => read(whole, (column * rows + first + row) * size);
    }
    const part = await this.#take(count * columns * size);
    return (row, column) => read(part, (row * columns + column) * size);
  }

  async #take(length: number): Promise<Buffer> {
    const taken = (await this.#stream?.read(length)) ?? Buffer.alloc(0);
    if (taken.length < length) throw new NpyError(msg`the array ${this.#source.array.name} ends too early`);
    return taken;
  }

  close(): void {
    this.#stream?.close();
  }
}

function refuseAll(file: string, leftOut: readonly LeftOut[]): AppError {
  if (leftOut.length === 0) return new AppError('invalid-data', msg`${file} holds no arrays.`);
  const shown = leftOut.slice(0, 3).map(({ name, why }) => msg`${name}: ${why}`);
  const isKeras = leftOut.some(({ name }) => name === 'x_train');
  return new AppError(
    'invalid-data',
    msg`${file} holds no array with rows of numbers or texts (${joined('; ', shown)}).`,
    {
      hint: isKeras
        ? msg`Keras’s imdb.npz is imported by the command line: ${'strata data import imdb.npz --as text'}.`
        : msg`Save arrays of one or two dimensions, with numpy.save or numpy.savez.`,
    },
  );
}

/**
 * @param wanted the name of one of the tables; the one with the most rows otherwise
 * @throws AppError `not-found`, `invalid-data` (also later)
 */
export async function openNumpy(path: string, wanted: string, { needs }: TableOptions): Promise<Records> {
  const file = basename(path);
  const { arrays, broken, close } = await openArrays(path);
  try {
    const leftOut: LeftOut[] = [...broken];
    const byLength = new Map<number, Source[]>();
    for (const array of arrays) {
      const source = sourceOf(array);
      if (!('array' in source)) leftOut.push({ name: array.name, why: source });
      else byLength.set(source.rows, [...(byLength.get(source.rows) ?? []), source]);
    }
    const tables = [...byLength.values()].map((sources) => ({ name: tableName(sources), sources }));
    const largest = tables.toSorted((a, b) => (b.sources[0]?.rows ?? 0) - (a.sources[0]?.rows ?? 0))[0];
    const table = tables.find(({ name }) => name === wanted) ?? largest;
    if (table === undefined) throw refuseAll(file, leftOut);
    const { sources } = table;
    const columns = sources.reduce((sum, source) => sum + source.columns, 0);
    if (columns > mostColumns || sources.length > mostArrays)
      throw new AppError('invalid-data', msg`${file} holds ${sources.length} arrays with ${columns} columns in all.`, {
        hint: msg`At most ${mostArrays} arrays with ${mostColumns} columns are read: save fewer.`,
      });
    const rowCount = sources[0]?.rows ?? 0;
    const isNeeded = ({ names }: Source): boolean => needs === undefined || names.some((name) => needs.includes(name));
    const readers = sources.map((source) => ({ source, rows: isNeeded(source) ? new ArrayRows(source) : null }));
    return {
      tables: tables.length > 1 ? tables.map(({ name }) => name) : [],
      table: tables.length > 1 ? table.name : '',
      header: sources.flatMap(({ names }) => names),
      leftOut,
      rowCount,
      blocks: blocksOf(file, readers, rowCount, columns),
      close: () => {
        for (const { rows } of readers) rows?.close();
        close();
        return Promise.resolve();
      },
    };
  } catch (thrown) {
    close();
    throw thrown;
  }
}

async function* blocksOf(
  file: string,
  readers: readonly { readonly source: Source; readonly rows: ArrayRows | null }[],
  rowCount: number,
  columns: number,
): AsyncGenerator<RecordBlock, void> {
  const widest = Math.max(1, ...readers.map(({ source }) => source.columns * source.element.bytes));
  const atOnce = Math.max(1, Math.min(Math.floor(cellsAtOnce / columns), Math.floor(bytesAtOnce / widest)));
  for (let first = 0; first < rowCount; first += atOnce) {
    const count = Math.min(atOnce, rowCount - first);
    const start = first;
    const cells: ((row: number) => Cell)[] = [];
    try {
      for (const { source, rows } of readers) {
        const cellAt = await rows?.next(count);
        for (let column = 0; column < source.columns; column++) cells.push((row) => cellAt?.(row, column));
      }
    } catch (thrown) {
      throw damagedArrays(file, thrown);
    }
    yield {
      count,
      columns: cells,
      numberOf: (row) => start + row + 1,
      bytesRead: first + count,
      bytesTotal: rowCount,
    };
  }
}
