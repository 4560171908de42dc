// Checks a whole experiment: model, data, loss and training loop, and their combination. Reports all problems at once.
import type { CheckResult, StepUnit } from '#shared/experiment/check-result.ts';
import type { Dataset } from '#shared/data/dataset.ts';
import type { Preparation } from '#shared/data/preparation.ts';
import { samplingPeriod } from '#shared/data/sampling-period.ts';
import { inputPlan, preparedLength } from '#shared/data/series-plan.ts';
import { checkData } from '#shared/experiment/check-data.ts';
import { checkFit } from '#shared/experiment/check-fit.ts';
import { checkInput } from '#shared/experiment/check-input.ts';
import { checkMemory } from '#shared/experiment/check-memory.ts';
import { checkKeys } from '#shared/experiment/check-keys.ts';
import { checkNumbers } from '#shared/experiment/check-numbers.ts';
import { checkObjective } from '#shared/experiment/check-objective.ts';
import { checkSampleWeights } from '#shared/experiment/check-sample-weights.ts';
import type { DataFacts } from '#shared/experiment/data-facts.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import { outputsOf, resolveTraining, type ResolvedTraining } from '#shared/training/resolve-training.ts';
import { analyzeLayers } from '#shared/model/analysis/analyze-layers.ts';
import { checkModel } from '#shared/model/check-model.ts';
import { isInput } from '#shared/model/layer-catalogue.ts';
import { withoutLoose, withoutMuted } from '#shared/model/without-layers.ts';
import type { LayerSpec, ModelSpec } from '#shared/model/model-spec.ts';
import { errorProblem, type Problem } from '#shared/base/problem.ts';
import { msg } from '#shared/base/message.ts';
import { datasetIdSchema } from '#shared/base/ids.ts';
import { isVisible } from '#shared/base/visible-text.ts';

/** The result of checking an experiment. */
export interface CheckedExperiment {
  /** The compiled model; null when the model has an error. */
  readonly spec: ModelSpec | null;
  /** The training settings in canonical form; null when they have an error. */
  readonly training: ResolvedTraining | null;
  /** Everything that is wrong: the model's layers first, then the data, then the training. */
  readonly problems: readonly Problem[];
  /** The layers whose shapes are known. */
  readonly layers: readonly LayerSpec[];
  /** Null when the model has an error. */
  readonly parameters: number | null;
  /** The same for a screen. */
  readonly result: CheckResult;
}

function resultOf(
  { problems, layers, parameters }: Pick<CheckedExperiment, 'problems' | 'layers' | 'parameters'>,
  { data, training }: Experiment,
  dataset: Dataset | null,
): CheckResult {
  return {
    ok: problems.every(({ severity }) => severity !== 'error'),
    problems: problems.map(({ nodeId, path, fixes, ...problem }) => ({
      ...problem,
      ...(nodeId === undefined ? {} : { nodeId }),
      ...(path === undefined ? {} : { path }),
      ...(fixes === undefined ? {} : { fixes }),
    })),
    layers: analyzeLayers(layers, training.batch_size).map(({ outputShapes, receptiveFields, ...layer }) => ({
      ...layer,
      outputShapes: outputShapes.map((shape) => [...shape]),
      receptiveFields: [...receptiveFields],
    })),
    parameters,
    stepUnit: stepUnitOf(data.preparation, dataset, layers),
  };
}

/** A word of a text; of a series the time from one kept row to the next, where the data set says it and all Inputs have the same. */
function stepUnitOf(preparation: Preparation, dataset: Dataset | null, layers: readonly LayerSpec[]): StepUnit {
  if (preparation.kind === 'text') return { kind: 'word' };
  const period = dataset?.kind === 'series' ? samplingPeriod(dataset) : null;
  const inputs = layers.filter(({ type }) => isInput(type)).map(({ id }) => inputPlan(preparation, id));
  const [{ step } = preparation, ...others] = inputs;
  const isOne = others.every((input) => input.step === step);
  return period === null || !isOne ? { kind: 'step' } : { kind: 'time', seconds: period * step };
}

/** An id that no data set can have: an advice to import one of that name would be a command that fails. */
function checkDatasetId(id: string): Problem[] {
  if (datasetIdSchema.safeParse(id).success) return [];
  const message = msg`No data set can have the id "${id}": ids are lower-case letters, digits and hyphens, at most 64, such as jena-climate.`;
  return [errorProblem('impossible-dataset', message, { path: 'data.dataset' })];
}

/** The Input that a model lacks has the shape of the data. */
function withDataFixes(problem: Problem, { inputShape, target }: DataFacts): Problem {
  const lacksInput = problem.code === 'missing-input' || problem.code === 'empty-model';
  // Where the Input is muted, another one is no help.
  if (!lacksInput || problem.fixes !== undefined) return problem;
  // The new layer has an id of its own, so it gets what the preparation gives every Input.
  const shape = inputShape('');
  if (shape.includes(null)) return problem;
  const dtype = target('').kind === 'label' ? { dtype: 'int32' } : {};
  return { ...problem, fixes: [{ kind: 'add-input', config: { shape: [...shape], ...dtype } }] };
}

/**
 * @param dataset null when it is not in the home folder: checks that need it are skipped
 */
export function checkExperiment(experiment: Experiment, dataset: Dataset | null): CheckedExperiment {
  const { preparation } = experiment.data;
  const lengthOf = (input: string): number => preparedLength(preparation, input);
  const model = checkModel(experiment.model, lengthOf);
  const { spec } = model;
  // A layer that is not joined yet hides nothing of what is wrong with the rest.
  const joined = withoutLoose(experiment.model);
  const inTraining = model.inTraining ?? (joined === experiment.model ? null : checkModel(joined, lengthOf).inTraining);
  const ends = spec ?? inTraining;
  const data = checkData(preparation, dataset, ends);
  const resolved = resolveTraining(experiment.training, ends === null ? null : outputsOf(ends));
  const blankName = errorProblem('blank-name', msg`The experiment’s name is blank.`, { path: 'name' });
  const problems = [
    ...(isVisible(experiment.name) ? [] : [blankName]),
    ...model.problems.map((problem) => withDataFixes(problem, data.facts)),
    ...checkDatasetId(experiment.data.dataset),
    ...checkKeys(experiment),
    ...checkNumbers(experiment),
    ...checkInput(model.layers, withoutMuted(experiment.model).nodes, preparation, data.facts),
    ...data.problems,
    ...checkSampleWeights(preparation, experiment.training, dataset?.kind === preparation.kind ? dataset : null),
    ...resolved.problems,
    ...(inTraining === null || resolved.training === null
      ? []
      : checkObjective(inTraining, { settings: experiment.training, resolved: resolved.training }, data.facts)),
    ...(inTraining === null ? [] : checkMemory(inTraining, experiment.training, data.facts)),
    ...checkFit(experiment.training, { resolved: resolved.training, spec }, data.facts),
  ];
  const checked = { problems, layers: model.layers, parameters: spec?.parameters ?? null };
  return { ...checked, spec, training: resolved.training, result: resultOf(checked, experiment, dataset) };
}
