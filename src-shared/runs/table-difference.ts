// The differences in a table of runs: of a metric's value to that of the run's baseline, or of a pinned run. Pure.
import { baselineOf } from '#shared/runs/baseline.ts';
import { differenceTo, type Difference } from '#shared/runs/difference.ts';
import { inUnit, measureOf } from '#shared/runs/measure.ts';
import type { RunSources } from '#shared/runs/query/run-values.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import type { MetricColumn } from '#shared/runs/table-columns.ts';

/** What differences are made of. */
export interface DifferenceSources extends RunSources {
  /** The run that differences to a pinned run are measured from; null without one. */
  readonly pinned: RunSummary | null;
}

/** A run's own baseline, looked for once. */
export function baselineFinder(runs: readonly RunSummary[]): RunSources['baselineOf'] {
  const baselines = runs.filter(({ kind }) => kind === 'baseline');
  const known = new Map<RunSummary, RunSummary | null>();
  return (run) => {
    const before = known.get(run);
    if (before !== undefined) return before;
    const found = baselineOf(run, baselines);
    known.set(run, found);
    return found;
  };
}

/** The value of a metric's figure, as it is stored; null without one. */
export function metricValue(run: RunSummary, { name, figure }: MetricColumn, sources: RunSources): number | null {
  const value = sources.column({ kind: 'metric', name, figure })?.get(run.number);
  return typeof value === 'number' ? value : null;
}

/** How a run's value differs from its baseline's or the pinned run's. */
export interface VersusDifference {
  /** In the measure's unit: value less the other one. */
  readonly value: number;
  readonly unit: string | null;
  readonly share: Difference | null;
}

/** The run that a column of differences sets a run against, and its value. */
function otherOf(
  run: RunSummary,
  column: MetricColumn,
  sources: DifferenceSources,
): { readonly run: RunSummary; readonly value: number } | null {
  const isPinned = column.to === 'pinned';
  const other = isPinned ? sources.pinned : sources.baselineOf(run);
  if (other === null || other.id === run.id) return null;
  // A baseline has one value of a metric, its last.
  const figure = other.kind === 'baseline' ? 'last' : column.figure;
  const value = metricValue(other, { ...column, figure }, sources);
  return value === null ? null : { run: other, value };
}

/**
 * Null where one of both has no value, or they are values of different measures.
 * @param find for many runs, one that finds a measure once
 */
export function versusDifference(
  run: RunSummary,
  column: MetricColumn,
  sources: DifferenceSources,
  find: typeof measureOf = measureOf,
): VersusDifference | null {
  const value = metricValue(run, column, sources);
  const other = otherOf(run, column, sources);
  if (value === null || other === null) return null;
  const [measure, otherMeasure] = [find(column.name, run), find(column.name, other.run)];
  if (measure.key !== otherMeasure.key) return null;
  const [own, its] = [inUnit(value, measure), inUnit(other.value, otherMeasure)];
  const difference = own - its;
  if (!Number.isFinite(difference)) return null;
  return { value: difference, unit: measure.unit?.unit ?? null, share: differenceTo(column.name, own, its) };
}

/** A difference as it is signed in a table: an error that is larger is above 0, and so is an accuracy. */
export function signedShare({ kind, worse }: Difference): number {
  return kind === 'percent' ? worse : -worse;
}

/** Whether a difference is good or bad; neither where it is too small to be said. */
export function differenceTone({ share }: VersusDifference): 'good' | 'bad' | null {
  if (share === null || Math.abs(share.worse) < 0.05) return null;
  return share.worse > 0 ? 'bad' : 'good';
}
