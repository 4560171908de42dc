import { describe, expect, it } from 'vitest';
import { splitRows, trainingCount } from '#shared/data/splits.ts';

describe('splitRows', () => {
  it('puts training, validation and test behind each other without a gap', () => {
    expect(splitRows(8706, { train: 0.6, validation: 0.2 })).toEqual({
      train: { from: 0, to: 5223 },
      validation: { from: 5223, to: 6964 },
      test: { from: 6964, to: 8706 },
    });
  });

  it('does not lose a row to rounding: 0.7 + 0.1 and 0.7 + 0.3', () => {
    expect(splitRows(10, { train: 0.7, validation: 0.1 }).validation).toEqual({ from: 7, to: 8 });
    expect(splitRows(1000, { train: 0.7, validation: 0.3 }).test).toEqual({ from: 1000, to: 1000 });
    expect(splitRows(100, { train: 0.29, validation: 0 }).train.to).toBe(29);
  });
});

describe('splitRows in folds', () => {
  it('validates on what comes after the training rows, as scikit-learn’s TimeSeriesSplit of 3 over 11 rows', () => {
    const of = (fold: number) => splitRows(14, { train: 0.6, validation: 0.2, folds: 3, fold });
    expect([1, 2, 3].map((fold) => of(fold).train.to)).toEqual([5, 7, 9]);
    expect([1, 2, 3].map((fold) => of(fold).validation)).toEqual([
      { from: 5, to: 7 },
      { from: 7, to: 9 },
      { from: 9, to: 11 },
    ]);
    expect(of(1).test).toEqual({ from: 11, to: 14 });
  });
});

describe('trainingCount', () => {
  it('splits as Keras does', () => {
    expect(trainingCount(25_000, 0.2)).toBe(20_000);
    expect(trainingCount(10, 0.25)).toBe(7);
    expect(trainingCount(10, 0)).toBe(10);
  });
});
