// Which colour a run has on every chart and page. Pure.
import { runColorCount, type RunSummary } from '#shared/runs/run.ts';

/** The token of a run's colour; baselines are grey. */
export function runColor(run: Pick<RunSummary, 'color' | 'kind'>): string {
  return run.kind === 'baseline' ? '--run-baseline' : `--run-${run.color % runColorCount}`;
}
