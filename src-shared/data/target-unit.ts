// Which metrics can be shown in the predicted column's own unit.
import { z } from 'zod';

/** A scale that turns a metric of the normalized target into the target's own unit: `value * scale` unit. */
const targetUnitSchema = z.object({ unit: z.string(), scale: z.number(), column: z.string() });
export type TargetUnit = z.infer<typeof targetUnitSchema>;

/** What a run predicts: one column, or what each output predicts, by its layer. */
export const targetUnitsSchema = z.union([
  targetUnitSchema,
  z.object({ outputs: z.record(z.string(), z.array(targetUnitSchema)) }),
]);
export type TargetUnits = z.infer<typeof targetUnitsSchema>;

/** The units of outputs in the shortest form: one column that all of them predict stands alone. */
export function targetUnitsOf(outputs: Readonly<Record<string, readonly TargetUnit[]>>): TargetUnits {
  const [first = [], ...others] = Object.values(outputs);
  const [only] = first;
  const isSame = others.every((units) => units.length === 1 && units[0]?.column === only?.column);
  if (only !== undefined && first.length === 1 && isSame) return only;
  return { outputs: Object.fromEntries(Object.entries(outputs).map(([id, units]) => [id, [...units]])) };
}

/**
 * The columns that a value is a value of.
 * @param output null for a value of the whole model: its only output's, or a sum over all
 */
export function unitsOfOutput(units: TargetUnits | null, output: string | null): readonly TargetUnit[] {
  if (units === null) return [];
  if (!('outputs' in units)) return [units];
  return output === null ? Object.values(units.outputs).flat() : (units.outputs[output] ?? []);
}

const inTargetUnits: ReadonlySet<string> = new Set(['mae', 'mean_absolute_error', 'meanabsoluteerror', 'quantile']);

/**
 * The target's own unit for a metric that is measured in it: an absolute error is, also one weighted by its side (quantile), and
 * the root of a squared one; a squared one is not.
 * Without a unit it is named by the column: `0.321 wave`. A metric over several columns has none.
 * @param metric `mae`, `val_mae`, `loss`, …
 * @param units of the columns that the metric is of
 * @param loss the loss's name: `loss` counts as that metric; left out, a loss has no unit
 */
export function unitOfMetric(metric: string, units: readonly TargetUnit[], loss = ''): TargetUnit | null {
  const name = metric.replace(/^val_/, '');
  const meant = name === 'loss' ? loss : name;
  // Of a weighted loss the sum is divided by the number of samples, not by that of weights: it has no unit.
  const [kind = ''] = meant
    .toLowerCase()
    .replace(/^weighted_/, '')
    .split(' (');
  const [unit, ...others] = units;
  if (unit === undefined || others.length > 0 || !inTargetUnits.has(kind)) return null;
  return unit.unit === '' ? { ...unit, unit: unit.column } : unit;
}
