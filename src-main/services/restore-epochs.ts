// Epochs that a run's checkpoint has and the database has not: a power cut takes back the last commits, but no checkpoint.
import { AppError } from '#shared/base/app-error.ts';
import { countOf, msg } from '#shared/base/message.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import type { CheckpointedRun, CheckpointStore } from '#main/ports/checkpoint-store.ts';
import type { RunStore } from '#main/ports/run-store.ts';

/**
 * Puts the numbers that the checkpoint has into the database.
 * @returns what to tell a person; null when nothing was missing
 * @throws AppError `damaged` when the checkpoint cannot be read
 */
export function restoreEpochs(
  { runs, checkpoints }: { readonly runs: RunStore; readonly checkpoints: CheckpointStore },
  { name, epochsDone, ...run }: CheckpointedRun & Pick<RunSummary, 'name' | 'epochsDone'>,
): AppError | null {
  const checkpoint = checkpoints.find(run);
  if (checkpoint === null || checkpoint.epoch <= epochsDone) return null;
  const { epoch, best } = checkpoint;
  runs.addEpoch(run.id, checkpoints.points(run), { epochsDone: epoch, best });
  const missing = countOf(checkpoint.epoch - epochsDone, '{0} epoch', '{0} epochs');
  return new AppError('damaged', msg`The database lacked the last ${missing} of "${name}".`, {
    hint: msg`They were restored from the run's checkpoint; nothing is lost.`,
  });
}
