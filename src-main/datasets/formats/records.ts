// What the formats have in common whose columns have names and whose cells have types: JSON, Parquet, NumPy's arrays.
import type { FileReading } from '#shared/data/file-reading.ts';
import { uniqueNames, type LeftOut, type Table, type TableBlock } from '#main/datasets/table/table.ts';

/** A time is a text here, in a form that is never guessed at: `2024-03-31 13:00:00`, with a `Z` behind it where the file says that it is UTC. */
export type Cell = string | number | bigint | boolean | null | undefined;

export interface RecordBlock {
  readonly rows: readonly (readonly Cell[])[];
  readonly rowNumbers: readonly number[];
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

/** A number that was stored in 32 bits, with the fewest digits that are still the same: 0.1, not 0.10000000149011612. */
export function shortFloat32(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}

export function tableOf(records: Records, name: string, { decimal }: FileReading): Table {
  async function* blocks(): AsyncGenerator<TableBlock, void> {
    for await (const { rows, ...place } of records.blocks)
      yield { ...place, rows: rows.map((row) => row.map((cell) => cellText(cell, decimal))), lines: null };
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
