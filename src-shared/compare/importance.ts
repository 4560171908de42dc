// How strongly a metric goes with a setting, over some runs: rank correlation for numbers, share of variance for groups. It is no
// proof of a cause: settings that are changed together cannot be told apart. Pure.
import { aboveF, twoSided } from '#shared/compare/sample-statistics.ts';
import type { SettingValue } from '#shared/runs/run-settings.ts';

/**
 * The places of values in their order, from 1; equal values share the mean of their places, as SciPy's `rankdata` has it.
 * @param values no NaN
 */
export function ranksOf(values: readonly number[]): Float64Array {
  const order = Uint32Array.from(values, (_, i) => i).sort((a, b) => {
    const [one = 0, other = 0] = [values[a], values[b]];
    return one === other ? 0 : one < other ? -1 : 1;
  });
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && values[order[to] ?? 0] === values[order[from] ?? 0]) to += 1;
    for (let i = from; i < to; i += 1) ranks[order[i] ?? 0] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}

/** Spearman's rank correlation. */
export interface RankCorrelation {
  /** From −1 (the larger the one, the smaller the other) to 1; 0 without a rising or falling connection. */
  readonly rho: number;
  /** Two-sided, by Student's t: how often so strong a correlation appears between values without a connection. */
  readonly p: number;
  /** Pairs of values. */
  readonly count: number;
}

/**
 * Spearman's rho: Pearson's correlation of the ranks, with mean ranks for equal values; p from t = ρ √((n − 2) / (1 − ρ²)) with n − 2
 * degrees of freedom. Spearman: The Proof and Measurement of Association between Two Things (1904); as `scipy.stats.spearmanr`.
 * @param xs as long as `ys`; both without NaN
 * @returns null for fewer than three pairs, and where one of both has one value only
 */
export function spearman(xs: readonly number[], ys: readonly number[]): RankCorrelation | null {
  const count = xs.length;
  if (count < 3) return null;
  const [a, b] = [ranksOf(xs), ranksOf(ys)];
  const mean = (count + 1) / 2;
  let [both, ofX, ofY] = [0, 0, 0];
  for (let i = 0; i < count; i += 1) {
    const [x, y] = [(a[i] ?? 0) - mean, (b[i] ?? 0) - mean];
    both += x * y;
    ofX += x * x;
    ofY += y * y;
  }
  if (ofX === 0 || ofY === 0) return null;
  const rho = Math.max(-1, Math.min(1, both / Math.sqrt(ofX * ofY)));
  const t = rho * Math.sqrt((count - 2) / ((1 - rho) * (1 + rho)));
  return { rho, p: twoSided(t, count - 2), count };
}

/** How much of a metric's variance lies between groups of runs. */
export interface VarianceShare {
  /** Eta squared, 0 to 1: of all squared distances from the mean, those of the groups' means. */
  readonly share: number;
  /** Epsilon squared: the same without what groups explain by chance alone; may be below 0. */
  readonly adjusted: number;
  /** Of the analysis of variance: how often groups differ as much whose means are equal. */
  readonly p: number;
  readonly groups: number;
  readonly count: number;
}

/**
 * η² = SSB / SST of a one-way analysis of variance (Fisher: Statistical Methods for Research Workers, 1925), ε² = 1 − (1 − η²) (n − 1) /
 * (n − k) (Kelley: An Unbiased Correlation Ratio Measure, 1935), and p of F with k − 1 and n − k degrees of freedom; as
 * `scipy.stats.f_oneway`.
 * @param groups the group of each value @param values finite
 * @returns null where there is one group, every value is a group of its own, or all values are equal
 */
export function varianceShare(groups: readonly unknown[], values: readonly number[]): VarianceShare | null {
  const count = values.length;
  const sums = new Map<unknown, { sum: number; size: number }>();
  for (const [i, group] of groups.entries()) {
    const one = sums.get(group) ?? { sum: 0, size: 0 };
    sums.set(group, { sum: one.sum + (values[i] ?? 0), size: one.size + 1 });
  }
  if (sums.size < 2 || sums.size >= count) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const total = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  // Rounding alone makes a variance of equal values.
  if (!(total > 0) || values.every((value) => value === values[0])) return null;
  let between = 0;
  for (const { sum, size } of sums.values()) between += size * (sum / size - mean) ** 2;
  const share = Math.min(1, between / total);
  const [k, free] = [sums.size - 1, count - sums.size];
  const f = share / k / ((1 - share) / free);
  return {
    share,
    adjusted: 1 - ((1 - share) * (count - 1)) / free,
    p: share === 1 ? 0 : aboveF(f, k, free),
    groups: sums.size,
    count,
  };
}

/** How strongly a metric goes with one setting. */
export interface Importance {
  /** Null for texts, and without enough values. */
  readonly correlation: RankCorrelation | null;
  /** For texts, and for numbers that several runs share: then it also sees a best value in the middle. */
  readonly variance: VarianceShare | null;
  /** Runs that have the setting; of texts all, as “not set” is a group of its own. */
  readonly count: number;
  /** To sort by, 0 to 1: the larger of ρ² and ε². */
  readonly strength: number;
}

/** Whether a setting is one of numbers: at least two different ones, and nothing else. */
export function isNumeric(settings: readonly (SettingValue | null)[]): boolean {
  const present = settings.filter((value) => value !== null);
  return present.every((value) => typeof value === 'number') && new Set(present).size > 1;
}

/**
 * @param settings a setting's value in each run, null where it is not set
 * @param values the metric's value in each run, finite
 */
export function importanceOf(settings: readonly (SettingValue | null)[], values: readonly number[]): Importance {
  if (!isNumeric(settings)) return summary(null, varianceShare(settings, values), values.length);
  const xs: number[] = [];
  const ys: number[] = [];
  for (const [i, value] of settings.entries()) {
    if (typeof value !== 'number' || Number.isNaN(value)) continue;
    xs.push(value);
    ys.push(values[i] ?? 0);
  }
  const areShared = new Set(xs).size * 2 <= xs.length;
  return summary(spearman(xs, ys), areShared ? varianceShare(xs, ys) : null, xs.length);
}

function summary(correlation: RankCorrelation | null, variance: VarianceShare | null, count: number): Importance {
  const strength = Math.max((correlation?.rho ?? 0) ** 2, variance?.adjusted ?? 0, 0);
  return { correlation, variance, count, strength };
}
