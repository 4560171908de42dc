// Columns of numbers as one normalized table, laid out so that any window is one stretch of memory.
import type { RowRange } from '#shared/data/windows.ts';
import type { NamedColumn } from '#main/datasets/missing-values.ts';

export interface Scale {
  readonly mean: number;
  readonly std: number;
}

/** Mean and deviation (of the whole, as NumPy's `std`) over the training rows; a constant column is only centred. */
export function scaleOf(values: Float64Array, train: RowRange): Scale {
  let mean = 0;
  for (let row = train.from; row < train.to; row++) mean += values[row] ?? 0;
  mean /= train.to - train.from;
  let squares = 0;
  for (let row = train.from; row < train.to; row++) squares += ((values[row] ?? 0) - mean) ** 2;
  const std = Math.sqrt(squares / (train.to - train.from));
  // Rounding leaves a constant column a deviation of about 1e-16 of its size: dividing by that would make noise of it.
  return { mean, std: std > 1e-12 * Math.abs(mean) ? std : 1 };
}

/**
 * The features side by side, scaled, rows that are `step` apart behind each other: row r lies at `placeOf(r)`. So a window,
 * which takes one row in `step`, is one stretch of memory, and cutting it is one copy.
 */
export class WindowTable {
  readonly #table: Float32Array;
  readonly #width: number;
  readonly #step: number;
  /** Where the rows r with `r % step === phase` begin. */
  readonly #starts: Uint32Array;

  constructor(columns: readonly NamedColumn[], scales: readonly Scale[], rows: number, step: number) {
    this.#width = columns.length;
    this.#step = step;
    this.#starts = new Uint32Array(step);
    for (let phase = 1; phase < step; phase++)
      this.#starts[phase] = (this.#starts[phase - 1] ?? 0) + Math.max(0, Math.ceil((rows - phase + 1) / step));
    this.#table = new Float32Array(rows * this.#width);
    columns.forEach(({ values }, i) => {
      const { mean, std } = scales[i] ?? { mean: 0, std: 1 };
      for (let row = 0; row < rows; row++)
        this.#table[this.#placeOf(row) * this.#width + i] = ((values[row] ?? 0) - mean) / std;
    });
  }

  #placeOf(row: number): number {
    return (this.#starts[row % this.#step] ?? 0) + Math.floor(row / this.#step);
  }

  /** Copies the rows `first, first + step, …`, `count` of them, into `into` from `at` on. */
  copy(first: number, count: number, into: Float32Array, at: number): void {
    const from = this.#placeOf(first) * this.#width;
    into.set(this.#table.subarray(from, from + count * this.#width), at);
  }
}
