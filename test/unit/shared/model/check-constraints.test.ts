import { expect, it } from 'vitest';
import type { JsonObject } from '#shared/base/json.ts';
import { chain, dense, input, layer, problemsOf } from './model-documents.ts';

const withConstraint = (argument: string, constraint: JsonObject, units = 4) =>
  problemsOf(chain(input(12), layer('x', 'Dense', { units, [argument]: constraint }), dense));

it.each([
  ['kernel_constraint', { name: 'max_norm', axis: 5 }, '"max_norm" with axis 5, but its kernel is [12, 4].'],
  ['kernel_constraint', { name: 'unit_norm', axis: [0, -3] }, '"unit_norm" with axis -3, but its kernel is [12, 4].'],
  ['bias_constraint', { name: 'max_norm', axis: 1 }, '"max_norm" with axis 1, but its bias is [4].'],
  [
    'kernel_constraint',
    { name: 'min_max_norm', min_value: 1, max_value: 0.5 },
    '"min_max_norm" with min_value 1, which is above its max_value 0.5.',
  ],
])('%s %j cannot be', (argument, constraint, what) => {
  expect(withConstraint(argument, constraint)).toEqual([
    ['unfit-constraint', 'x', `Dense "x" has ${argument} ${what}`],
  ]);
});

it.each([
  ['kernel_constraint', { name: 'max_norm', axis: [0, 1] }],
  ['kernel_constraint', { name: 'unit_norm', axis: -2 }],
  ['bias_constraint', { name: 'max_norm' }],
  ['kernel_constraint', { name: 'min_max_norm', min_value: 0.5, max_value: 0.5 }],
])('%s %j can', (argument, constraint) => {
  expect(withConstraint(argument, constraint)).toEqual([]);
});
