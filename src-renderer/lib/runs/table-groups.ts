// The rows of the table of runs: pinned runs on top, then the others, with a row over each group where they are grouped. Pure.
import { sampleStatistics, type SampleStatistics } from '#shared/compare/sample-statistics.ts';
import { inUnit, measureOf, type Measure } from '#shared/runs/measure.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import type { SettingValue } from '#shared/runs/run-settings.ts';
import { metricMode } from '#shared/training/metric-mode.ts';
import { ownColumns, type OwnColumn, type TableColumn } from '#shared/runs/table-columns.ts';
import { type TableSources } from '#renderer/lib/runs/table-values.ts';
import { metricValue } from '#shared/runs/table-difference.ts';

/** Columns of a run whose equal values make a group; a setting does as well. */
const groupedOwn: ReadonlySet<OwnColumn> = new Set(['status', 'tags', 'dataset', 'model', 'engine', 'device']);
export const groupableColumns = ownColumns.filter((name) => groupedOwn.has(name));

export function mayGroupBy(column: TableColumn): boolean {
  return column.kind === 'setting' || (column.kind === 'own' && groupedOwn.has(column.name));
}

/** Runs with the same value. */
export interface RunGroup {
  readonly id: string;
  /** Of tags all together, as they are sorted; null for runs without a value. */
  readonly value: SettingValue | null;
  readonly runs: readonly RunSummary[];
}

export type TableRow =
  | { readonly kind: 'run'; readonly id: string; readonly run: RunSummary; readonly isPinned: boolean }
  | { readonly kind: 'group'; readonly id: string; readonly group: RunGroup; readonly isFolded: boolean };

function groupValue(run: RunSummary, column: TableColumn, sources: TableSources): SettingValue | null {
  if (column.kind === 'setting') return sources.column(column)?.get(run.number) ?? null;
  if (column.kind === 'metric') return null;
  switch (column.name) {
    case 'status':
      return run.kind === 'baseline' ? 'baseline' : run.status;
    case 'tags':
      return run.tags.length === 0 ? null : [...run.tags].sort().join(', ');
    case 'dataset':
      return run.dataset;
    case 'model':
      return run.model === '' ? null : run.model;
    case 'engine':
      return run.engine?.id ?? null;
    case 'device':
      return run.engine?.device ?? null;
    default:
      return null;
  }
}

/** Groups in the order of their first runs, so that they are sorted as the runs are; runs without a value are last. */
export function groupRuns(runs: readonly RunSummary[], column: TableColumn, sources: TableSources): RunGroup[] {
  const groups = new Map<string, { readonly value: SettingValue | null; readonly runs: RunSummary[] }>();
  for (const run of runs) {
    const value = groupValue(run, column, sources);
    const id = `group ${JSON.stringify(value)}`;
    const found = groups.get(id);
    if (found === undefined) groups.set(id, { value, runs: [run] });
    else found.runs.push(run);
  }
  const all = [...groups].map(([id, group]) => ({ id, ...group }));
  return [...all.filter(({ value }) => value !== null), ...all.filter(({ value }) => value === null)];
}

interface Arrangement {
  /** Those that are found, sorted. */
  readonly runs: readonly RunSummary[];
  /** Those that stay on top whether they are found or not. */
  readonly pinned: readonly RunSummary[];
  readonly groupBy: TableColumn | null;
  /** Ids of groups. */
  readonly folded: ReadonlySet<string>;
}

/** A pinned run has one row, on top; its group counts it all the same. */
export function arrangeRows({ runs, pinned, groupBy, folded }: Arrangement, sources: TableSources): TableRow[] {
  const onTop = new Set(pinned.map(({ id }) => id));
  const rowOf = (run: RunSummary): TableRow => ({ kind: 'run', id: run.id, run, isPinned: onTop.has(run.id) });
  const rowsOf = (some: readonly RunSummary[]): TableRow[] => some.filter(({ id }) => !onTop.has(id)).map(rowOf);
  const top = pinned.map(rowOf);
  if (groupBy === null) return [...top, ...rowsOf(runs)];
  const groups = groupRuns(runs, groupBy, sources).map((group): TableRow[] => {
    const isFolded = folded.has(group.id);
    const head: TableRow = { kind: 'group', id: group.id, group, isFolded };
    return [head, ...(isFolded ? [] : rowsOf(group.runs))];
  });
  return [...top, ...groups.flat()];
}

/** What the trained runs of a group have in one column. */
export interface GroupFigures {
  readonly metric: string;
  readonly statistics: SampleStatistics;
  readonly best: number;
  /** The unit of these values; null where they are as they are stored. */
  readonly unit: string | null;
}

interface Value {
  readonly value: number;
  readonly metric: string;
  readonly measure: Measure;
}

/** `mixed`: values of several measures, which have no mean; null without a finite value, and for columns that have no figures. */
export function groupFigures(
  runs: readonly RunSummary[],
  column: TableColumn,
  sources: TableSources,
  find: typeof measureOf = measureOf,
): GroupFigures | 'mixed' | null {
  const values = runs.flatMap((run): Value[] => {
    if (run.kind === 'baseline') return [];
    const found = column.kind === 'own' ? bestOf(run, column.name) : figureOf(run, column, sources);
    if (found === null || !Number.isFinite(found.value)) return [];
    return [{ ...found, measure: find(found.metric, run) }];
  });
  const [first] = values;
  if (first === undefined) return null;
  const { metric, measure } = first;
  if (values.some((one) => one.measure.key !== measure.key)) return 'mixed';
  const scale = (one: Measure): number => one.unit?.scale ?? 1;
  const isOneScale = values.every((one) => scale(one.measure) === scale(measure));
  const numbers = values.map((one) => (isOneScale ? one.value : inUnit(one.value, one.measure)));
  const statistics = sampleStatistics(numbers);
  const best = metricMode(metric) === 'min' ? statistics.least : statistics.most;
  return { metric, statistics, best, unit: isOneScale ? null : (measure.unit?.unit ?? null) };
}

function bestOf(run: RunSummary, column: OwnColumn): { readonly value: number; readonly metric: string } | null {
  return column === 'best' ? run.best : null;
}

function figureOf(
  run: RunSummary,
  column: Exclude<TableColumn, { kind: 'own' }>,
  sources: TableSources,
): { readonly value: number; readonly metric: string } | null {
  if (column.kind === 'setting' || column.versus !== null) return null;
  const value = metricValue(run, column, sources);
  return value === null ? null : { value, metric: column.name };
}
