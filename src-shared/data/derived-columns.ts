// Columns that are computed from those of a series: earlier values, changes, means of the last rows, and the place of a row in its
// hour, day, week or year. No row knows of a later one.
import { z } from 'zod';
import type { SeriesColumn, SeriesDataset } from '#shared/data/dataset.ts';

/** In seconds; a year is the mean one of the Gregorian calendar, 365.2425 days. */
export const periodSeconds = { hour: 3600, day: 86_400, week: 604_800, year: 31_556_952 } as const;
export type Period = keyof typeof periodSeconds;
/** In the order of a choice, the shortest first. */
export const periods = ['hour', 'day', 'week', 'year'] as const satisfies readonly Period[];

const name = z.string().min(1).max(200);
const ofRows = { name, column: z.string(), rows: z.number().int().min(1).max(1_000_000) };
const ofTime = { name, period: z.enum(periods) };

/** A column that a preparation computes. It is a feature by its name, like a column of the data. */
export const derivedColumnSchema = z.discriminatedUnion('kind', [
  /** The value `rows` rows earlier; before there is one, the first value (pandas: `shift(rows, fill_value=first)`). */
  z.looseObject({ kind: z.literal('lag'), ...ofRows }),
  /** The value less its lag. */
  z.looseObject({ kind: z.literal('difference'), ...ofRows }),
  /** The mean of the last `rows` rows, this one included; at the beginning of those there are (`min_periods=1`). */
  z.looseObject({ kind: z.literal('rolling_mean'), ...ofRows }),
  /** sin(2π t / period), where t is the row's time: in UTC where it was read with a time zone, else as it stands. */
  z.looseObject({ kind: z.literal('sine'), ...ofTime }),
  /** cos(2π t / period). */
  z.looseObject({ kind: z.literal('cosine'), ...ofTime }),
]);
export type DerivedColumn = z.infer<typeof derivedColumnSchema>;

/** The part of a preparation that says them. */
interface WithDerived {
  readonly derived?: readonly DerivedColumn[] | undefined;
}

/** The column that one is computed from; null for one of the time. */
export function sourceOf(derived: DerivedColumn): string | null {
  return 'column' in derived ? (derived.column as string) : null;
}

/** The names of all columns that can be features: those of the data, and behind them the derived ones. */
export function columnNames({ columns }: Pick<SeriesDataset, 'columns'>, { derived = [] }: WithDerived): string[] {
  return [...columns.map((column) => column.name), ...derived.map((column) => column.name)];
}

/** The unit of a column, data or derived; undefined when there is none of this name. */
export function unitOf(
  columns: readonly Pick<SeriesColumn, 'name' | 'unit'>[],
  { derived = [] }: WithDerived,
  column: string,
): string | undefined {
  const own = columns.find((one) => one.name === column);
  if (own !== undefined) return own.unit;
  const made = derived.find((one) => one.name === column);
  if (made === undefined) return undefined;
  const source = sourceOf(made);
  return columns.find((one) => one.name === source)?.unit ?? '';
}

function lag(values: Float64Array, rows: number): Float64Array {
  return values.map((_, row) => values[Math.max(0, row - rows)] ?? NaN);
}

/** Kahan's sum of values that come and go; what is no number does not count. */
function rollingMean(values: Float64Array, rows: number): Float64Array {
  let sum = 0;
  let lost = 0;
  let count = 0;
  const add = (value: number): void => {
    const next = value - lost;
    const total = sum + next;
    lost = total - sum - next;
    sum = total;
  };
  return values.map((value, row) => {
    const leaving = row < rows ? NaN : (values[row - rows] ?? NaN);
    if (!Number.isNaN(leaving)) {
      add(-leaving);
      count--;
    }
    if (!Number.isNaN(value)) {
      add(value);
      count++;
    }
    return count === 0 ? NaN : sum / count;
  });
}

/**
 * The values of a derived column.
 * @param source those of its column; @param times of the rows in milliseconds since 1970, for a column of the time
 */
export function deriveColumn(derived: DerivedColumn, source: Float64Array, times: Float64Array): Float64Array {
  switch (derived.kind) {
    case 'lag':
      return lag(source, derived.rows);
    case 'difference': {
      const before = lag(source, derived.rows);
      return source.map((value, row) => value - (before[row] ?? NaN));
    }
    case 'rolling_mean':
      return rollingMean(source, derived.rows);
    case 'sine':
    case 'cosine': {
      const wave = derived.kind === 'sine' ? Math.sin : Math.cos;
      const period = periodSeconds[derived.period] * 1000;
      return times.map((time) => wave((2 * Math.PI * (time % period)) / period));
    }
  }
}
