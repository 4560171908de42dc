// Checks whether an experiment can be trained with the available data sets.
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import { datasetIdSchema } from '#shared/base/ids.ts';
import { importCommand } from '#shared/data/data-files.ts';
import type { Dataset } from '#shared/data/dataset.ts';
import { compileExperiment, type CompiledExperiment } from '#shared/experiment/compile-experiment.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import type { DatasetStore } from '#main/ports/dataset-store.ts';

/** The data set an experiment names, when it is in the home folder. */
export function findDataset(datasets: Pick<DatasetStore, 'find'>, experiment: Experiment): Dataset | null {
  const id = datasetIdSchema.safeParse(experiment.data.dataset);
  return id.success ? datasets.find(id.data) : null;
}

/** An experiment that was checked against a data set. */
export interface TrainableExperiment extends CompiledExperiment {
  /** The hash of the data set it was checked against; null when that has to be downloaded first. */
  readonly checkedHash: string | null;
}

/**
 * Compiles an experiment whose data set is there, or can be downloaded by name.
 * @throws AppError `not-found` for an unknown data set, `invalid-experiment` with all problems
 */
export function requireTrainable(datasets: DatasetStore, experiment: Experiment): TrainableExperiment {
  const dataset = findDataset(datasets, experiment);
  const name = experiment.data.dataset;
  const isPossible = datasetIdSchema.safeParse(name).success;
  if (dataset === null && isPossible && !datasets.known().some(({ id }) => id === name)) {
    const there = datasets.list().map(({ id }) => id);
    const command = importCommand(name, experiment.data.preparation.kind);
    throw new AppError('not-found', msg`The data set "${name}" is not in the home folder.`, {
      hint:
        there.length === 0
          ? msg`Bring it with: strata ${command}`
          : msg`Bring it with: strata ${command}. There are: ${there.join(', ')}.`,
      details: { dataset: name },
    });
  }
  return { ...compileExperiment(experiment, dataset), checkedHash: dataset?.hash ?? null };
}

/** The same experiment, checked again only when its data set has changed. */
export function checkedAgain(datasets: DatasetStore, trainable: TrainableExperiment): TrainableExperiment {
  const isSame =
    trainable.checkedHash !== null && findDataset(datasets, trainable.experiment)?.hash === trainable.checkedHash;
  return isSame ? trainable : requireTrainable(datasets, trainable.experiment);
}
