// What the formats have in common whose columns have names and whose cells have types: JSON, Parquet, NumPy's arrays.
import type { FileReading } from '#shared/data/file-reading.ts';
import { uniqueNames, type LeftOut, type Table, type TableBlock } from '#main/datasets/table/table.ts';

/** A time is a text here, in a form that is never guessed at: `2024-03-31 13:00:00`, with a `Z` behind it where the file says that it is UTC. */
export type Cell = string | number | bigint | boolean | null | undefined;

/** Rows as the file has them: nothing is made of a cell before it is asked for. */
export interface RecordBlock {
  readonly count: number;
  /** Of every column, the cell in a row of the block. */
  readonly columns: readonly ((row: number) => Cell)[];
  /** The number of a row of the block in the file. */
  readonly numberOf: (row: number) => number;
  /** How far into the file they reach, of how much. */
  readonly bytesRead: number;
  readonly bytesTotal: number;
}

export interface Records {
  /** The tables in the file, and which of them this is; none where there is only one. */
  readonly tables: readonly string[];
  readonly table: string;
  readonly header: readonly string[];
  readonly leftOut: readonly LeftOut[];
  readonly rowCount: number | null;
  readonly blocks: AsyncGenerator<RecordBlock, void>;
  close(): Promise<void>;
}

/**
 * A cell as pandas' `to_csv` writes it, but for truth values: as 1 and 0 they can be part of a series.
 * @param decimal the sign in the file's texts, which then is that of all its numbers
 */
export function cellText(cell: Cell, decimal: FileReading['decimal']): string {
  switch (typeof cell) {
    case 'string':
      return cell;
    case 'number': {
      if (Number.isNaN(cell)) return '';
      if (!Number.isFinite(cell)) return cell > 0 ? 'inf' : '-inf';
      const text = String(cell);
      return decimal === '.' ? text : text.replace('.', decimal);
    }
    case 'boolean':
      return cell ? '1' : '0';
    case 'bigint':
      return String(cell);
    default:
      return '';
  }
}

const tens = [1, 10, 100, 1e3, 1e4, 1e5, 1e6];

/** A number that was stored in 32 bits, with the fewest digits that are still the same: 0.1, not 0.10000000149011612. */
export function shortFloat32(value: number): number {
  // Most numbers that were measured have few decimals.
  if (Math.abs(value) < 1e9)
    for (const ten of tens) {
      const scaled = value * ten;
      const below = Math.floor(scaled);
      // A half goes to the even digit, as where NumPy writes it.
      const short = (scaled - below === 0.5 ? below + (below % 2 === 0 ? 0 : 1) : Math.round(scaled)) / ten;
      if (Math.fround(short) === value) return short;
    }
  const isOrdinary = Math.abs(value) > 0.1 && Math.abs(value) < 1e9;
  for (let digits = isOrdinary ? 7 : 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return Number(value.toPrecision(9));
}

const cellsAtOnce = 1 << 18;

/** Rows of a block as texts, some at a time. */
export function* textRows(
  { count, columns, numberOf, bytesRead, bytesTotal }: RecordBlock,
  decimal: FileReading['decimal'],
): Generator<TableBlock> {
  const atOnce = Math.max(1, Math.floor(cellsAtOnce / Math.max(1, columns.length)));
  for (let at = 0; at < count; at += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, count - at) }, (_, i) => at + i);
    yield {
      rows: some.map((row) => columns.map((cellAt) => cellText(cellAt(row), decimal))),
      rowNumbers: some.map(numberOf),
      lines: null,
      records: null,
      // The last of them reach as far as the block does.
      bytesRead: at + atOnce < count ? Math.max(0, bytesRead - 1) : bytesRead,
      bytesTotal,
    };
  }
}

/** @param asRecords whether blocks are given as they are, for a reader of numbers */
export function tableOf(
  records: Records,
  name: string,
  { decimal }: Pick<FileReading, 'decimal'>,
  asRecords: boolean,
): Table {
  async function* blocks(): AsyncGenerator<TableBlock, void> {
    for await (const block of records.blocks) {
      const { bytesRead, bytesTotal } = block;
      if (asRecords) yield { rows: [], rowNumbers: [], lines: null, records: block, bytesRead, bytesTotal };
      else yield* textRows(block, decimal);
    }
  }
  return {
    name,
    header: uniqueNames(records.header, name),
    headerStart: '',
    units: [],
    leftOut: records.leftOut,
    rowCount: records.rowCount,
    blocks: blocks(),
    rowOf: () => null,
    close: () => records.close(),
  };
}
