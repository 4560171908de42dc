// The targets of windows: the values of one or several columns in one or several rows.
import type { SourceTarget } from '#shared/data/samples.ts';

type TargetSize = Pick<SourceTarget, 'horizon'> & { readonly columns: { readonly length: number } };

/** A sample's targets: `[horizon]`; of several columns `[columns]`, or `[horizon, columns]`. */
export function targetShape({ columns, horizon }: TargetSize): number[] {
  if (columns.length === 1) return [horizon];
  return horizon === 1 ? [columns.length] : [horizon, columns.length];
}

/** How many numbers a sample's targets are. */
export function targetSize({ columns, horizon }: TargetSize): number {
  return columns.length * horizon;
}

/** What the sample that begins with row `first` counts: the mean over its target rows. */
export function weightOf(weights: Float32Array, { offset, horizon }: SourceTarget, first: number): number {
  let sum = 0;
  for (let ahead = 0; ahead < horizon; ahead++) sum += weights[first + offset + ahead] ?? 0;
  return sum / horizon;
}

/** Writes the targets of the sample that begins with row `first` as sample `place` of a batch. */
export function writeTarget(target: SourceTarget, first: number, into: Float32Array, place: number): void {
  const { columns, offset, horizon } = target;
  const row = first + offset;
  const [column] = columns;
  if (columns.length === 1 && column !== undefined) {
    if (horizon === 1) into[place] = column[row] ?? 0;
    else into.set(column.subarray(row, row + horizon), place * horizon);
    return;
  }
  let at = place * targetSize(target);
  for (let ahead = 0; ahead < horizon; ahead++) for (const values of columns) into[at++] = values[row + ahead] ?? 0;
}
