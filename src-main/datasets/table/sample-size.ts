// How much of a file is looked at before it is imported.

/** Rows that are looked at. */
export const mostRows = 5000;
const mostCells = 2_000_000;

/** How many rows are looked at in a file with so many columns. */
export function sampleRows(columns: number): number {
  return Math.min(mostRows, Math.max(20, Math.floor(mostCells / Math.max(1, columns))));
}
