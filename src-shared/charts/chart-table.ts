// What a chart shows as a table, and as CSV. Pure.
import { byteOrderMark, csvLine } from '#shared/base/csv.ts';
import type { ChartSpec } from '#shared/charts/chart-spec.ts';
import { hasStep, placesIn, valueOf } from '#shared/charts/drawn-points.ts';
import type { XRange } from '#shared/charts/x-range.ts';

interface Column {
  readonly label: string;
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

/** The values of a chart: a row a place, a column a line. */
export interface ChartTable {
  readonly columns: readonly Column[];
  /** The places of the x axis at which any of the columns has a value, ascending. */
  readonly places: readonly number[];
}

/** The lines and bands of a chart in a stretch of the x axis; a band has two columns. @param endOf the names of its two ends */
export function chartTable(
  { lines, bands = [] }: Pick<ChartSpec, 'lines' | 'bands'>,
  range: XRange | null,
  endOf: { readonly low: (name: string) => string; readonly high: (name: string) => string },
): ChartTable {
  let name = '';
  const columns = lines.map((line): Column => {
    // A thin line stands beside the one before it.
    if (line.isBeside !== true) name = line.label;
    return { ...line, label: line.isBeside === true ? `${name} · ${line.label}` : line.label };
  });
  for (const { color, steps, low, high } of bands) {
    const label = lines.find((line) => line.color === color && line.isBeside !== true)?.label ?? '';
    columns.push({ label: endOf.low(label), steps, values: low }, { label: endOf.high(label), steps, values: high });
  }
  const shown = columns.map(({ label, steps, values }): Column => {
    const [from, to] = range === null ? [0, steps.length] : placesIn(steps, range);
    return { label, steps: steps.slice(from, to), values: values.slice(from, to) };
  });
  const places = new Set<number>();
  for (const { steps } of shown) for (const step of steps) places.add(step);
  return { columns: shown, places: [...places].sort((a, b) => a - b) };
}

/** Parts of a table, one behind the other, as one. */
export function joinedTable(parts: readonly ChartTable[]): ChartTable {
  const columns = (parts[0]?.columns ?? []).map(({ label }, i): Column => {
    const own = parts.flatMap((part) => part.columns[i] ?? []);
    return { label, steps: own.flatMap(({ steps }) => steps), values: own.flatMap(({ values }) => values) };
  });
  return { columns, places: parts.flatMap(({ places }) => places) };
}

/** The rows of a table after a place. */
export function tableAfter({ columns, places }: ChartTable, place: number): ChartTable {
  const past = (ascending: readonly number[]): number => placesIn(ascending, { min: -Infinity, max: place })[1];
  return {
    columns: columns.map(({ label, steps, values }) => {
      const from = past(steps);
      return { label, steps: steps.slice(from), values: values.slice(from) };
    }),
    places: places.slice(past(places)),
  };
}

/** The value of a column at a place; null where it has no point, NaN and infinities as they are. */
export function cellOf({ steps, values }: Column, place: number): number | null {
  return hasStep({ steps, values }, place) ? valueOf({ steps, values }, place) : null;
}

/**
 * The table with the stored numbers; times of the clock as ISO 8601, training time in seconds.
 * @param isFirst false for a later part of a table, which has no head
 */
export function chartCsv({ columns, places }: ChartTable, { axis }: Pick<ChartSpec, 'axis'>, isFirst = true): string {
  const head = { epoch: 'epoch', step: 'step', time: 'seconds', clock: 'time', share: 'x' }[axis];
  const lines = places.map((place) =>
    csvLine([
      axis === 'clock' ? new Date(place).toISOString() : place,
      ...columns.map((column) => cellOf(column, place)),
    ]),
  );
  return (isFirst ? byteOrderMark + csvLine([head, ...columns.map(({ label }) => label)]) : '') + lines.join('');
}
