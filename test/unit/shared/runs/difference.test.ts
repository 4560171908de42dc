import { expect, it } from 'vitest';
import { baselineAnswer, differenceTo, verdictOf } from '#shared/runs/difference.ts';

it('says of an error how many percent it is worse, of an accuracy how many percentage points', () => {
  expect(differenceTo('val_mae', 0.3, 0.25)).toEqual({ kind: 'percent', worse: expect.closeTo(20, 9) });
  expect(differenceTo('val_loss', 0.2, 0.25)).toEqual({ kind: 'percent', worse: expect.closeTo(-20, 9) });
  expect(differenceTo('val_acc', 0.88, 0.5)).toEqual({ kind: 'points', worse: expect.closeTo(-38, 9) });
  expect(differenceTo('val_accuracy', 0.1, 0)).toEqual({ kind: 'points', worse: expect.closeTo(-10, 9) });
});

it('says nothing where there is nothing to be a share of', () => {
  expect(differenceTo('val_mae', 0.3, 0)).toBeNull();
  expect(differenceTo('val_mae', 0.3, Infinity)).toBeNull();
  expect(differenceTo('val_mae', NaN, 1)).toBeNull();
});

it('calls what differs by less than is shown the same', () => {
  expect(verdictOf({ kind: 'percent', worse: 0.04 })).toBe('same');
  expect(verdictOf({ kind: 'percent', worse: 0.06 })).toBe('worse');
  expect(verdictOf({ kind: 'points', worse: -0.06 })).toBe('better');
});

it('knows what a baseline answers', () => {
  expect(baselineAnswer({ targetUnit: { unit: '', scale: 1, column: 'x' } })).toBe('last value');
  expect(baselineAnswer({ targetUnit: null })).toBe('most frequent class');
});
