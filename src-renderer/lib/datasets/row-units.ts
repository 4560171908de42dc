// In what steps lengths of a series are drawn longer and shorter: whole rows that make whole hours, days or weeks, or round numbers.

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** Lengths that people think in, in seconds. */
const usualSpans: readonly number[] = [
  ...[1, 2, 5, 10, 15, 30],
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * minute),
  ...[1, 2, 3, 6, 12].map((hours) => hours * hour),
  ...[1, 2, 7, 14, 28].map((days) => days * day),
];

/** A share by which a number of rows may differ from a whole one. */
const tolerance = 1e-6;

/** Numbers of rows that make a usual length, ascending; the first is one row. @param period seconds from row to row; null: unknown */
export function roundLengths(period: number | null): readonly number[] {
  if (period === null || period <= 0)
    return Array.from({ length: 6 }, (_, power) => [1, 2, 5].map((times) => times * 10 ** power)).flat();
  const rows = usualSpans.map((span) => span / period).filter((count) => count > 1 + tolerance);
  const whole = rows.filter((count) => Math.abs(count - Math.round(count)) <= tolerance * count).map(Math.round);
  // Rows of a day and more: weeks and months say less than round numbers.
  const round = whole.length === 0 ? [2, 5, 10, 20, 50, 100] : whole;
  return [1, ...round];
}

/** The longest step that is not longer than `rows`: what so many rows of one pixel snap to. */
export function gridFor(rows: number, lengths: readonly number[]): number {
  return lengths.findLast((length) => length <= rows) ?? 1;
}

/** A length on the grid, within bounds. */
export function snapLength(rows: number, grid: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, Math.round(rows / grid) * grid));
}

/** How far a page key goes: the longest usual length of which a value has two or more; at least two rows. */
export function pageOf(value: number, lengths: readonly number[]): number {
  return Math.max(2, gridFor(value / 2, lengths));
}
