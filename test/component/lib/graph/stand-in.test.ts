import { expect, test } from 'vitest';
import { standIn } from '#renderer/lib/graph/stand-in.ts';

const chain = (...ids: string[]) => ids.slice(1).map((to, i) => ({ from: ids[i] ?? '', to }));
const edges = [...chain('input', 'conv', 'pool', 'dense'), { from: 'other', to: 'pool' }];

test.each<[string, string, string[], string | null]>([
  ['the layer before it', 'pool', ['input', 'conv', 'dense'], 'conv'],
  ['the nearest before it, when others have gone with it', 'dense', ['input'], 'input'],
  ['the nearest on any way that leads to it', 'pool', ['input', 'other'], 'other'],
  ['one behind it, when none before it is there', 'input', ['pool', 'dense'], 'pool'],
  ['none, when all have gone', 'conv', [], null],
  ['none, when it had no edges', 'alone', ['input'], null],
])('%s', (_, id, left, next) => {
  expect(standIn(id, edges, (one) => left.includes(one))).toBe(next);
});

test('a circle has an end', () => {
  expect(standIn('a', [...chain('a', 'b', 'a')], () => false)).toBeNull();
});
