// Rows from a Parquet file, read in parts: of a large file only the needed columns of some thousand rows are in memory.
import { basename } from 'node:path';
import * as zlib from 'node:zlib';
import { parquetScan, parquetSchema, type Compressors, type FileMetaData, type ParquetScan } from 'hyparquet';
import { joined, msg, type Message } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import { systemReason } from '#shared/base/system-error.ts';
import { explainReadError } from '#main/datasets/file-errors.ts';
import { cellsOf, rawParsers } from '#main/datasets/formats/parquet-columns.ts';
import type { Cell, RecordBlock, Records } from '#main/datasets/formats/records.ts';
import { mostRows } from '#main/datasets/table/sample-size.ts';
import type { LeftOut, TableOptions } from '#main/datasets/table/table.ts';
import { openParquetBytes, readParquetFooter, type ParquetBytes } from '#main/files/parquet-file.ts';

const cellsAtOnce = 1 << 20;

/** What Node inflates itself; snappy is the reader's own. A page that is larger than it says fails. */
const compressors: Compressors = {
  GZIP: (bytes, length) => zlib.gunzipSync(bytes, { maxOutputLength: Math.max(1, length) }),
  BROTLI: (bytes, length) => zlib.brotliDecompressSync(bytes, { maxOutputLength: Math.max(1, length) }),
  // Nodes before 22.15 lack it.
  ...('zstdDecompressSync' in zlib
    ? { ZSTD: (bytes, length) => zlib.zstdDecompressSync(bytes, { maxOutputLength: Math.max(1, length) }) }
    : {}),
};

interface Column {
  readonly name: string;
  /** In the file. */
  readonly key: string;
  readonly cellOf: (value: unknown) => Cell;
}

function damaged(file: string, thrown: unknown): unknown {
  if (thrown instanceof AppError) return thrown;
  if (systemReason(thrown) !== null) return explainReadError(thrown, file);
  return new AppError(
    'invalid-data',
    msg`${file} is a damaged Parquet file, or one of a kind that is not understood.`,
    {
      hint: msg`Check that the file was written to its end.`,
      cause: thrown,
    },
  );
}

/** Why a column cannot be unpacked; null where it can. */
function packingFault(metadata: FileMetaData, key: string): Message | null {
  for (const { columns } of metadata.row_groups)
    for (const { meta_data: of, crypto_metadata: secret } of columns) {
      if (of === undefined || (of.path_in_schema[0] === key && secret !== undefined)) return msg`it is encrypted`;
      if (of.path_in_schema[0] !== key || of.codec === 'UNCOMPRESSED' || of.codec === 'SNAPPY') continue;
      if (!(of.codec in compressors)) return msg`it is compressed as ${of.codec}, which is not understood`;
    }
  return null;
}

function columnsOf(metadata: FileMetaData): { columns: Column[]; leftOut: LeftOut[] } {
  const columns: Column[] = [];
  const leftOut: LeftOut[] = [];
  const { children } = parquetSchema(metadata);
  for (const child of children) {
    const key = child.element.name;
    // As pandas calls an index without a name once it is a column.
    const hasIndex = children.some(({ element }) => element.name === 'index');
    const name = key === '__index_level_0__' && !hasIndex ? 'index' : key;
    const cellOf = cellsOf(child);
    const why = typeof cellOf === 'function' ? packingFault(metadata, key) : cellOf;
    if (typeof cellOf === 'function' && why === null) columns.push({ name, key, cellOf });
    else if (why !== null) leftOut.push({ name, why });
  }
  return { columns, leftOut };
}

/** @throws AppError `not-found`, `invalid-data` (also later) */
export async function openParquet(path: string, { needs, signal }: TableOptions): Promise<Records> {
  const file = basename(path);
  let bytes: ParquetBytes | null = null;
  try {
    const metadata = readParquetFooter(path);
    if (metadata === null) throw new Error('no footer');
    const { columns, leftOut } = columnsOf(metadata);
    if (columns.length === 0) {
      const shown = leftOut.slice(0, 3).map(({ name, why }) => msg`${name}: ${why}`);
      throw new AppError('invalid-data', msg`${file} has no column of numbers or texts (${joined('; ', shown)}).`);
    }
    const opened = await openParquetBytes(path);
    bytes = opened;
    const scan = await parquetScan({
      file: opened.file,
      metadata,
      parsers: rawParsers,
      compressors,
      geoparquet: false,
    });
    if (opened.failure() !== null) throw opened.failure();
    const read = columns.map((column) => (needs?.includes(column.name) === false ? null : column));
    return {
      tables: [],
      table: '',
      header: columns.map(({ name }) => name),
      leftOut,
      rowCount: Number(metadata.num_rows),
      blocks: blocksOf(file, opened, scan, read, signal),
      close: () => opened.close(),
    };
  } catch (thrown) {
    await bytes?.close();
    throw damaged(file, thrown);
  }
}

async function* blocksOf(
  file: string,
  bytes: ParquetBytes,
  { ranges, readColumn }: ParquetScan,
  columns: readonly (Column | null)[],
  signal: AbortSignal | undefined,
): AsyncGenerator<RecordBlock, void> {
  const needed = Math.max(1, columns.filter((column) => column !== null).length);
  const all = ranges.at(-1)?.rowEnd ?? 0;
  // The first rows are looked at alone.
  let atOnce = mostRows;
  for (const range of ranges)
    for (let rowStart = range.rowStart; rowStart < range.rowEnd;) {
      const rowEnd = Math.min(range.rowEnd, rowStart + atOnce);
      const count = rowEnd - rowStart;
      const cells: ((row: number) => Cell)[] = [];
      for (const column of columns) {
        if (column === null) {
          cells.push(() => null);
          continue;
        }
        signal?.throwIfAborted();
        const values = await readColumn({ column: column.key, rowStart, rowEnd }).catch((thrown: unknown) => {
          throw damaged(file, bytes.failure() ?? thrown);
        });
        if (bytes.failure() !== null) throw damaged(file, bytes.failure());
        if (values.length < count) throw damaged(file, new Error('fewer values than rows'));
        const { cellOf } = column;
        cells.push((row) => cellOf(values[row]));
        // The thread is given back in between.
        await new Promise((resolve) => setImmediate(resolve));
      }
      const first = rowStart;
      yield { count, columns: cells, numberOf: (row) => first + row + 1, bytesRead: rowEnd, bytesTotal: all };
      rowStart = rowEnd;
      atOnce = Math.max(1024, Math.floor(cellsAtOnce / needed));
    }
}
