// Metrics with the same curve are shown once: a loss that is one of the metrics (`loss = mae`). Pure.
import { isSameValue } from '#shared/runs/series-figures.ts';
import { receivedNumber, type SentSeries } from '#shared/runs/metric-series.ts';

type Curve = { readonly [Part in 'steps' | 'values']: Readonly<SentSeries[Part]> };

/** Whether two curves have the same points but for rounding. */
export function isSameCurve(first: Curve, second: Curve): boolean {
  return (
    first.steps.length === second.steps.length &&
    first.steps.every((step, index) => {
      const a = receivedNumber(first.values[index] ?? null);
      const b = receivedNumber(second.values[index] ?? null);
      return step === second.steps[index] && isSameValue(a, b);
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
