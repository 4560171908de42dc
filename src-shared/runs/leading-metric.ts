// Which of the values that another program logged a run is judged by. Pure.

/** Parts of names that say a value is of samples that were not trained on. */
const heldOut = /(^|[^a-z])(val|valid|validation|eval|evaluation|dev|test)([^a-z]|$)/;
const isLoss = (name: string): boolean => name.includes('loss');

/**
 * A loss on held-out samples, else a loss, else a value on held-out samples, else the first; of equal ones the shortest name.
 * Null without a name.
 */
export function leadingMetric(names: readonly string[]): string | null {
  const rank = (name: string): number => {
    const text = name.toLowerCase();
    return (isLoss(text) ? 0 : 2) + (heldOut.test(text) ? 0 : 1);
  };
  const sorted = names.toSorted((a, b) => rank(a) - rank(b) || a.length - b.length || (a < b ? -1 : 1));
  return sorted[0] ?? null;
}
