// Mean, spread and Welch's test of a few values: the best values of runs that differ in their seed only. Pure.

/** A sample of at least one value. */
export interface SampleStatistics {
  readonly count: number;
  readonly mean: number;
  /** Of the sample, with n − 1; null for a single value. */
  readonly deviation: number | null;
  /** Of the mean; null for a single value. */
  readonly standardError: number | null;
  /** How far the 95 % confidence interval of the mean reaches to each side, by Student's t; null for a single value. */
  readonly margin95: number | null;
  readonly least: number;
  readonly most: number;
}

/** @param values finite, at least one */
export function sampleStatistics(values: readonly number[]): SampleStatistics {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const range = { least: Math.min(...values), most: Math.max(...values) };
  if (count < 2) return { count, mean, deviation: null, standardError: null, margin95: null, ...range };
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1));
  const standardError = deviation / Math.sqrt(count);
  return { count, mean, deviation, standardError, margin95: standardError * marginT(count - 1), ...range };
}

/** How the spread of values is told. */
export const spreads = ['deviation', 'standardError', 'interval', 'range'] as const;
/** One of `spreads`. */
export type Spread = (typeof spreads)[number];

/** How far a spread reaches to each side of the mean; null for a single value, and for the range, whose sides differ. */
export function spreadAmount({ deviation, standardError, margin95 }: SampleStatistics, spread: Spread): number | null {
  return { deviation, standardError, interval: margin95, range: null }[spread];
}

/** From where to where the spread reaches around the mean; the mean itself for a single value. */
export function spreadAround(
  statistics: SampleStatistics,
  spread: Spread,
): { readonly low: number; readonly high: number } {
  if (spread === 'range') return { low: statistics.least, high: statistics.most };
  const amount = spreadAmount(statistics, spread) ?? 0;
  return { low: statistics.mean - amount, high: statistics.mean + amount };
}

/** Welch's test of two means. */
export interface WelchTest {
  readonly t: number;
  /** By Welch and Satterthwaite; no whole number. */
  readonly degrees: number;
  /** Two-sided: how often a difference as large as this one or larger appears between equal means. */
  readonly p: number;
}

/** Null where a sample has a single value, or both have no spread: then there is nothing to measure the difference by. */
export function welchTest(one: SampleStatistics, other: SampleStatistics): WelchTest | null {
  if (one.standardError === null || other.standardError === null) return null;
  const [a, b] = [one.standardError ** 2, other.standardError ** 2];
  if (a + b === 0) return null;
  const t = (one.mean - other.mean) / Math.sqrt(a + b);
  const degrees = (a + b) ** 2 / (a ** 2 / (one.count - 1) + b ** 2 / (other.count - 1));
  return { t, degrees, p: twoSided(t, degrees) };
}

/** The share of Student's t distribution outside ±t. */
export function twoSided(t: number, degrees: number): number {
  return incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5);
}

/** Student's t of a 95 % interval, by degrees of freedom: a band asks for the same one at every step. */
const margins = new Map<number, number>();

function marginT(degrees: number): number {
  const margin = margins.get(degrees) ?? quantileT(0.975, degrees);
  margins.set(degrees, margin);
  return margin;
}

/** The share of the F distribution above a value: how often a ratio of variances as large as this one appears between equal means. */
export function aboveF(value: number, between: number, within: number): number {
  return incompleteBeta(within / (within + between * value), within / 2, between / 2);
}

/** Student's t below which the share lies; by halving, to the last digits. @param share above 0.5 */
function quantileT(share: number, degrees: number): number {
  let low = 0;
  let high = 1;
  const outside = 2 * (1 - share);
  while (twoSided(high, degrees) > outside) high *= 2;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (twoSided(middle, degrees) > outside) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * The regularized incomplete beta function I_x(a, b), by its continued fraction (DLMF 8.17.22) with Lentz's method; DLMF 8.17.4 takes x
 * to where that converges quickly.
 */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const tiny = 1e-300;
  const away = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let c = 1;
  let fraction = d;
  for (let m = 1; m < 300; m++) {
    for (const numerator of [
      (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)),
      (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)),
    ]) {
      d = 1 / away(1 + numerator * d);
      c = away(1 + numerator / c);
      fraction *= d * c;
    }
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  const factor = Math.exp(a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b));
  return (factor * fraction) / a;
}

/** ln Γ(x) for x > 0, by Stirling's series (DLMF 5.11.1) after shifting x above 10. */
function logGamma(x: number): number {
  let shift = 0;
  let z = x;
  while (z < 10) {
    shift += Math.log(z);
    z += 1;
  }
  const series = 1 / (12 * z) - 1 / (360 * z ** 3) + 1 / (1260 * z ** 5) - 1 / (1680 * z ** 7);
  return (z - 0.5) * Math.log(z) - z + Math.log(2 * Math.PI) / 2 + series - shift;
}
