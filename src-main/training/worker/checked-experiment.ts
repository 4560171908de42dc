// The compiled parts of an experiment that the services have checked already.
import { AppError } from '#shared/base/app-error.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import { requireTraining } from '#shared/training/resolve-training.ts';
import type { ResolvedTraining } from '#shared/training/resolve-training.ts';
import { checkModel } from '#shared/model/check-model.ts';
import type { ModelSpec } from '#shared/model/model-spec.ts';

export interface CheckedExperiment {
  readonly spec: ModelSpec;
  readonly training: ResolvedTraining;
}

/** @throws AppError `invalid-experiment` */
export function requireChecked(experiment: Experiment): CheckedExperiment {
  const { spec, problems } = checkModel(experiment.model);
  if (spec !== null) return { spec, training: requireTraining(experiment.training, spec) };
  throw new AppError('invalid-experiment', problems[0]?.message ?? 'The model is not complete.');
}
