// Checks an experiment as JSON, valid or not, for a page that edits it.
import { z } from 'zod';
import { toAppError, type AppError } from '#shared/base/app-error.ts';
import { errorProblem, problemSchema, type Problem } from '#shared/base/problem.ts';
import type { Dataset } from '#shared/data/dataset.ts';
import { checkExperiment } from '#shared/experiment/check-experiment.ts';
import type { CheckResult } from '#shared/experiment/check-result.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import { parseExperiment } from '#shared/experiment/parse-experiment.ts';

const detailsSchema = z.object({ problems: z.array(problemSchema) });

function problemsOf(error: AppError): Problem[] {
  const listed = detailsSchema.safeParse(error.details);
  return listed.success
    ? listed.data.problems
    : [errorProblem(error.code, error.translatable?.message ?? error.message)];
}

/**
 * Reads and checks an experiment; does not throw for its content.
 * @param findDataset the data set that the experiment names; null when it is not in the home folder
 */
export function checkDocument(json: unknown, findDataset: (experiment: Experiment) => Dataset | null): CheckResult {
  try {
    const experiment = parseExperiment(json);
    return checkExperiment(experiment, findDataset(experiment)).result;
  } catch (error) {
    return {
      ok: false,
      problems: problemsOf(toAppError(error)),
      layers: [],
      parameters: null,
      stepUnit: { kind: 'step' },
    };
  }
}
