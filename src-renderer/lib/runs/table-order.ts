// Sorts the table of runs by any of its columns. Pure.
import { metricMode } from '#shared/training/metric-mode.ts';
import { inUnit, measureOf } from '#shared/runs/measure.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import {
  columnId,
  own,
  type MetricColumn,
  type OwnColumn,
  type TableColumn,
} from '#renderer/lib/runs/table-columns.ts';
import { baselineDifference, durationOf, metricValue, type TableSources } from '#renderer/lib/runs/table-values.ts';

export interface TableOrder {
  readonly column: TableColumn;
  readonly isDescending: boolean;
}

/** Newest first. */
export const firstOrder: TableOrder = { column: own('started'), isDescending: true };

const largestFirst: ReadonlySet<OwnColumn> = new Set([
  'number',
  'parameters',
  'epochs',
  'msPerStep',
  'started',
  'duration',
]);

/** Columns of names and settings sort from the first, metrics from the best, other figures from the largest; again: turned round. */
export function nextOrder(order: TableOrder, column: TableColumn): TableOrder {
  if (columnId(order.column) === columnId(column)) return { column, isDescending: !order.isDescending };
  return { column, isDescending: column.kind === 'own' && largestFirst.has(column.name) };
}

type Key = string | number | boolean | null;

/** A value to sort by, and with which others it can be compared: `group` sorts first, in either direction. */
interface Ranked {
  readonly group: string;
  readonly key: Key;
}

const none: Ranked = { group: '', key: null };

/**
 * A metric's value, the best first. Only values of one measure are compared: errors come before accuracies, and values on other
 * data or in another unit are grouped apart.
 */
function ofMeasure(run: RunSummary, metric: string, value: number | null): Ranked {
  if (value === null) return none;
  const measure = measureOf(metric, run);
  const isBestSmall = metricMode(metric) === 'min';
  const scaled = inUnit(value, measure);
  const group = [isBestSmall ? 0 : 1, run.dataset, metric, measure.key].join('\t');
  return { group, key: isBestSmall ? scaled : -scaled };
}

function ofMetric(run: RunSummary, column: MetricColumn, sources: TableSources): Ranked {
  if (column.versus === null) return ofMeasure(run, column.name, metricValue(run, column, sources));
  const difference = baselineDifference(run, column, sources);
  if (difference === null) return none;
  if (column.versus === 'percent')
    return difference.share === null ? none : { group: difference.share.kind, key: difference.share.worse };
  const measure = measureOf(column.name, run);
  const sign = metricMode(column.name) === 'min' ? 1 : -1;
  return { group: [run.dataset, measure.key].join('\t'), key: sign * difference.value };
}

function ownKey(run: RunSummary, column: Exclude<OwnColumn, 'best'>, sources: TableSources): Key {
  const isTraining = run.kind === 'training';
  switch (column) {
    case 'status':
      return run.status;
    case 'number':
      return run.number;
    case 'name':
      return run.name.toLowerCase();
    case 'tags':
      return run.tags.length === 0 ? null : run.tags.join(', ');
    case 'dataset':
      return run.dataset;
    case 'model':
      return run.model === '' ? null : run.model;
    case 'engine':
      return run.engine?.id ?? null;
    case 'device':
      return run.engine?.device ?? null;
    case 'parameters':
      return isTraining ? run.parameters : null;
    case 'epochs':
      return isTraining ? run.epochsDone : null;
    case 'msPerStep':
      return run.msPerStep;
    case 'started':
      return run.startedAtMs ?? run.createdAtMs;
    case 'duration':
      return durationOf(run, sources.progressOf(run));
  }
}

function rankedOf(run: RunSummary, column: TableColumn, sources: TableSources): Ranked {
  switch (column.kind) {
    case 'own':
      if (column.name !== 'best') return { group: '', key: ownKey(run, column.name, sources) };
      return run.best === null ? none : ofMeasure(run, run.best.metric, run.best.value);
    case 'setting':
      return { group: '', key: sources.column(column)?.get(run.number) ?? null };
    case 'metric':
      return ofMetric(run, column, sources);
  }
}

const texts = new Intl.Collator('en', { numeric: true });

/** Numbers come before texts. */
function compareKeys(a: Exclude<Key, null>, b: Exclude<Key, null>, sign: number): number {
  if (typeof a === 'string' || typeof b === 'string') {
    if (typeof a !== typeof b) return typeof a === 'string' ? 1 : -1;
    return sign * texts.compare(String(a), String(b));
  }
  // Not by their difference: that of two infinities is NaN.
  return a === b ? 0 : a < b ? -sign : sign;
}

/** A new sorted array; runs without a value are last in either direction; equal ones stay newest first. */
export function sortTable(
  runs: readonly RunSummary[],
  { column, isDescending }: TableOrder,
  sources: TableSources,
): RunSummary[] {
  const sign = isDescending ? -1 : 1;
  const ranked = runs.map((run) => ({ run, ...rankedOf(run, column, sources) }));
  ranked.sort((a, b) => {
    const newest = b.run.createdAtMs - a.run.createdAtMs;
    if (a.key === null || b.key === null) return a.key === b.key ? newest : a.key === null ? 1 : -1;
    if (a.group !== b.group) return texts.compare(a.group, b.group) || (a.group < b.group ? -1 : 1);
    return compareKeys(a.key, b.key, sign) || newest;
  });
  return ranked.map(({ run }) => run);
}
