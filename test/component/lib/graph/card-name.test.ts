import { expect, test } from 'vitest';
import { nameOnCard } from '#renderer/lib/graph/card-name.ts';

test('a name of usual length is whole beside any arguments', () => {
  expect(nameOnCard('conv1d_1b', '24 filters × 3 · causal · dilation 4 · relu')).toBe('conv1d_1b');
  expect(nameOnCard('global_max_pooling1d_12', '')).toBe('global_max_pooling1d_12');
});

test('long names are cut in the middle, so that they still differ', () => {
  const long = ['adaptive_average_pooling1d_1', 'adaptive_average_pooling1d_2'];
  expect(long.map((name) => nameOnCard(name, 'to 12 steps, of any length'))).toEqual([
    'adaptive…oling1d_1',
    'adaptive…oling1d_2',
  ]);
  expect(new Set(long.map((name) => nameOnCard(name, ''))).size).toBe(2);
});
