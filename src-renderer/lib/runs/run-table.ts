// Filters and sorts the table of runs. Pure.
import type { RunId } from '#shared/base/ids.ts';
import type { RunProgress } from '#shared/contract/runs.ts';
import { baselineOf } from '#shared/runs/baseline.ts';
import { metricMode } from '#shared/training/metric-mode.ts';
import { inUnit, measureOf, targetsOf } from '#shared/runs/measure.ts';
import { runColorCount, type RunSummary } from '#shared/runs/run.ts';

export const runColumns = [
  'status',
  'name',
  'dataset',
  'engine',
  'parameters',
  'epochs',
  'best',
  'msPerStep',
  'started',
  'duration',
] as const;
export type RunColumn = (typeof runColumns)[number];

export interface RunOrder {
  readonly column: RunColumn;
  readonly descending: boolean;
}

/** Newest first. */
export const firstOrder: RunOrder = { column: 'started', descending: true };

/** Columns of names sort from A, columns of numbers from the largest. */
export function nextOrder(order: RunOrder, column: RunColumn): RunOrder {
  if (order.column === column) return { column, descending: !order.descending };
  return { column, descending: !['status', 'name', 'dataset', 'engine', 'best'].includes(column) };
}

/** `native · CPU` */
export function engineLine(run: RunSummary): string {
  return run.engine ? `${run.engine.id} · ${run.engine.device}` : '';
}

/** Its duration, so far for an active run; null before it started. */
export function durationOf(run: RunSummary, progress: RunProgress | null): number | null {
  if (run.status === 'queued') return null;
  return run.status === 'running' ? (progress?.elapsedMs ?? run.durationMs) : run.durationMs;
}

/** Progress by run. */
export type ProgressOf = (id: RunId) => RunProgress | null;

/** Every word must be somewhere in the row's texts. */
export function filterRuns(runs: readonly RunSummary[], text: string): RunSummary[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return [...runs];
  return runs.filter((run) => {
    const row = [run.name, run.dataset, run.status, run.kind, engineLine(run), run.best?.metric ?? '', run.id]
      .join(' ')
      .toLowerCase();
    return words.every((word) => row.includes(word));
  });
}

type Key = string | number | null;

type Compare = (a: RunSummary, b: RunSummary) => number;

const byText = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

function keyOf(run: RunSummary, column: Exclude<RunColumn, 'best'>, progressOf: ProgressOf): Key {
  switch (column) {
    case 'status':
      return run.status;
    case 'name':
      return run.name.toLowerCase();
    case 'dataset':
      return run.dataset;
    case 'engine':
      return engineLine(run);
    case 'parameters':
      return run.kind === 'baseline' ? null : run.parameters;
    case 'epochs':
      return run.kind === 'baseline' ? null : run.epochsDone;
    case 'msPerStep':
      return run.msPerStep;
    case 'started':
      return run.startedAtMs ?? run.createdAtMs;
    case 'duration':
      return durationOf(run, progressOf(run.id));
  }
}

const newestFirst: Compare = (a, b) => b.createdAtMs - a.createdAtMs;

/** Rows without a key are last in either direction. */
function byKey(sign: number, keyFor: (run: RunSummary) => Key): Compare {
  return (a, b) => {
    const first = keyFor(a);
    const second = keyFor(b);
    if (first === null || second === null) return first === second ? 0 : first === null ? 1 : -1;
    const isText = typeof first === 'string' && typeof second === 'string';
    return sign * (isText ? byText(first, second) : Number(first) - Number(second));
  };
}

/**
 * Best first, or last. Only values of one measure are compared: errors come before accuracies, and values on other data or in
 * another unit are grouped apart, in either direction.
 */
function byBest(sign: number): Compare {
  return (a, b) => {
    if (a.best === null || b.best === null) return a.best === b.best ? 0 : a.best === null ? 1 : -1;
    const mode = metricMode(a.best.metric);
    if (mode !== metricMode(b.best.metric)) return mode === 'min' ? -1 : 1;
    const [one, other] = [measureOf(a.best.metric, a), measureOf(b.best.metric, b)];
    if (one.key !== other.key) {
      const apart = byText(a.dataset, b.dataset) || byText(a.best.metric, b.best.metric);
      return apart || (one.key < other.key ? -1 : 1);
    }
    const difference = inUnit(a.best.value, one) - inUnit(b.best.value, other);
    return sign * (mode === 'min' ? difference : -difference);
  };
}

/** A new sorted array; runs without a value are last in either direction; equal ones stay newest first. */
export function sortRuns(runs: readonly RunSummary[], order: RunOrder, progressOf: ProgressOf): RunSummary[] {
  const { column, descending } = order;
  const sign = descending ? -1 : 1;
  const compare = column === 'best' ? byBest(sign) : byKey(sign, (run) => keyOf(run, column, progressOf));
  return [...runs].sort((a, b) => compare(a, b) || newestFirst(a, b));
}

/** Whether a run is queued or running. */
export function isUnfinished(run: RunSummary): boolean {
  return run.status === 'queued' || run.status === 'running';
}

/** Picked runs and, if all have the same targets and baseline, that baseline. */
export function withBaseline(ids: readonly string[], runs: readonly RunSummary[]): string[] {
  const picked = runs.filter((run) => ids.includes(run.id));
  const baselines = new Set(picked.map((run) => (run.kind === 'baseline' ? run : baselineOf(run, runs))?.id ?? null));
  const [only] = baselines;
  if (baselines.size !== 1 || only === null || only === undefined || ids.includes(only)) return [...ids];
  return [...ids, only];
}

/** The known targets of the picked runs. */
export function targetsOfAll(ids: readonly string[], runs: readonly RunSummary[]): ReadonlySet<string> {
  return new Set(runs.flatMap((run) => (ids.includes(run.id) ? [targetsOf(run)] : [])));
}

/** The token of a run's colour; baselines are grey. */
export function runColor(run: Pick<RunSummary, 'color' | 'kind'>): string {
  return run.kind === 'baseline' ? '--run-baseline' : `--run-${run.color % runColorCount}`;
}
