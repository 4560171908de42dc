// Columns of numbers as one normalized table, laid out so that any window is contiguous in memory.
import { AppError } from '#shared/base/app-error.ts';
import { msg } from '#shared/base/message.ts';
import type { Scale, WindowTable } from '#shared/data/samples.ts';
import type { RowRange } from '#shared/data/windows.ts';
import type { NamedColumn } from '#main/datasets/missing-values.ts';

/** The largest number that 32 bits hold. */
const largestFloat32 = 3.4028234663852886e38;

/** @throws AppError `invalid-data` when the column's numbers are too large to be trained on */
function tooLarge(column: string, values: Float64Array): AppError {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return new AppError(
    'invalid-data',
    msg`Column "${column}" has values as large as ${largest.toPrecision(3)}, which cannot be trained on.`,
    {
      hint: msg`Such a number often stands for a missing value: leave its cells empty in the file and import it again, or leave the column out.`,
      details: { column },
    },
  );
}

/** The column's numbers as a model gets them. @throws AppError `invalid-data` when 32 bits do not hold one of them */
export function scaled({ name, values }: NamedColumn, { mean, std }: Scale): Float32Array {
  const result = new Float32Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = ((values[row] ?? 0) - mean) / std;
    if (!(Math.abs(value) <= largestFloat32)) throw tooLarge(name, values);
    result[row] = value;
  }
  return result;
}

/**
 * Mean and population standard deviation (NumPy's `std`) of the training rows; a constant column is only centred.
 * @throws AppError `invalid-data` when the deviation is infinite
 */
export function scaleOf({ name, values }: NamedColumn, train: RowRange): Scale {
  const scale = momentsFrom(0, values, train);
  if (!Number.isFinite(scale.std)) throw tooLarge(name, values);
  if (scale.std > 1e-12 * Math.abs(scale.mean)) return scale;
  // A constant column, or one that is small beside its offset: measured from the first value, the sums keep its digits.
  const fromFirst = momentsFrom(values[train.from] ?? 0, values, train);
  // A deviation of a few units in the last place is rounding: dividing by it would amplify noise.
  const rounding = 4 * Number.EPSILON * Math.abs(fromFirst.mean);
  return { ...fromFirst, std: fromFirst.std > rounding ? fromFirst.std : 1 };
}

/** Mean and deviation, summed as differences from an offset. */
function momentsFrom(offset: number, values: NamedColumn['values'], { from, to }: RowRange): Scale {
  let sum = 0;
  for (let row = from; row < to; row++) sum += (values[row] ?? 0) - offset;
  const difference = sum / (to - from);
  let squares = 0;
  for (let row = from; row < to; row++) squares += ((values[row] ?? 0) - offset - difference) ** 2;
  return { mean: offset + difference, std: Math.sqrt(squares / (to - from)) };
}

/** The features side by side, scaled. Cutting a window of it is one copy. */
export function windowTable(
  columns: readonly NamedColumn[],
  scales: readonly Scale[],
  rows: number,
  step: number,
): WindowTable {
  const width = columns.length;
  const starts = new Uint32Array(step);
  for (let phase = 1; phase < step; phase++)
    starts[phase] = (starts[phase - 1] ?? 0) + Math.max(0, Math.ceil((rows - phase + 1) / step));
  const values = new Float32Array(rows * width);
  const table = { values, width, step, starts };
  columns.forEach((column, i) => {
    const numbers = scaled(column, scales[i] ?? { mean: 0, std: 1 });
    for (let row = 0; row < rows; row++) values[placeOf(table, row) * width + i] = numbers[row] ?? 0;
  });
  return table;
}

function placeOf({ starts, step }: WindowTable, row: number): number {
  return (starts[row % step] ?? 0) + Math.floor(row / step);
}

/** Copies the rows `first, first + step, …`, `count` of them, into `into` from `at` on. */
export function copyWindow(table: WindowTable, first: number, count: number, into: Float32Array, at: number): void {
  const { values, width } = table;
  const from = placeOf(table, first) * width;
  into.set(values.subarray(from, from + count * width), at);
}
