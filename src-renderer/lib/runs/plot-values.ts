// The values that runs are plotted by: a setting or a column of their table, and a metric of runs that can be set against each other.
// Pure.
import { inUnit, measureFinder } from '#shared/runs/measure.ts';
import type { RunSources } from '#shared/runs/query/run-values.ts';
import type { ColumnRequest, MetricFigure } from '#shared/runs/run-column.ts';
import type { SettingValue } from '#shared/runs/run-settings.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import type { OwnColumn } from '#shared/runs/table-columns.ts';
import { durationUnits, type DurationUnit } from '#renderer/lib/runs/table-values.ts';

/** Null where a run has none. */
export type PlotValue = SettingValue | null;

/** Columns of the summary of a run that can be set against a metric: what it was trained with, and what it took. */
export const plottedColumns = [
  'parameters',
  'msPerStep',
  'duration',
  'epochs',
  'started',
  'model',
  'engine',
  'device',
] as const satisfies readonly OwnColumn[];
export type PlottedColumn = (typeof plottedColumns)[number];

/** What an axis shows of a run, besides the metric. */
export type PlotSource =
  { readonly kind: 'own'; readonly name: PlottedColumn } | { readonly kind: 'setting'; readonly path: string };

/** Equal for the same source. */
export function sourceId(source: PlotSource): string {
  return source.kind === 'own' ? source.name : `setting ${source.path}`;
}

function ownValue(run: RunSummary, name: PlottedColumn, unit: DurationUnit): PlotValue {
  switch (name) {
    case 'parameters':
      return run.parameters;
    case 'msPerStep':
      return run.msPerStep;
    case 'duration':
      return run.durationMs === null ? null : run.durationMs / durationUnits[unit];
    case 'epochs':
      return run.epochsDone;
    case 'started':
      return run.startedAtMs ?? run.createdAtMs;
    case 'model':
      return run.model === '' ? null : run.model;
    case 'engine':
      return run.engine?.id ?? null;
    case 'device':
      return run.engine?.device ?? null;
  }
}

/** The values of a source, parallel to the runs; what is no finite number is none. */
export function plotValues(
  runs: readonly RunSummary[],
  source: PlotSource,
  sources: Pick<RunSources, 'column'>,
  unit: DurationUnit,
): PlotValue[] {
  const column = source.kind === 'setting' ? sources.column(source) : undefined;
  return runs.map((run) => {
    const value = source.kind === 'own' ? ownValue(run, source.name, unit) : (column?.get(run.number) ?? null);
    return typeof value === 'number' && !Number.isFinite(value) ? null : value;
  });
}

/** A metric and which of its values. */
export interface PlotMetric {
  readonly name: string;
  readonly figure: Exclude<MetricFigure, number>;
}

/** Which values of a metric may be plotted; the first one unless a person chooses. */
export const plotFigures = ['best', 'last', 'min', 'max'] as const satisfies readonly PlotMetric['figure'][];

export function metricRequest({ name, figure }: PlotMetric): ColumnRequest {
  return { kind: 'metric', name, figure };
}

/** Trained runs whose values are of one measure; `values` is parallel to `runs`. */
export interface ComparableRuns {
  readonly key: string;
  readonly dataset: string;
  readonly unit: string | null;
  /** Whether `values` are as they are stored; else they are in the unit. */
  readonly isStored: boolean;
  readonly runs: readonly RunSummary[];
  readonly values: readonly number[];
}

export interface ComparableGroups {
  /** The largest first. */
  readonly groups: readonly ComparableRuns[];
  /** Trained runs without a value of the metric, or with one that is no finite number. */
  readonly withoutValue: number;
  readonly notFinite: number;
}

/** The trained runs, apart where their values cannot be set against each other: other data, target, unit, loss or threshold. */
export function comparableGroups(
  runs: readonly RunSummary[],
  metric: PlotMetric,
  sources: Pick<RunSources, 'column'>,
): ComparableGroups {
  const column = sources.column(metricRequest(metric));
  const find = measureFinder();
  const found = new Map<string, { runs: RunSummary[]; values: number[]; scales: Set<string>; first: RunSummary }>();
  let [withoutValue, notFinite] = [0, 0];
  for (const run of runs) {
    if (run.kind !== 'training') continue;
    const value = column?.get(run.number);
    if (typeof value !== 'number') withoutValue += 1;
    else if (!Number.isFinite(value)) notFinite += 1;
    else {
      const measure = find(metric.name, run);
      const group = found.get(measure.key) ?? { runs: [], values: [], scales: new Set(), first: run };
      group.runs.push(run);
      group.values.push(value);
      group.scales.add(measure.scales.join());
      found.set(measure.key, group);
    }
  }
  const groups = [...found].map(([key, group]): ComparableRuns => {
    const isStored = group.scales.size < 2;
    const inTheUnit = (value: number, i: number): number =>
      inUnit(value, find(metric.name, group.runs[i] ?? group.first));
    return {
      key,
      dataset: group.first.dataset,
      unit: find(metric.name, group.first).unit?.unit ?? null,
      isStored,
      runs: group.runs,
      values: isStored ? group.values : group.values.map(inTheUnit),
    };
  });
  return { groups: groups.sort((a, b) => b.runs.length - a.runs.length), withoutValue, notFinite };
}

/** The metric that most runs are judged by; null where none is. */
export function usualMetric(runs: readonly RunSummary[], names: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const { best } of runs)
    if (best !== null && names.includes(best.metric)) counts.set(best.metric, (counts.get(best.metric) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most?.[0] ?? names[0] ?? null;
}

/** Whether a setting or column is not the same in all runs. */
export function differs(values: readonly PlotValue[]): boolean {
  const [first] = values;
  return values.some((value) => value !== first);
}
