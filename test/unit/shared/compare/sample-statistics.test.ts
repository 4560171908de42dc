// Expected values: SciPy 1.16 (scipy.stats.ttest_ind with equal_var=False, t.ppf, sem).
import { describe, expect, it } from 'vitest';
import { sampleStatistics, welchTest } from '#shared/compare/sample-statistics.ts';

const test = (one: readonly number[], other: readonly number[]) =>
  welchTest(sampleStatistics(one), sampleStatistics(other));

describe('a sample', () => {
  it('has its mean, spread and confidence interval', () => {
    const { mean, deviation, standardError, margin95, least, most, count } = sampleStatistics([
      4.67, 4.71, 4.59, 4.8, 4.66,
    ]);
    expect(mean).toBeCloseTo(4.686, 12);
    expect(deviation).toBeCloseTo(0.077_006_493_232_713_8, 12);
    expect(standardError).toBeCloseTo(0.034_438_350_715_445_1, 12);
    expect(margin95).toBeCloseTo(0.095_616_190_274_982_5, 10);
    expect([least, most, count]).toEqual([4.59, 4.8, 5]);
  });

  it.each([
    [1, 12.706_204_736_174_694],
    [2, 4.302_652_729_749_462],
    [30, 2.042_272_456_301_237_8],
    [99, 1.984_216_951_586_417_4],
  ])('takes Student’s t for %i degrees of freedom', (degrees, quantile) => {
    const values = Array.from({ length: degrees + 1 }, (_, i) => i);
    const { margin95, standardError } = sampleStatistics(values);
    expect((margin95 ?? 0) / (standardError ?? 1)).toBeCloseTo(quantile, 8);
  });

  it('of one value has no spread', () => {
    expect(sampleStatistics([3])).toMatchObject({ mean: 3, deviation: null, standardError: null, margin95: null });
  });
});

describe('Welch’s test', () => {
  it('gives SciPy’s numbers', () => {
    const found = test([4.67, 4.71, 4.59, 4.8, 4.66], [5.01, 4.9, 5.2]);
    expect(found?.t).toBeCloseTo(-3.724_646_453_039_586, 10);
    expect(found?.degrees).toBeCloseTo(2.634_182_369_857_473_6, 10);
    expect(found?.p).toBeCloseTo(0.041_929_883_247_285_88, 10);
    expect(test([0.31, 0.33], [0.3105, 0.3307, 0.35])?.p).toBeCloseTo(0.544_225_105_247_673_3, 10);
  });

  it('keeps very small probabilities', () => {
    const eightTimes = (values: readonly number[]) => Array.from({ length: 8 }, () => values).flat();
    const p = test(eightTimes([1, 2, 3, 4, 5]), eightTimes([10, 11, 12, 13, 14.5]))?.p ?? 1;
    expect(p / 4.698_265_845_055_008e-41).toBeCloseTo(1, 6);
  });

  it('says nothing without spread', () => {
    expect(test([3], [4, 5])).toBeNull();
    expect(test([3, 3], [4, 4])).toBeNull();
  });
});
