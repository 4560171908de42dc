// One Parquet file of Neptune's exporter: recognized by its columns, read in parts, so that a large one is never whole in memory.
import { parquetScan, type FileMetaData } from 'hyparquet';
import { systemReason } from '#shared/base/system-error.ts';
import { openParquetBytes, readParquetFooter } from '#main/files/parquet-file.ts';

const columns = ['run_id', 'project_id', 'attribute_path', 'attribute_type', 'step', 'timestamp'] as const;

/** The column that has an attribute's value, by the attribute's type. Files and histograms are not read. */
const valueColumns = {
  float_series: 'float_value',
  float: 'float_value',
  int: 'int_value',
  string: 'string_value',
  bool: 'bool_value',
  datetime: 'datetime_value',
  string_set: 'string_set_value',
} as const;
export type AttributeType = keyof typeof valueColumns;

/** Everything but series: what a run is, and was set to. */
export const plainTypes: ReadonlySet<AttributeType> = new Set([
  'float',
  'int',
  'string',
  'bool',
  'datetime',
  'string_set',
]);
export const allTypes: ReadonlySet<AttributeType> = new Set([...plainTypes, 'float_series']);

export interface AttributeRow {
  readonly run: string;
  readonly project: string;
  readonly path: string;
  readonly type: AttributeType;
  /** NaN for none. */
  readonly step: number;
  /** Milliseconds since 1970; NaN for none. */
  readonly timeMs: number;
  /** As the file has it; times in milliseconds. */
  readonly value: unknown;
}

/** Rows whose values are in memory together: some ten milliseconds of reading. */
const rowsAtOnce = 1 << 16;

function isExport({ schema }: FileMetaData): boolean {
  const names = new Set(schema.map(({ name }) => name));
  return [...columns, ...Object.values(valueColumns)].every((name) => names.has(name));
}

/** Whether a file is one of the exporter's. @throws the system's error */
export function isExportFile(path: string): boolean {
  const footer = readParquetFooter(path);
  return footer !== null && isExport(footer);
}

const isType = (type: unknown): type is AttributeType => typeof type === 'string' && type in valueColumns;
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const numberOf = (value: unknown): number =>
  typeof value === 'number' || typeof value === 'bigint' ? Number(value) : NaN;

/** The exporter's times: milliseconds, or microseconds of other writers. */
const parsers = {
  timestampFromMilliseconds: (time: bigint | undefined) => numberOf(time),
  timestampFromMicroseconds: (time: bigint | undefined) => numberOf(time) / 1000,
  timestampFromNanoseconds: (time: bigint | undefined) => numberOf(time) / 1e6,
};

/** Thrown for a file whose rows cannot be read, or not to the end. */
export class DamagedExportFile extends Error {}

/** What the reader of Parquet throws is about the file, unless the system says why. */
function damaged(path: string, thrown: unknown): unknown {
  return systemReason(thrown) === null ? new DamagedExportFile(path, { cause: thrown }) : thrown;
}

/**
 * The rows of these types, giving the thread back in between. Columns that no such row needs are not read.
 * @throws DamagedExportFile; what was read before is right. The system's error
 */
export async function* readRows(
  path: string,
  types: ReadonlySet<AttributeType>,
): AsyncGenerator<readonly AttributeRow[], void> {
  const metadata = readParquetFooter(path);
  if (metadata === null || !isExport(metadata)) throw damaged(path, new Error('no footer'));
  const bytes = await openParquetBytes(path);
  const { file } = bytes;
  try {
    const { ranges, readColumn } = await parquetScan({ file, metadata, parsers }).catch((thrown: unknown) => {
      throw damaged(path, thrown);
    });
    for (const range of ranges)
      for (let rowStart = range.rowStart; rowStart < range.rowEnd; rowStart += rowsAtOnce) {
        const rowEnd = Math.min(range.rowEnd, rowStart + rowsAtOnce);
        const column = async (name: string): Promise<ArrayLike<unknown>> => {
          const values = await readColumn({ column: name, rowStart, rowEnd });
          await new Promise((resolve) => setImmediate(resolve));
          return values;
        };
        const rows = await readPart(column, types, rowEnd - rowStart).catch((thrown: unknown) => {
          throw damaged(path, bytes.failure() ?? thrown);
        });
        if (bytes.failure() !== null) throw damaged(path, bytes.failure());
        yield rows;
      }
  } finally {
    await bytes.close();
  }
}

async function readPart(
  column: (name: string) => Promise<ArrayLike<unknown>>,
  types: ReadonlySet<AttributeType>,
  count: number,
): Promise<AttributeRow[]> {
  const kinds = await column('attribute_type');
  const places: { readonly at: number; readonly type: AttributeType }[] = [];
  for (let at = 0; at < count; at++) {
    const type = kinds[at];
    if (isType(type) && types.has(type)) places.push({ at, type });
  }
  if (places.length === 0) return [];
  const runs = await column('run_id');
  const projects = await column('project_id');
  const paths = await column('attribute_path');
  const hasSeries = places.some(({ type }) => type === 'float_series');
  const steps = hasSeries ? await column('step') : [];
  const times = hasSeries ? await column('timestamp') : [];
  const values = new Map<string, ArrayLike<unknown>>();
  for (const name of new Set(places.map(({ type }) => valueColumns[type]))) values.set(name, await column(name));
  return places.map(({ at, type }) => ({
    run: textOf(runs[at]),
    project: textOf(projects[at]),
    path: textOf(paths[at]),
    type,
    // Decimals of six places, read as a fraction.
    step: Math.round(numberOf(steps[at]) * 1e6) / 1e6,
    timeMs: numberOf(times[at]),
    value: values.get(valueColumns[type])?.[at],
  }));
}
