// Which runs are those of a model. Pure.
import type { RunSummary } from '#shared/runs/run.ts';
import type { ExperimentSource } from '#renderer/lib/experiments/experiment-source.ts';

/** @param name the experiment's: a run of a template stores only that */
export function runsOfModel(
  runs: readonly RunSummary[],
  { from, id }: Pick<ExperimentSource, 'from' | 'id'>,
  name: string,
): RunSummary[] {
  return runs.filter((run) => {
    if (run.kind === 'baseline' || run.origin !== null) return false;
    if (from === 'experiment' && run.experimentId === id) return true;
    return run.id === id || (run.experimentId === null && run.model === name);
  });
}
