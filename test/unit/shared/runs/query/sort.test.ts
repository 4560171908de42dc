// The order of runs.
import { expect, test } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import { parseSort, sortRuns } from '#shared/runs/query/sort.ts';
import { runWith, vocabulary } from './sample.ts';

type Given = Parameters<typeof runWith>[0];

function sorted(text: string, runs: readonly Given[]): readonly Given[] {
  const parsed = parseSort(text, vocabulary);
  if ('error' in parsed) throw new Error(textOf(parsed.error.message));
  return sortRuns(runs, parsed.sort, runWith);
}

/** The one column of sorted runs. */
function column(text: string, name: string, values: readonly Given[string][]): unknown[] {
  return sorted(
    text,
    values.map((value) => ({ [name]: value ?? null })),
  ).map((run) => run[name] ?? null);
}

test('a metric begins with its best value, runs without a value are last in either direction', () => {
  const values = [0.3, NaN, Infinity, 0.1, null, -Infinity, 0.2];
  expect(column('val_mae', 'val_mae', values)).toEqual([-Infinity, 0.1, 0.2, 0.3, Infinity, NaN, null]);
  expect(column('val_mae desc', 'val_mae', values)).toEqual([Infinity, 0.3, 0.2, 0.1, -Infinity, NaN, null]);
  expect(column('val_accuracy', 'val_accuracy', [0.8, 0.9, null])).toEqual([0.9, 0.8, null]);
  expect(column('val_accuracy ASC', 'val_accuracy', [0.9, null, 0.8])).toEqual([0.8, 0.9, null]);
  expect(column('1 - val_accuracy', 'val_accuracy', [0.8, 0.9])).toEqual([0.9, 0.8]);
});

test('names are in natural order without case, and equal ones stay as they were', () => {
  const names = ['GRU 10', 'gru 2', 'adam', 'Österreich', 'zeta', null, '', '한국'];
  expect(column('name', 'name', names)).toEqual(['adam', 'gru 2', 'GRU 10', 'Österreich', 'zeta', '한국', null, '']);
  expect(column('name desc', 'name', names)).toEqual([
    '한국',
    'zeta',
    'Österreich',
    'GRU 10',
    'gru 2',
    'adam',
    null,
    '',
  ]);
  const runs = [1, 2, 3].map((seed) => ({ seed, name: 'a' }));
  expect(sorted('name desc', runs)).toEqual(runs);
});

test('settings of mixed kinds: numbers, then texts', () => {
  expect(column('batch_size', 'training.batch_size', ['auto', 64, null, 8])).toEqual([8, 64, 'auto', null]);
  expect(column('batch_size desc', 'training.batch_size', ['auto', 64, null, 8])).toEqual([64, 8, 'auto', null]);
  expect(column('shuffle', 'training.shuffle', [true, null, false])).toEqual([false, true, null]);
});

test('tags and stars', () => {
  expect(column('tag', 'tag', [['b'], [], ['a', 'c']])).toEqual([['a', 'c'], ['b'], []]);
  expect(column('starred desc', 'starred', [false, true, null])).toEqual([true, false, null]);
});

test('a later key decides between equal ones', () => {
  const runs = [
    { seed: 1, name: 'b', val_mae: 2 },
    { seed: 2, name: 'a', val_mae: 1 },
    { seed: 3, name: 'b', val_mae: 1 },
  ];
  expect(sorted('name desc, val_mae', runs).map(({ seed }) => seed)).toEqual([3, 1, 2]);
});

test('an order says what it reads', () => {
  const parsed = parseSort('val_mae / baseline desc, batch_size, last(mae)', vocabulary);
  expect('sort' in parsed && parsed.sort.reads).toEqual({
    settings: ['training.batch_size'],
    metrics: [
      { name: 'val_mae', of: 'best' },
      { name: 'val_mae', of: 'baseline' },
      { name: 'mae', of: 'last' },
    ],
  });
});

test.each([
  ['', 0, 0, 'There is no expression here.'],
  ['val_mae,', 7, 8, 'Something is missing after ",".'],
  ['val_mae up', 8, 10, '"up" cannot stand here.'],
  ['nmae', 0, 4, 'No column, metric or setting is called "nmae".'],
  ['name + 1', 0, 4, 'A number belongs here, and "name" is none.'],
  ['baseline', 0, 8, "It is not clear which metric's baseline is meant."],
  ['"a"', 0, 3, 'A number belongs here, and "a" is none.'],
])('%s is no order', (text, from, to, message) => {
  const parsed = parseSort(text, vocabulary);
  if (!('error' in parsed)) throw new Error('parsed');
  expect([parsed.error.from, parsed.error.to, textOf(parsed.error.message)]).toEqual([from, to, message]);
});
