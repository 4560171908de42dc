// Which baseline belongs to a run. The one place that decides it, for the host, the command line and the page.
import type { RunSummary } from '#shared/runs/run.ts';

/**
 * A baseline's values are over all validation samples: a run that is judged on other targets, such as the first samples only, is
 * not set against it. A run that is older than the note of its targets is known by its data.
 */
function isOnSameTargets(run: RunSummary, baseline: RunSummary): boolean {
  if (run.targetsHash === null || baseline.targetsHash === null) return true;
  return run.targetsHash === baseline.targetsHash;
}

/**
 * A run's own baseline: the one that was measured for it. Where that is deleted, or the run is older than its note of it, the
 * newest of the same prepared data (the data's content, its preparation and target) and the same loss and thresholds; `RunStore.findBaseline`
 * looks for the same two.
 * @param runs all runs, in any order
 */
export function baselineOf(run: RunSummary, runs: readonly RunSummary[]): RunSummary | null {
  if (run.kind === 'baseline') return null;
  const isKnown = run.datasetHash !== null && run.loss !== null;
  let found: RunSummary | null = null;
  for (const other of runs) {
    if (other.kind !== 'baseline' || other.status !== 'completed' || !isOnSameTargets(run, other)) continue;
    if (other.id === run.baselineId) return other;
    const isSame = isKnown && other.datasetHash === run.datasetHash && other.loss === run.loss;
    if (isSame && (found === null || other.createdAtMs > found.createdAtMs)) found = other;
  }
  return found;
}
