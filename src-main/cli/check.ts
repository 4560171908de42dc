// `strata check FILE`: every problem of an experiment file, and its layers with shapes and parameters.
import type { Command } from 'commander';
import { toAppError } from '#shared/base/app-error.ts';
import type { Problem } from '#shared/base/problem.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import { countOf, textOf } from '#shared/base/message.ts';
import { datasetIdSchema } from '#shared/base/ids.ts';
import type { CheckResult } from '#shared/experiment/check-result.ts';
import { sightText } from '#shared/experiment/sight-text.ts';
import { endsOf } from '#shared/experiment/edit-ends.ts';
import { leakProblems, preparationProblem } from '#shared/experiment/leak-problems.ts';
import { checkExperiment } from '#shared/experiment/check-experiment.ts';
import { action, command, exitCodes } from '#main/cli/context.ts';
import type { CommonOptions } from '#main/cli/context.ts';
import { readExperiment } from '#main/cli/experiment-argument.ts';
import { formatTable, note, plainLine, printJson, printLine, problemText } from '#main/cli/output.ts';
import { findLeaks } from '#main/datasets/find-leaks.ts';
import { createDatasetStore } from '#main/datasets/dataset-store.ts';
import { homeFolder } from '#main/home/home-folder.ts';
import { findDataset } from '#main/services/trainable.ts';

function pythonShape(shape: readonly (number | null)[]): string {
  return `(${shape.map((size) => size ?? '?').join(', ')})`;
}

/** `12.3 MB`, of a batch. */
function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toLocaleString('en-US', { maximumFractionDigits: 2 })} MB`;
}

function printCheck({ problems, layers, parameters, stepUnit }: CheckResult): void {
  if (layers.length > 0) {
    printLine(
      formatTable(layers, [
        { title: 'layer', value: ({ id }) => id },
        { title: 'type', value: ({ type }) => type },
        { title: 'output shape', value: ({ outputShapes }) => outputShapes.map(pythonShape).join(' ') },
        { title: 'parameters', value: (layer) => layer.parameters.toLocaleString('en-US'), figures: true },
        { title: 'FLOPs', value: (layer) => layer.flopsPerSample.toLocaleString('en-US'), figures: true },
        { title: 'activations', value: (layer) => megabytes(layer.activationBytes), figures: true },
        { title: 'sees', value: (layer) => textOf(sightText(layer.receptiveFields, stepUnit)) },
      ]),
    );
    printLine();
  }
  if (parameters !== null) printLine(textOf(countOf(parameters, '{0} parameter', '{0} parameters')));
  for (const problem of problems) printLine(plainLine(`${problem.severity}: ${problemText(problem)}`));
  if (problems.length === 0) printLine('No problems found.');
}

/** Leaks, and why the rows cannot be prepared so. @param columns of the data set */
async function problemsInRows(experiment: Experiment, columns: readonly string[]): Promise<Problem[]> {
  try {
    const leaks = await findLeaks(homeFolder(), { data: experiment.data, ends: endsOf(experiment.model) });
    return leakProblems(leaks, experiment, columns);
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code !== 'invalid-experiment') throw error;
    return [preparationProblem(error)];
  }
}

export function checkCommand(): Command {
  return command('check', 'check an experiment file or template')
    .argument('<file>', 'an experiment file (*.strata.json) or a template')
    .action(
      action(async (file: string, options: CommonOptions) => {
        const experiment = readExperiment(file);
        const dataset = findDataset(createDatasetStore({ home: homeFolder() }), experiment);
        const { result: checked } = checkExperiment(experiment, dataset);
        const columns = dataset?.kind === 'series' ? dataset.columns.map(({ name }) => name) : [];
        const found = checked.ok ? await problemsInRows(experiment, columns) : [];
        const result = {
          ...checked,
          ok: checked.ok && found.every(({ severity }) => severity === 'warning'),
          problems: [...checked.problems, ...found],
        };
        if (dataset === null && datasetIdSchema.safeParse(experiment.data.dataset).success)
          note(
            `The data set "${experiment.data.dataset}" is not in the home folder, so nothing was checked against it.`,
          );
        if (options.json === true) printJson(result);
        else printCheck(result);
        if (!result.ok) process.exitCode = exitCodes.wrongInput;
      }),
    );
}
