// Whose model can be taken away, and what the file is called.
import type { ModelFormat } from '#shared/experiment/code/predict-facts.ts';
import type { Run } from '#shared/runs/run.ts';
import { isUnfinishedStatus } from '#shared/runs/run-status.ts';

/** Whether the run has weights of a model of Strata, and is not at work. */
export function mayTake({ kind, status, best, experiment }: Run): boolean {
  return kind !== 'baseline' && experiment !== null && best !== null && !isUnfinishedStatus(status);
}

/** A name that every system takes: `Weather · GRU (keras).zip`. */
export function modelFileName(name: string, format: ModelFormat): string {
  const bare = name
    .replace(/[\p{Cc}<>:"/\\|?*]+/gu, '-')
    .replace(/^[.\s-]+|[.\s-]+$/g, '')
    .slice(0, 100);
  return `${bare === '' ? 'model' : bare} (${format}).zip`;
}
