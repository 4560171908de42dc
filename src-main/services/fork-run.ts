// Checks a request to fork a run: to train on from one of its epochs with other training settings.
import { countOf, msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { ParsedInput } from '#shared/contract/workbench.ts';
import { parseExperiment } from '#shared/experiment/parse-experiment.ts';
import { forkRefusal, forkWord, freshParts, type Fork } from '#shared/runs/fork.ts';
import { differencesFrom } from '#shared/runs/run-differences.ts';
import { nameWith, nextRunName } from '#shared/runs/run-name.ts';
import { runSettings } from '#shared/runs/run-settings.ts';
import { otherData } from '#shared/runs/run-status.ts';
import { isOwnRun, type Run } from '#shared/runs/run.ts';
import { modelEnds } from '#shared/training/output-training.ts';
import { outputsOf, resolveTraining } from '#shared/training/resolve-training.ts';
import type { CheckpointStore } from '#main/ports/checkpoint-store.ts';
import type { DatasetStore } from '#main/ports/dataset-store.ts';
import type { RunStore } from '#main/ports/run-store.ts';
import type { RunRequest } from '#main/services/run-request.ts';
import { requireTrainable } from '#main/services/trainable.ts';

/** The epochs of a run that it can be forked from, ascending: the kept ones, and that of its checkpoint. */
export function forkEpochs(run: Run, checkpointEpoch: number | null, checkpoints: CheckpointStore): number[] {
  if (!isOwnRun(run) || run.kind === 'baseline') return [];
  const epochs = new Set([...checkpoints.kept(run.id), ...(checkpointEpoch === null ? [] : [checkpointEpoch])]);
  return [...epochs].toSorted((a, b) => a - b);
}

interface ForkStores {
  readonly checkpoints: CheckpointStore;
  readonly datasets: DatasetStore;
  readonly runs: Pick<RunStore, 'names'>;
}

/**
 * The request for a run that has the epochs of another one and then its own settings. Its loss and metrics are those of the other run.
 * @throws AppError `not-found` without the state after that epoch, `invalid-experiment`, `conflict` with other data, `damaged`
 */
export function forkedRun(
  run: Run,
  { epoch, training: given, name, engine: choice }: ParsedInput<'runs.fork'>,
  { checkpoints, datasets, runs }: ForkStores,
): RunRequest & { readonly fork: Fork } {
  if (!isOwnRun(run) || run.kind === 'baseline')
    throw new AppError('invalid-experiment', msg`"${run.name}" was not trained here, so it cannot be forked.`);
  const experiment = parseExperiment({ ...run.experiment, training: given });
  const trainable = requireTrainable(datasets, experiment);
  // It has the same model, so that model is compiled once.
  const { training: before } = resolveTraining(run.experiment.training, outputsOf(trainable.spec));
  if (before === null)
    throw new AppError('invalid-experiment', msg`The training settings of "${run.name}" cannot be read any more.`);
  const refusal = forkRefusal(before, trainable.training);
  if (refusal !== null) throw new AppError('invalid-experiment', refusal);
  const { epochs, seed } = experiment.training;
  if (epochs <= epoch)
    throw new AppError(
      'invalid-experiment',
      msg`The fork begins after epoch ${epoch}, so it needs more than ${countOf(epoch, '{0} epoch', '{0} epochs')} in all; it has ${epochs}.`,
    );
  const state = checkpoints.stateAt(run, epoch);
  if (state === null) throw noState(run, epoch, checkpoints);
  const hash = datasets.preparedHash(experiment.data, modelEnds(trainable.spec, trainable.training));
  if (hash !== null && hash !== state.dataHash) throw otherData();
  const { limitBatches, steps } = state;
  const fork = { run: run.id, number: run.number, epoch, steps, fresh: freshParts(before, trainable.training) };
  // The number of epochs says how long it is trained, not how.
  const settingsOf = (of: Pick<Run, 'seed'> & { readonly experiment: typeof experiment }) =>
    runSettings({ kind: 'training', experiment: of.experiment, epochs, seed: of.seed, limitBatches });
  const differences = differencesFrom(settingsOf(run), settingsOf({ experiment, seed }));
  return {
    trainable,
    name: name ?? nextRunName(nameWith(experiment.name, [forkWord(fork), ...differences]), runs.names()),
    experimentId: run.experimentId,
    engine: choice ?? run.engine?.id ?? 'auto',
    step: run.engine?.step ?? 'auto',
    xla: 'auto',
    limitBatches,
    fork,
  };
}

function noState(run: Run, epoch: number, checkpoints: CheckpointStore): AppError {
  const kept = checkpoints.kept(run.id);
  const hint =
    kept.length === 0
      ? msg`Nothing of it is kept to fork from. Train it again; the states after its best and its last epoch are kept then.`
      : msg`There are states after epochs ${kept.join(', ')}. With training.checkpoint_every a run keeps more of them.`;
  return new AppError('not-found', msg`"${run.name}" has no state after epoch ${epoch} to fork from.`, { hint });
}
