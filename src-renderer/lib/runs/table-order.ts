// Sorts the table of runs by any of its columns. Pure.
import { metricMode } from '#shared/training/metric-mode.ts';
import { inUnit, measureFinder } from '#shared/runs/measure.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import { columnId, own, type MetricColumn, type OwnColumn, type TableColumn } from '#shared/runs/table-columns.ts';
import { durationOf, type TableSources } from '#renderer/lib/runs/table-values.ts';
import { versusDifference, metricValue } from '#shared/runs/table-difference.ts';

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

/** Reads the value of a run by which one column sorts; made for one sort. */
class SortValues {
  readonly #column: TableColumn;
  readonly #sources: TableSources;
  readonly #measureOf = measureFinder();

  constructor(column: TableColumn, sources: TableSources) {
    this.#column = column;
    this.#sources = sources;
  }

  of(run: RunSummary): Ranked {
    const column = this.#column;
    switch (column.kind) {
      case 'own':
        if (column.name !== 'best') return { group: '', key: ownKey(run, column.name, this.#sources) };
        return run.best === null ? none : this.#ofMeasure(run, run.best.metric, run.best.value);
      case 'setting':
        return { group: '', key: this.#sources.column(column)?.get(run.number) ?? null };
      case 'metric':
        return this.#ofMetric(run, column);
    }
  }

  /**
   * A metric's value, the best first. Only values of one measure are compared: errors come before accuracies, and values on other
   * data or in another unit are grouped apart.
   */
  #ofMeasure(run: RunSummary, metric: string, value: number | null): Ranked {
    if (value === null) return none;
    const measure = this.#measureOf(metric, run);
    const isBestSmall = metricMode(metric) === 'min';
    const scaled = inUnit(value, measure);
    const group = `${isBestSmall ? 0 : 1}\t${run.dataset}\t${metric}\t${measure.key}`;
    return { group, key: isBestSmall ? scaled : -scaled };
  }

  #ofMetric(run: RunSummary, column: MetricColumn): Ranked {
    if (column.versus === null) return this.#ofMeasure(run, column.name, metricValue(run, column, this.#sources));
    const difference = versusDifference(run, column, this.#sources, this.#measureOf);
    if (difference === null) return none;
    if (column.versus === 'percent')
      return difference.share === null ? none : { group: difference.share.kind, key: difference.share.worse };
    const measure = this.#measureOf(column.name, run);
    const sign = metricMode(column.name) === 'min' ? 1 : -1;
    return { group: `${run.dataset}\t${measure.key}`, key: sign * difference.value };
  }
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

const texts = new Intl.Collator('en', { numeric: true });

/** The place of each text among all, by their order; equal ones have one place. */
function placesOf(all: Iterable<string>): Map<string, number> {
  const places = new Map<string, number>();
  let place = 0;
  let before: string | null = null;
  for (const text of [...new Set(all)].sort((a, b) => texts.compare(a, b) || (a < b ? -1 : 1))) {
    // `GRU` and `gru` differ for the set but may be equal for the order.
    if (before !== null && texts.compare(before, text) !== 0) place++;
    places.set(text, place);
    before = text;
  }
  return places;
}

/** Numbers come before texts, and both before what is missing, in either direction. */
const kinds = { number: 0, text: 1, missing: 2 } as const;

/** What decides the order, as numbers: texts are compared once, before it is sorted. */
function sortKeys(ranked: readonly Ranked[], sign: number) {
  const groups = [...new Set(ranked.map(({ group }) => group))].sort((a, b) => texts.compare(a, b) || (a < b ? -1 : 1));
  const groupPlaces = new Map(groups.map((group, place) => [group, place]));
  const textPlaces = placesOf(ranked.flatMap(({ key }) => (typeof key === 'string' ? [key] : [])));
  const kind = new Uint8Array(ranked.length);
  const group = new Uint32Array(ranked.length);
  const value = new Float64Array(ranked.length);
  for (const [i, { group: name, key }] of ranked.entries()) {
    kind[i] = key === null || Number.isNaN(key) ? kinds.missing : typeof key === 'string' ? kinds.text : kinds.number;
    group[i] = groupPlaces.get(name) ?? 0;
    value[i] = key === null ? 0 : sign * (typeof key === 'string' ? (textPlaces.get(key) ?? 0) : Number(key));
  }
  return { kind, group, value };
}

/** A new sorted array; runs without a value are last in either direction; equal ones stay newest first. */
export function sortTable(
  runs: readonly RunSummary[],
  { column, isDescending }: TableOrder,
  sources: TableSources,
): RunSummary[] {
  const values = new SortValues(column, sources);
  const { kind, group, value } = sortKeys(
    runs.map((run) => values.of(run)),
    isDescending ? -1 : 1,
  );
  const created = Float64Array.from(runs, ({ createdAtMs }) => createdAtMs);
  const order = Uint32Array.from(runs, (_, i) => i).sort((a, b) => {
    if (kind[a] === kinds.missing || kind[b] === kinds.missing) {
      if (kind[a] !== kind[b]) return kind[a]! - kind[b]!;
    } else {
      if (group[a] !== group[b]) return group[a]! - group[b]!;
      if (kind[a] !== kind[b]) return kind[a]! - kind[b]!;
      // Not by their difference: that of two infinities is NaN.
      if (value[a] !== value[b]) return value[a]! < value[b]! ? -1 : 1;
    }
    return created[b]! - created[a]! || a - b;
  });
  return Array.from(order, (i) => runs[i]!);
}
