// What the table of runs is made of, and its durations with their unit. Pure.
import type { RunProgress } from '#shared/contract/runs.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import type { DifferenceSources } from '#shared/runs/table-difference.ts';

export interface TableSources extends DifferenceSources {
  readonly progressOf: (run: RunSummary) => RunProgress | null;
}

/** Its duration, so far for an active run; null before it started. */
export function durationOf(run: RunSummary, progress: RunProgress | null): number | null {
  if (run.status === 'queued') return null;
  return run.status === 'running' ? (progress?.elapsedMs ?? run.durationMs) : run.durationMs;
}

export const durationUnits = { s: 1000, min: 60_000, h: 3_600_000 } as const;
export type DurationUnit = keyof typeof durationUnits;

/** The unit of a column of durations: that of the one in the middle. */
export function durationUnitOf(runs: readonly RunSummary[]): DurationUnit {
  const all = runs.flatMap(({ durationMs }) => durationMs ?? []).sort((a, b) => a - b);
  const middle = all[Math.floor(all.length / 2)] ?? 0;
  return middle < durationUnits.min ? 's' : middle < durationUnits.h ? 'min' : 'h';
}
