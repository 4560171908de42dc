// Expected values: SciPy 1.17 (scipy.stats.rankdata, spearmanr, f_oneway) and NumPy.
import { describe, expect, it } from 'vitest';
import { importanceOf, isNumeric, ranksOf, spearman, varianceShare } from '#shared/compare/importance.ts';

// A best value in the middle: the rate matters much, and does not rise or fall with the error.
const rates = [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.001, 0.003];
const errors = [0.41, 0.38, 0.31, 0.29, 0.47, 0.43, 0.36, 0.3, 0.33, 0.52, 0.3, 0.28];
const grouped = (groups: readonly (readonly number[])[]) =>
  varianceShare(
    groups.flatMap((group, i) => group.map(() => i)),
    groups.flat(),
  );

describe('rank correlation', () => {
  it('gives equal values their mean rank', () => {
    expect([...ranksOf([3, 1, 4, 1, 5, 9, 2, 6, 5, 3])]).toEqual([4.5, 1.5, 6, 1.5, 7.5, 10, 3, 9, 7.5, 4.5]);
    expect([...ranksOf([Infinity, -Infinity, 0])]).toEqual([3, 1, 2]);
  });

  it('gives SciPy’s numbers, with ties', () => {
    const found = spearman(rates, errors);
    expect(found?.rho).toBeCloseTo(-0.060_723_968_241_372_91, 12);
    expect(found?.p).toBeCloseTo(0.851_294_391_843_977_9, 10);
    expect(found?.count).toBe(12);
    const other = spearman([3, 1, 4, 1, 5, 9, 2, 6, 5, 3], [2, 7, 1, 8, 2, 8, 1, 8, 2, 8]);
    expect(other?.rho).toBeCloseTo(0.134_715_062_810_912_67, 12);
    expect(other?.p).toBeCloseTo(0.710_600_880_522_382_9, 10);
  });

  it('of a falling line is −1, however it bends', () => {
    expect(spearman([1, 2, 3, 4, 5], [1e9, 8, 6, 4, -1])).toEqual({ rho: -1, p: 0, count: 5 });
  });

  it('is none of one value, or of too few', () => {
    expect(spearman([1, 1, 1], [1, 2, 3])).toBeNull();
    expect(spearman([1, 2, 3], [5, 5, 5])).toBeNull();
    expect(spearman([1, 2], [1, 2])).toBeNull();
    expect(spearman([], [])).toBeNull();
  });
});

describe('share of variance', () => {
  it.each([
    [
      [
        [0.31, 0.33, 0.3, 0.36],
        [0.41, 0.38, 0.44],
        [0.52, 0.29, 0.47, 0.5, 0.61],
      ],
      [0.468_648_648_648_649_1, 0.350_570_570_570_571_06, 0.058_105_608_341_842_405],
    ],
    [
      [
        [0.31, 0.33, 0.3],
        [0.32, 0.36, 0.3, 0.31],
      ],
      [0.053_634_751_773_050_17, -0.135_638_297_872_339_6, 0.617_295_794_764_34],
    ],
    [
      [
        [1e6 + 1, 1e6 + 2, 1e6 + 3],
        [1e6 + 2, 1e6 + 4, 1e6 + 9],
      ],
      [0.325_301_204_819_277_1, 0.156_626_506_024_096_33, 0.237_240_329_790_417_45],
    ],
  ])('gives SciPy’s numbers: %j', (groups, [share, adjusted, p]) => {
    const found = grouped(groups);
    expect(found?.share).toBeCloseTo(share ?? 0, 9);
    expect(found?.adjusted).toBeCloseTo(adjusted ?? 0, 9);
    expect(found?.p).toBeCloseTo(p ?? 0, 8);
    expect(found?.groups).toBe(groups.length);
  });

  it('keeps very small probabilities', () => {
    const p =
      grouped([
        [1, 2, 3],
        [101, 102, 103.5],
      ])?.p ?? 1;
    expect(p / 4.417_009_188_374_109e-8).toBeCloseTo(1, 6);
  });

  it('is all where the groups have no spread', () => {
    expect(
      grouped([
        [1, 1],
        [2, 2],
      ]),
    ).toMatchObject({ share: 1, adjusted: 1, p: 0 });
  });

  it('is none without two groups, without a group of two, or without a spread', () => {
    expect(varianceShare(['a', 'a'], [1, 2])).toBeNull();
    expect(varianceShare(['a', 'b'], [1, 2])).toBeNull();
    expect(varianceShare(['a', 'b', 'b'], [0.1, 0.1, 0.1])).toBeNull();
    expect(varianceShare([], [])).toBeNull();
  });
});

describe('importance', () => {
  it('of a number is its correlation, and where runs share its values their variance too', () => {
    const { correlation, variance, strength, count } = importanceOf(rates, errors);
    expect(correlation?.rho).toBeCloseTo(-0.0607, 4);
    expect(variance?.share).toBeCloseTo(0.953_551_912_568_306_4, 10);
    expect(variance?.p).toBeCloseTo(9.367_421_762_423_094e-5, 10);
    expect(strength).toBeCloseTo(0.927_010_148_321_622_3, 10);
    expect(count).toBe(12);
    expect(importanceOf([1, 2, 3, 4], [4, 3, 2, 1])).toMatchObject({ correlation: { rho: -1 }, variance: null });
  });

  it('leaves runs out that a number is not set in; for texts they are a group', () => {
    expect(importanceOf([1, 2, 3, null, null], [1, 2, 3, 9, 9])).toMatchObject({ correlation: { rho: 1, count: 3 } });
    const found = importanceOf(['on', 'on', null, null], [1, 2, 5, 6]);
    expect(found).toMatchObject({ correlation: null, variance: { groups: 2, count: 4 } });
  });

  it('takes what is a number in some runs only, or one number, for a text', () => {
    expect([
      isNumeric([1, 'auto']),
      isNumeric([1, 1, null]),
      isNumeric([true, false]),
      isNumeric([1, 2, null]),
    ]).toEqual([false, false, false, true]);
  });

  it('is none of runs that are all equal, and no less than none', () => {
    expect(importanceOf(['a', 'b', 'a', 'b'], [1, 1, 1, 1])).toMatchObject({
      correlation: null,
      variance: null,
      strength: 0,
    });
    expect(importanceOf(['a', 'b', 'a', 'b'], [1, 1, 2, 2]).strength).toBe(0);
    expect(importanceOf([], [])).toMatchObject({ strength: 0, count: 0 });
  });
});
