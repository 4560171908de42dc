// Metrics with the same curve are shown once: a loss that is one of the metrics (`loss = mae`). Pure.
import { receivedNumber, type SentSeries } from '#shared/runs/metric-series.ts';

/** Curves that differ by less than this share differ only by rounding, and are equal. */
const rounding = 1e-5;

type Curve = Pick<SentSeries, 'steps' | 'values'>;

export function isSameCurve(first: Curve, second: Curve): boolean {
  return (
    first.steps.length === second.steps.length &&
    first.steps.every((step, index) => {
      const a = receivedNumber(first.values[index] ?? null);
      const b = receivedNumber(second.values[index] ?? null);
      const isEqual = Object.is(a, b) || Math.abs(a - b) <= rounding * Math.max(Math.abs(a), Math.abs(b));
      return step === second.steps[index] && isEqual;
    })
  );
}

/** The names in groups: `loss` or `val_loss` with those that are the same, first; every other alone. */
export function lossOnce(names: readonly string[], isSame: (loss: string, other: string) => boolean): string[][] {
  const loss = names.find((name) => name === 'loss' || name === 'val_loss');
  if (loss === undefined) return names.map((name) => [name]);
  const others = names.filter((name) => name !== loss);
  const equal = others.filter((name) => isSame(loss, name));
  return [[loss, ...equal], ...others.filter((name) => !equal.includes(name)).map((name) => [name])];
}

/** What is shown for a group of names. */
export function groupTitle(names: readonly string[]): string {
  return names.join(' = ');
}
