// Whether an experiment can be trained with the data sets at hand.
import { AppError } from '#shared/base/app-error.ts';
import { datasetIdSchema } from '#shared/base/ids.ts';
import type { Dataset } from '#shared/data/dataset.ts';
import { checkExperiment } from '#shared/experiment/check-experiment.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import type { DatasetStore } from '#main/ports/dataset-store.ts';

/** The data set an experiment names, when it is in the home folder. */
export function findDataset(datasets: DatasetStore, experiment: Experiment): Dataset | null {
  const id = datasetIdSchema.safeParse(experiment.data.dataset);
  return id.success ? datasets.find(id.data) : null;
}

/**
 * Passes when the experiment can be trained: its data set is there, or is one that can be brought by name, and nothing is wrong.
 * @throws AppError `not-found` for an unknown data set, `invalid-experiment` with all problems
 */
export function requireTrainable(datasets: DatasetStore, experiment: Experiment): void {
  const dataset = findDataset(datasets, experiment);
  const name = experiment.data.dataset;
  if (dataset === null && !datasets.known().some(({ id }) => id === name)) {
    const there = datasets.list().map(({ id }) => id);
    throw new AppError('not-found', `The data set "${name}" is not in the home folder.`, {
      hint: `Bring it with: strata data import PATH --id ${name}${there.length === 0 ? '' : `. There are: ${there.join(', ')}.`}`,
      details: { dataset: name },
    });
  }
  const errors = checkExperiment(experiment, dataset).problems.filter(({ severity }) => severity === 'error');
  const first = errors[0];
  if (first === undefined) return;
  const more = errors.length === 1 ? '' : ` (and ${errors.length - 1} more)`;
  throw new AppError('invalid-experiment', first.message + more, {
    hint: 'strata check FILE lists every problem with its layer.',
    details: { problems: errors },
  });
}
