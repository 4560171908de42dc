// The table of runs: what its filter finds and how its columns sort. Pure.
import type { RunId } from '#shared/base/ids.ts';
import type { RunProgress } from '#shared/contract/runs.ts';
import { baselineOf } from '#shared/runs/baseline.ts';
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

/** Columns of names begin with A, columns of figures with the largest. */
export function nextOrder(order: RunOrder, column: RunColumn): RunOrder {
  if (order.column === column) return { column, descending: !order.descending };
  return { column, descending: !['status', 'name', 'dataset', 'engine', 'best'].includes(column) };
}

/** `native · CPU` */
export function engineLine(run: RunSummary): string {
  return run.engine ? `${run.engine.id} · ${run.engine.device}` : '';
}

/** How long it took, or takes as far as its host has said; null before it started. */
export function durationOf(run: RunSummary, progress: RunProgress | null): number | null {
  if (run.status === 'queued') return null;
  return run.status === 'running' ? (progress?.elapsedMs ?? run.durationMs) : run.durationMs;
}

/** A run's progress, for who looks at many runs. */
export type ProgressOf = (id: RunId) => RunProgress | null;

/** Every word must be somewhere in what the row says. */
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

function keyOf(run: RunSummary, column: RunColumn, progressOf: ProgressOf): Key {
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
    case 'best':
      return run.best?.value ?? null;
    case 'msPerStep':
      return run.msPerStep;
    case 'started':
      return run.startedAtMs ?? run.createdAtMs;
    case 'duration':
      return durationOf(run, progressOf(run.id));
  }
}

/** A new array in this order; what has no value stands last in either direction; equals keep newest first. */
export function sortRuns(runs: readonly RunSummary[], order: RunOrder, progressOf: ProgressOf): RunSummary[] {
  const sign = order.descending ? -1 : 1;
  return [...runs].sort((a, b) => {
    const first = keyOf(a, order.column, progressOf);
    const second = keyOf(b, order.column, progressOf);
    if (first === null || second === null) {
      if (first === second) return b.createdAtMs - a.createdAtMs;
      return first === null ? 1 : -1;
    }
    const compared =
      typeof first === 'string' && typeof second === 'string'
        ? first.localeCompare(second, 'en', { numeric: true })
        : Number(first) - Number(second);
    return compared === 0 ? b.createdAtMs - a.createdAtMs : sign * compared;
  });
}

/** Whether a run is still to come or going on. */
export function isUnfinished(run: RunSummary): boolean {
  return run.status === 'queued' || run.status === 'running';
}

/** Picked runs and, when all saw the same data, the baseline of it. */
export function withBaseline(ids: readonly string[], runs: readonly RunSummary[]): string[] {
  const picked = runs.filter((run) => ids.includes(run.id));
  const baselines = new Set(picked.map((run) => baselineOf(run, runs)?.id ?? null));
  const [only] = baselines;
  if (baselines.size !== 1 || only === null || only === undefined || ids.includes(only)) return [...ids];
  return [...ids, only];
}

/** The token of a run's colour; baselines are grey, they are no competitor. */
export function runColor(run: Pick<RunSummary, 'color' | 'kind'>): string {
  return run.kind === 'baseline' ? '--run-baseline' : `--run-${run.color % runColorCount}`;
}
