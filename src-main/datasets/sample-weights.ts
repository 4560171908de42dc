// What samples count: a column of weights, checked before it is trained on.
import { AppError } from '#shared/base/app-error.ts';
import { msg, type Message } from '#shared/base/message.ts';
import { largestFloat32 } from '#main/datasets/table/cells.ts';

const details = { path: 'data.preparation.sample_weight' };

/** @throws AppError `invalid-data` with column and row (the first is 1) when one of them is not a number from 0 */
export function checkedWeights(column: string, values: Float64Array): Float32Array {
  const wrong = values.findIndex((value) => !(value >= 0 && value <= largestFloat32));
  if (wrong < 0) return Float32Array.from(values);
  const value = values[wrong] ?? Number.NaN;
  const problem = Number.isNaN(value)
    ? msg`The weights in column "${column}" have no number in row ${wrong + 1}; every row needs a weight.`
    : msg`The weight in column "${column}", row ${wrong + 1}, is ${value}; a weight is 0 or more.`;
  throw new AppError('invalid-data', problem, { details: { ...details, column, row: wrong + 1 } });
}

/** @throws AppError `invalid-data` when none of a part's samples counts anything */
export function requireWeight(column: string, part: Message, weights: Iterable<number>): void {
  let isEmpty = true;
  for (const weight of weights) {
    if (weight > 0) return;
    isEmpty = false;
  }
  if (isEmpty) return;
  throw new AppError('invalid-data', msg`The weights in column "${column}" are 0 for every ${part} sample.`, {
    hint: msg`A weight says what a sample counts: 0 for nothing, 1 as usual.`,
    details: { ...details, column },
  });
}
