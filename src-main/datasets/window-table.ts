// Columns of numbers as one normalized table, laid out so that any window is contiguous in memory.
import { AppError } from '#shared/base/app-error.ts';
import { msg } from '#shared/base/message.ts';
import type { WindowTable } from '#shared/data/samples.ts';
import type { RowRange } from '#shared/data/windows.ts';
import type { NamedColumn } from '#main/datasets/missing-values.ts';

export interface Scale {
  readonly mean: number;
  readonly std: number;
}

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
  let mean = 0;
  for (let row = train.from; row < train.to; row++) mean += values[row] ?? 0;
  mean /= train.to - train.from;
  let squares = 0;
  for (let row = train.from; row < train.to; row++) squares += ((values[row] ?? 0) - mean) ** 2;
  const std = Math.sqrt(squares / (train.to - train.from));
  if (!Number.isFinite(std)) throw tooLarge(name, values);
  // Rounding leaves a constant column a relative deviation of about 1e-16: dividing by it would amplify noise.
  return { mean, std: std > 1e-12 * Math.abs(mean) ? std : 1 };
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
