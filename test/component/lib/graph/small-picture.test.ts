import { expect, test } from 'vitest';
import { smallPicture, type SmallEdge } from '#renderer/lib/graph/small-picture.ts';

/** Columns and lanes, `column/lane`. */
const placesOf = (count: number, edges: readonly SmallEdge[]): string[] =>
  smallPicture(count, edges).places.map(({ column, lane }) => `${column}/${lane}`);

test('a chain is one lane', () => {
  expect(placesOf(3, [[0, 1], [1, 2]])).toEqual(['0/0', '1/0', '2/0']); // prettier-ignore
  expect(placesOf(1, [])).toEqual(['0/0']);
});

test('a short cut goes around the layers that it passes', () => {
  const { edges, lanes } = smallPicture(4, [[0, 1], [1, 2], [0, 3], [2, 3]]); // prettier-ignore
  expect(lanes).toBe(1);
  expect(edges.map(({ from, to, isOver }) => [from, to, isOver])).toEqual([
    [0, 1, false],
    [1, 2, false],
    [0, 3, true],
    [2, 3, false],
  ]);
});

test('branches lie side by side; a second input stands just before what takes it', () => {
  expect(placesOf(4, [[0, 1], [0, 2], [1, 3], [2, 3]])).toEqual(['0/0', '1/0', '1/1', '2/0']); // prettier-ignore
  expect(placesOf(4, [[0, 1], [1, 2], [2, 3], [3, 3]])).toEqual(['0/0', '1/0', '2/0', '3/0']); // prettier-ignore
  expect(placesOf(5, [[0, 1], [1, 2], [2, 4], [3, 4]])).toEqual(['0/0', '1/0', '2/0', '2/1', '3/0']); // prettier-ignore
});

test('a model that is no valid one has a picture as well', () => {
  expect(smallPicture(0, []).places).toEqual([]);
  expect(smallPicture(3, [[0, 1], [1, 2], [2, 1], [2, 9]]).places).toHaveLength(3); // prettier-ignore
});
