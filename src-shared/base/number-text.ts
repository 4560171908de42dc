// How measured numbers are written, on every page and in the terminal.

/** A loss or metric: four decimals, fewer for large values, an exponent for very small and very large ones: 37.39, 1.000e+20, ∞. */
export function metricText(value: number): string {
  if (!Number.isFinite(value)) return notFinite(value);
  const size = Math.abs(value);
  if (size !== 0 && size < 0.001) return value.toExponential(2);
  if (size >= 10_000) return value.toExponential(3);
  return value.toFixed(size >= 100 ? 1 : size >= 10 ? 2 : 4);
}

/**
 * A value in its unit, with few digits: 4.11.
 * @param beside the largest value of its row: all values of a row have the same decimals
 */
export function measuredText(value: number, beside = value): string {
  if (!Number.isFinite(value)) return notFinite(value);
  const size = Math.abs(beside);
  if (size >= 1e6) return value.toExponential(3);
  return value.toFixed(size >= 10_000 ? 0 : size >= 100 ? 1 : size >= 1 || size === 0 ? 2 : 3);
}

/** A difference in percent or percentage points: 0.6, 32, 37,394. */
export function amountText(percent: number): string {
  if (percent < 9.95) return percent.toFixed(1).replace(/\.0$/, '');
  return percent < 1e6 ? Math.round(percent).toLocaleString('en-US') : percent.toExponential(1);
}

function notFinite(value: number): string {
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '-∞';
}
