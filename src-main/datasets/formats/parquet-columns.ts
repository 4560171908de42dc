// The values of a Parquet column as cells, by the column's type.
import type { ParquetParsers, SchemaElement, SchemaTree } from 'hyparquet';
import { msg, type Message } from '#shared/base/message.ts';
import { clockText, dateText, timeText } from '#main/datasets/formats/iso-time.ts';
import { shortFloat32, type Cell } from '#main/datasets/formats/records.ts';

const decoder = new TextDecoder();

/** Times stay the numbers that the file has: of what unit they are, the column says. */
export const rawParsers: Partial<ParquetParsers> = {
  timestampFromMilliseconds: (value: unknown) => value,
  timestampFromMicroseconds: (value: unknown) => value,
  timestampFromNanoseconds: (value: unknown) => value,
  dateFromDays: (value: unknown) => value,
  jsonFromBytes: (bytes: Uint8Array | undefined) => bytes && decoder.decode(bytes),
};

const perSecond = { MILLIS: 1000n, MICROS: 1_000_000n, NANOS: 1_000_000_000n } as const;

type CellOf = (value: unknown) => Cell;

/** A cell of a value that is a whole number. */
function ofCount(cell: (count: bigint) => Cell): CellOf {
  return (value) => {
    if (typeof value === 'bigint') return cell(value);
    return typeof value === 'number' && Number.isInteger(value) ? cell(BigInt(value)) : null;
  };
}

const plain: CellOf = (value) =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean'
    ? value
    : null;

function timestampOf({ type, converted_type: converted, logical_type: logical }: SchemaElement): CellOf | null {
  if (logical?.type === 'TIMESTAMP')
    return ofCount((count) => timeText(count, perSecond[logical.unit], logical.isAdjustedToUTC));
  // Older writers mean UTC, and those that are older still a clock's time.
  if (converted === 'TIMESTAMP_MILLIS') return ofCount((count) => timeText(count, perSecond.MILLIS, true));
  if (converted === 'TIMESTAMP_MICROS') return ofCount((count) => timeText(count, perSecond.MICROS, true));
  if (type === 'INT96') return ofCount((count) => timeText(count, perSecond.NANOS, false));
  return null;
}

function clockOf({ converted_type: converted, logical_type: logical }: SchemaElement): CellOf | null {
  if (logical?.type === 'TIME') return ofCount((count) => clockText(count, perSecond[logical.unit]));
  if (converted === 'TIME_MILLIS') return ofCount((count) => clockText(count, perSecond.MILLIS));
  if (converted === 'TIME_MICROS') return ofCount((count) => clockText(count, perSecond.MICROS));
  return null;
}

const foreign: ReadonlySet<string | undefined> = new Set(['BSON', 'INTERVAL', 'GEOMETRY', 'GEOGRAPHY', 'VARIANT']);

/** How a column's values are cells, or why they are not. */
export function cellsOf({ element, children }: SchemaTree): CellOf | Message {
  const { type, converted_type: converted, logical_type: logical, scale = 0, repetition_type: repetition } = element;
  if (children.length > 0 || repetition === 'REPEATED' || type === undefined) return msg`it holds lists or structures`;
  const kind = logical?.type ?? converted;
  if (foreign.has(kind) || foreign.has(converted))
    return msg`its type is ${String(kind)}, which is neither a number nor a text`;
  const ofTime = timestampOf(element) ?? clockOf(element);
  if (ofTime !== null) return ofTime;
  if (converted === 'DATE') return ofCount((days) => dateText(Number(days)));
  if (converted === 'DECIMAL')
    return (value) => (typeof value === 'number' ? (scale >= 0 && scale <= 100 ? value.toFixed(scale) : value) : null);
  const isBytes = type === 'FIXED_LEN_BYTE_ARRAY' && kind !== 'UUID' && kind !== 'FLOAT16';
  if (isBytes || kind === 'DECIMAL' || kind === 'DATE')
    return msg`its type is ${kind ?? type}, which is neither a number nor a text`;
  if (type === 'FLOAT') return (value) => (typeof value === 'number' ? shortFloat32(value) : null);
  return plain;
}
