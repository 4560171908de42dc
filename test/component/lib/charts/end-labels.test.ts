import { expect, test } from 'vitest';
import { fittingText, spreadPlaces } from '#renderer/lib/charts/end-labels.ts';

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
