// Handles missing values in the used columns: stop, drop their rows, or fill them.
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { SeriesPreparation } from '#shared/data/preparation.ts';

export interface NamedColumn {
  readonly name: string;
  readonly values: Float64Array;
}

function firstMissing(columns: readonly NamedColumn[]): { row: number; column: string } | null {
  let found: { row: number; column: string } | null = null;
  for (const { name, values } of columns) {
    const row = values.findIndex(Number.isNaN);
    if (row >= 0 && (found === null || row < found.row)) found = { row, column: name };
  }
  return found;
}

function refuse(columns: readonly NamedColumn[], dataset: string, found: { row: number; column: string }): AppError {
  const counts = columns
    .map(({ name, values }) => ({ name, count: values.reduce((sum, value) => sum + (Number.isNaN(value) ? 1 : 0), 0) }))
    .filter(({ count }) => count > 0);
  const shown = counts.map(({ name, count }) => `${name} ${count}`).join(', ');
  return new AppError(
    'invalid-data',
    msg`In the data set "${dataset}", column "${found.column}" has no number in row ${found.row + 1} (missing in all: ${shown}).`,
    {
      hint: msg`Set data.preparation.missing to "fill" or "drop", or leave the column out of the features.`,
      details: {
        row: found.row + 1,
        column: found.column,
        missing: Object.fromEntries(counts.map((c) => [c.name, c.count])),
      },
    },
  );
}

/** Repeats the last number; the rows before the first number take that one, so only they use a later value. */
function fill(column: NamedColumn): NamedColumn {
  const values = column.values.slice();
  let last = values.find((value) => !Number.isNaN(value)) ?? NaN;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? NaN;
    if (Number.isNaN(value)) values[row] = last;
    else last = value;
  }
  return { name: column.name, values };
}

/** The rows, from 0, that have a number in each of the columns: those that `drop` keeps. */
export function wholeRows(columns: readonly NamedColumn[]): Uint32Array {
  const rows = columns[0]?.values.length ?? 0;
  const isWhole = (row: number): boolean => columns.every(({ values }) => !Number.isNaN(values[row] ?? NaN));
  return Uint32Array.from({ length: rows }, (_, row) => row).filter(isWhole);
}

function drop(columns: readonly NamedColumn[]): NamedColumn[] {
  const kept = wholeRows(columns);
  return columns.map(({ name, values }) => ({ name, values: Float64Array.from(kept, (row) => values[row] ?? NaN) }));
}

/**
 * The columns without NaN.
 * @throws AppError `invalid-data`: for `stop`, naming row (the first is 1) and column; for `fill` and `drop` when a column
 * has no numbers at all
 */
export function handleMissing(
  columns: readonly NamedColumn[],
  missing: SeriesPreparation['missing'],
  dataset: string,
): readonly NamedColumn[] {
  const found = firstMissing(columns);
  if (found === null) return columns;
  if (missing === 'stop') throw refuse(columns, dataset, found);
  const empty = columns.find(({ values }) => values.every(Number.isNaN));
  if (empty !== undefined)
    throw new AppError(
      'invalid-data',
      msg`In the data set "${dataset}", column "${empty.name}" holds no numbers at all.`,
      {
        hint: msg`Leave it out of data.preparation.features.`,
        details: { column: empty.name },
      },
    );
  return missing === 'fill' ? columns.map(fill) : drop(columns);
}
