// Which metrics can be shown in the predicted column's own unit.
import { z } from 'zod';

/** A scale that turns a metric of the normalized target into the target's own unit: `value * scale` unit. */
export const targetUnitSchema = z.object({ unit: z.string(), scale: z.number(), column: z.string() });
export type TargetUnit = z.infer<typeof targetUnitSchema>;

const inTargetUnits: ReadonlySet<string> = new Set(['mae', 'mean_absolute_error', 'meanabsoluteerror', 'quantile']);

/**
 * The target's own unit for a metric that is measured in it: an absolute error is, also one weighted by its side (quantile), and
 * the root of a squared one; a squared one is not.
 * Without a unit it is named by the column: `0.321 wave`.
 * @param metric `mae`, `val_mae`, `loss`, …
 * @param loss the loss's name: `loss` counts as that metric; left out, a loss has no unit
 */
export function unitOfMetric(metric: string, unit: TargetUnit | null, loss = ''): TargetUnit | null {
  const name = metric.replace(/^val_/, '');
  const meant = name === 'loss' ? loss : name;
  const [kind = ''] = meant.toLowerCase().split(' (');
  if (unit === null || !inTargetUnits.has(kind)) return null;
  return unit.unit === '' ? { ...unit, unit: unit.column } : unit;
}
