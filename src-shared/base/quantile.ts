// Quantiles of measured numbers.

/**
 * The value below which a share of the numbers lies, interpolated between the two nearest, as NumPy does; NaN without numbers.
 * @param share 0 to 1
 */
export function quantile(numbers: Iterable<number>, share: number): number {
  const sorted = Float64Array.from(numbers).sort();
  const at = (sorted.length - 1) * share;
  const lower = sorted[Math.floor(at)];
  const upper = sorted[Math.ceil(at)];
  if (lower === undefined || upper === undefined) return NaN;
  return lower === upper ? lower : lower + (upper - lower) * (at - Math.floor(at));
}

/** Null without numbers. */
export function median(numbers: Iterable<number>): number | null {
  const value = quantile(numbers, 0.5);
  return Number.isNaN(value) ? null : value;
}
