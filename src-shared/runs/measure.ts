// What a run's value is a value of: only values of one measure can be set against each other.
import { unitOfMetric, unitsOfOutput, type TargetUnit } from '#shared/data/target-unit.ts';
import { argumentsOf, lossOf, outputMetric } from '#shared/training/objective-text.ts';
import type { RunSummary } from '#shared/runs/run.ts';

/** What decides a run's measures. */
export type Measured = Pick<RunSummary, 'id' | 'loss' | 'targetUnit' | 'targetsHash' | 'datasetHash'> &
  Partial<Pick<RunSummary, 'origin'>>;

/** The targets of all runs that were trained elsewhere: their data is not known, and they are compared by the names of their values. */
const elsewhere = 'elsewhere';

/** Which targets a run is judged on: equal means the same. Its own id while nothing is known of its data. */
export function targetsOf(run: Measured): string {
  return run.targetsHash ?? run.datasetHash ?? (run.origin ? elsewhere : run.id);
}

/** A metric on some targets, in a unit. */
export interface Measure {
  /** Equal for values that can be set against each other: metric, targets, unit, a metric's threshold, and for a loss which one it is. */
  readonly key: string;
  /** The target's own unit, where the metric is measured in it. */
  readonly unit: TargetUnit | null;
  /** What the values themselves are divided by: the scale of each column. */
  readonly scales: readonly number[];
  readonly targets: string;
  /** Null for what is no loss, or one that is not known. */
  readonly loss: string | null;
  /** Null for Keras's own. */
  readonly threshold: string | null;
}

/** @param metric `val_mae`, `val_loss`, … */
export function measureOf(metric: string, run: Measured): Measure {
  const objective = run.loss ?? '';
  const loss = run.loss === null ? null : lossOf(objective, metric);
  const { output, name } = outputMetric(objective, metric);
  const units = unitsOfOutput(run.targetUnit, output);
  const unit = unitOfMetric(name, units, loss ?? '');
  const scales = units.map(({ scale }) => scale);
  const threshold = argumentsOf(objective, metric);
  const targets = targetsOf(run);
  // Without a unit of its own a value is one of the scaled target, and another scale is another unit.
  const scale = unit === null ? scales : unit.unit;
  return { key: JSON.stringify([metric, targets, scale, loss, threshold]), unit, scales, targets, loss, threshold };
}

/** A function that works as `measureOf` does, for many runs: what they share decides, so few measures are made. */
export function measureFinder(): typeof measureOf {
  const known = new Map<string, Map<Measured['targetUnit'], Measure>>();
  return (metric, run) => {
    const key = `${metric}\n${run.loss ?? ''}\n${run.loss === null}\n${targetsOf(run)}`;
    const byUnit = known.get(key) ?? new Map<Measured['targetUnit'], Measure>();
    known.set(key, byUnit);
    const measure = byUnit.get(run.targetUnit) ?? measureOf(metric, run);
    byUnit.set(run.targetUnit, measure);
    return measure;
  };
}

/** A value in the measure's unit, so that those of one measure can be compared whatever their targets were scaled by. */
export function inUnit(value: number, { unit }: Pick<Measure, 'unit'>): number {
  return value * (unit?.scale ?? 1);
}
