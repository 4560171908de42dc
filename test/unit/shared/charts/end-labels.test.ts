import { expect, test } from 'vitest';
import { clearestBox, fittingText, spreadPlaces } from '#shared/charts/end-labels.ts';

test('names that do not meet stand at their lines', () =>
  expect(spreadPlaces([10, 90, 50], 14, 0, 100)).toEqual([10, 90, 50]));

test('names that meet are moved apart, in the order of their lines, inside the plot', () => {
  expect(spreadPlaces([50, 52, 51], 14, 0, 100)).toEqual([50, 78, 64]);
  expect(spreadPlaces([99, 98], 14, 0, 100)).toEqual([100, 86]);
});

test('a long name is cut', () => {
  const widthOf = (text: string): number => text.length;
  expect(fittingText('GRU', 10, widthOf)).toBe('GRU');
  expect(fittingText('Weather · Conv1D + GRU', 10, widthOf)).toBe('Weather ·…');
});

const place = (x: number, y = 0) => ({ x, y, width: 100, height: 18 });

test('the label of a level moves away from the name at the end of a short line', () => {
  const name = { x: 460, y: 2, width: 90, height: 14 };
  expect(clearestBox([place(500), place(500, 20), place(300)], [name], () => 0)).toEqual(place(500, 20));
  // A curve behind it is better than a name.
  const crossings = (box: { y: number }): number => (box.y === 20 ? 9 : 0);
  expect(clearestBox([place(500), place(500, 20)], [name], crossings)).toEqual(place(500, 20));
  expect(clearestBox([place(500), place(500, 20), place(300)], [name], crossings)).toEqual(place(300));
});

test('without names, the label of a level is where the fewest curves are, and the first of equals', () => {
  expect(clearestBox([place(500), place(300), place(100)], [], ({ x }) => (x === 500 ? 3 : 1))).toEqual(place(300));
  expect(clearestBox([], [], () => 0)).toBeUndefined();
});
