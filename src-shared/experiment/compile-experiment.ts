// Compiles a checked experiment for the trainer, once per run.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { problemMessage } from '#shared/base/problem.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { Dataset } from '#shared/data/dataset.ts';
import { checkExperiment } from '#shared/experiment/check-experiment.ts';
import { experimentSchema, type Experiment } from '#shared/experiment/experiment-file.ts';
import { modelSpecSchema, type ModelSpec } from '#shared/model/model-spec.ts';
import { resolvedTrainingSchema, type ResolvedTraining } from '#shared/training/resolve-training.ts';

/** An experiment without errors. Plain JSON. */
export interface CompiledExperiment {
  readonly experiment: Experiment;
  /** The model with every shape known. */
  readonly spec: ModelSpec;
  /** The training settings in canonical form. */
  readonly training: ResolvedTraining;
}

/** Reads a compiled experiment from a message. */
export const compiledExperimentSchema: z.ZodType<CompiledExperiment> = z.object({
  experiment: experimentSchema,
  spec: modelSpecSchema,
  training: resolvedTrainingSchema,
});

/**
 * Checks an experiment and compiles its model.
 * @param dataset null when it is not in the home folder yet: checks that need it are skipped
 * @throws AppError `invalid-experiment` with the first error and all problems in `details.problems`
 */
export function compileExperiment(experiment: Experiment, dataset: Dataset | null): CompiledExperiment {
  const { spec, training, problems } = checkExperiment(experiment, dataset);
  const errors = problems.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first === undefined && spec !== null && training !== null) return { experiment, spec, training };
  const message = first ? problemMessage(first) : msg`The experiment is not complete.`;
  throw new AppError(
    'invalid-experiment',
    errors.length > 1 ? msg`${message} (and ${errors.length - 1} more)` : message,
    {
      hint: msg`strata check FILE lists every problem with its layer.`,
      details: { problems: errors },
    },
  );
}
