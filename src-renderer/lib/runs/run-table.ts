// Lists of runs: searched by words, with the baseline they share. Pure.
import { baselineOf } from '#shared/runs/baseline.ts';
import { targetsOf } from '#shared/runs/measure.ts';
import type { RunSummary } from '#shared/runs/run.ts';

/** `native · CPU` */
function engineLine(run: RunSummary): string {
  return run.engine ? `${run.engine.id} · ${run.engine.device}` : '';
}

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
