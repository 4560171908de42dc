// Resolves training settings for the trainer: canonical names and all defaults filled in.
import { z } from 'zod';
import { removeSettingFix, settingFix } from '#shared/base/fix.ts';
import { msg, sentences } from '#shared/base/message.ts';
import { callbacks, type CallbackConfig } from '#shared/training/callbacks.ts';
import { embeddingGradientSchema, type EmbeddingGradient, type Training } from '#shared/training/training-settings.ts';
import { losses, type LossConfig } from '#shared/training/losses.ts';
import {
  loggedMetrics,
  outputTrainingSchema,
  type Objectives,
  type OutputTraining,
} from '#shared/training/output-training.ts';
import {
  loggedName,
  metricConfigSchema,
  metrics,
  resolveMetric,
  type MetricConfig,
  type MetricRequest,
} from '#shared/training/metrics.ts';
import { optimizers, takesRows, type OptimizerConfig } from '#shared/training/optimizers.ts';
import { didYouMean } from '#shared/reading/names.ts';
import type { NamedConfig } from '#shared/reading/named-config.ts';
import { readNamed } from '#shared/reading/named-thing.ts';
import { firstOutput, type ModelSpec, type Shape } from '#shared/model/model-spec.ts';
import { errorProblem, type Problem } from '#shared/base/problem.ts';

/** Training settings without aliases, bare names or missing arguments. */
export interface ResolvedTraining extends Objectives {
  readonly optimizer: OptimizerConfig;
  readonly callbacks: readonly CallbackConfig[];
  readonly embeddingGradient: EmbeddingGradient;
}

/** Reads a `ResolvedTraining` from a message. */
export const resolvedTrainingSchema = z.object({
  loss: losses.schema,
  optimizer: optimizers.schema,
  metrics: z.array(metricConfigSchema),
  weightedMetrics: z.array(metricConfigSchema).optional(),
  outputs: z.array(outputTrainingSchema).optional(),
  callbacks: z.array(callbacks.schema),
  embeddingGradient: embeddingGradientSchema,
}) satisfies z.ZodType<ResolvedTraining>;

/** An output of a model. */
export interface ModelOutput {
  /** Its layer. */
  readonly id: string;
  readonly shape: Shape;
}

/** Metrics of an output, resolved for its loss and shape. */
function readMetrics(
  given: readonly NamedConfig[],
  place: string,
  lossName: LossConfig['name'],
  shape: Shape | null,
  nameOf: (name: string) => string = (name) => name,
): { readonly metrics: MetricConfig[]; readonly problems: Problem[] } {
  const problems: Problem[] = [];
  const resolvedMetrics: MetricConfig[] = [];
  for (const [i, one] of given.entries()) {
    const path = `${place}.${i}`;
    const metric = readNamed(metrics, one, path);
    problems.push(...metric.problems);
    const name = nameOf(loggedName(one));
    if (resolvedMetrics.some((other) => other.name === name)) {
      const message = msg`The metric "${name}" is asked for twice; once is enough.`;
      problems.push(errorProblem('duplicate-metric', message, { path, fixes: [removeSettingFix(path)] }));
    } else if (metric.value !== null) {
      const resolved = resolveMetric(name, metric.value, lossName, shape);
      problems.push(...checkMetricName({ ...resolved, name: loggedName(one) }, metric.value, path));
      resolvedMetrics.push(resolved);
    }
  }
  return { metrics: resolvedMetrics, problems };
}

type ObjectiveSettings = Pick<Training, 'loss' | 'metrics' | 'weighted_metrics' | 'outputs'>;

/**
 * The plain and the weighted metrics of an output. A weighted one that has the name of a plain one is logged as
 * `weighted_<name>`, as in Keras.
 * @param places where the file has them; null for metrics that have been read before
 */
function readBoth(
  { metrics: plain, weighted_metrics: given }: Pick<ObjectiveSettings, 'metrics' | 'weighted_metrics'>,
  places: { readonly metrics: string | null; readonly weighted: string | null },
  lossName: LossConfig['name'],
  shape: Shape | null,
): Pick<OutputTraining, 'metrics' | 'weightedMetrics'> & { readonly problems: Problem[] } {
  const read = readMetrics(plain, places.metrics ?? 'training.metrics', lossName, shape);
  const problems = places.metrics === null ? [] : read.problems;
  if (given === undefined) return { metrics: read.metrics, problems };
  const taken = new Set(plain.map(loggedName));
  const nameOf = (name: string): string => (taken.has(name) ? `weighted_${name}` : name);
  const weighted = readMetrics(given, places.weighted ?? 'training.weighted_metrics', lossName, shape, nameOf);
  return {
    metrics: read.metrics,
    weightedMetrics: weighted.metrics,
    problems: [...problems, ...(places.weighted === null ? [] : weighted.problems)],
  };
}

/** The losses and metrics of a model's outputs; null when the loss is wrong. */
function resolveObjectives(
  training: ObjectiveSettings,
  outputs: readonly ModelOutput[] | null,
): {
  readonly objectives: Objectives | null;
  readonly lossProblems: readonly Problem[];
  readonly problems: readonly Problem[];
} {
  const loss = readNamed(losses, training.loss, 'training.loss');
  const shape = outputs?.length === 1 ? (outputs[0]?.shape ?? null) : null;
  const common = readBoth(
    training,
    { metrics: 'training.metrics', weighted: 'training.weighted_metrics' },
    loss.value?.name ?? 'mean_squared_error',
    shape,
  );
  const problems: Problem[] = [];
  const each: OutputTraining[] = [];
  for (const { id, shape: outputShape } of outputs ?? []) {
    const settings = training.outputs?.[id] ?? {};
    const place = `training.outputs.${id}`;
    const own = settings.loss === undefined ? loss : readNamed(losses, settings.loss, `${place}.loss`);
    if (settings.loss !== undefined) problems.push(...own.problems);
    const lossName = own.value?.name ?? 'mean_squared_error';
    const { metrics: ownMetrics, weighted_metrics: ownWeighted } = settings;
    const { problems: ofMetrics, ...read } = readBoth(
      { metrics: ownMetrics ?? training.metrics, weighted_metrics: ownWeighted ?? training.weighted_metrics },
      {
        metrics: ownMetrics === undefined ? null : `${place}.metrics`,
        weighted: ownWeighted === undefined ? null : `${place}.weighted_metrics`,
      },
      lossName,
      outputShape,
    );
    problems.push(...ofMetrics);
    if (own.value !== null) each.push({ id, loss: own.value, weight: settings.weight ?? 1, ...read });
  }
  problems.unshift(...common.problems);
  problems.push(...checkOutputNames(training, outputs, each));
  const found = { lossProblems: loss.problems, problems };
  if (loss.value === null) return { ...found, objectives: null };
  const [first] = each;
  const only = each.length === 1 ? first : undefined;
  const { metrics: plain, weightedMetrics: weighted } = only ?? common;
  const objectives = {
    loss: only?.loss ?? loss.value,
    metrics: plain,
    ...(weighted === undefined ? {} : { weightedMetrics: weighted }),
  };
  const isPlain = first === undefined || only?.weight === 1;
  return { ...found, objectives: isPlain ? objectives : { ...objectives, outputs: each } };
}

/** Settings for outputs that the model does not have, and names that logs could not tell apart. */
function checkOutputNames(
  training: ObjectiveSettings,
  outputs: readonly ModelOutput[] | null,
  each: readonly OutputTraining[],
): Problem[] {
  if (outputs === null) return [];
  const ids = outputs.map(({ id }) => id);
  const unknown = Object.keys(training.outputs ?? {})
    .filter((id) => !ids.includes(id))
    .map((id) => {
      const sentence = msg`The model has no output "${id}".`;
      const message = sentences(sentence, didYouMean(id, ids) ?? msg`It ends in ${ids.join(', ')}.`);
      return errorProblem('unknown-output', message, {
        path: `training.outputs.${id}`,
        fixes: [{ kind: 'remove-setting', path: ['training', 'outputs', id] }],
      });
    });
  if (ids.length < 2) return unknown;
  const reserved = ids
    .filter((id) => /^val(_|$)/.test(id))
    .map((id) => {
      const message = msg`Logs cannot tell the output "${id}" from a value on validation samples; give the layer an id that does not begin with "val".`;
      return errorProblem('output-id', message, { nodeId: id });
    });
  const keys = loggedMetrics({ loss: { name: 'mean_squared_error' }, metrics: [], outputs: each });
  const twice = [...new Set(keys.filter((key, i) => keys.indexOf(key) !== i))].map((key) => {
    const owner = each.filter(({ id }) => key.startsWith(`${id}_`)).at(-1);
    const message = msg`Two values are called "${key}" in logs; give one of the outputs another id.`;
    return errorProblem('output-id', message, owner === undefined ? {} : { nodeId: owner.id });
  });
  return [...unknown, ...reserved, ...twice];
}

/**
 * All problems at once; `training` is null when one of them is an error.
 * @param outputs the model's outputs, whose shapes decide what `accuracy` means; null when unknown
 */
export function resolveTraining(
  training: ObjectiveSettings & Pick<Training, 'optimizer' | 'callbacks' | 'embedding_gradient'>,
  outputs: readonly ModelOutput[] | null,
): { readonly training: ResolvedTraining | null; readonly problems: readonly Problem[] } {
  const { objectives, lossProblems, problems: objectiveProblems } = resolveObjectives(training, outputs);
  const optimizer = readNamed(optimizers, training.optimizer, 'training.optimizer');
  const problems: Problem[] = [...lossProblems, ...optimizer.problems];

  if (training.embedding_gradient === 'rows' && optimizer.value !== null && !takesRows(optimizer.value)) {
    const message = msg`${optimizer.value.name} takes an Embedding's gradient summed only; set embedding_gradient to "summed".`;
    problems.push(
      errorProblem('rows-of-optimizer', message, {
        path: 'training.embedding_gradient',
        fixes: [settingFix('training.embedding_gradient', 'summed')],
      }),
    );
  }
  problems.push(...objectiveProblems);

  const resolvedCallbacks: CallbackConfig[] = [];
  for (const [i, given] of training.callbacks.entries()) {
    const callback = readNamed(callbacks, given, `training.callbacks.${i}`);
    problems.push(...callback.problems);
    if (callback.value !== null) resolvedCallbacks.push(callback.value);
    const rate = optimizer.value?.learning_rate;
    if (callback.value?.name === 'ReduceLROnPlateau' && typeof rate === 'object') {
      const message = msg`ReduceLROnPlateau cannot reduce a learning rate that ${rate.name} decides; use one of the two.`;
      const path = `training.callbacks.${i}`;
      problems.push(errorProblem('scheduled-rate', message, { path, fixes: [removeSettingFix(path)] }));
    }
  }

  const hasError = problems.some(({ severity }) => severity === 'error');
  if (hasError || objectives === null || optimizer.value === null) return { training: null, problems };
  return {
    training: {
      ...objectives,
      optimizer: optimizer.value,
      callbacks: resolvedCallbacks,
      embeddingGradient: training.embedding_gradient ?? 'summed',
    },
    problems,
  };
}

/** Whatever the capitals and underscores. */
function endsIn(name: string, ending: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replaceAll('_', '');
  return plain(name).endsWith(plain(ending));
}

/** A metric's name in logs decides which of two values is the better one, and which baseline it is set against. */
function checkMetricName(metric: MetricConfig, { name: ending }: MetricRequest, path: string): Problem[] {
  const isReserved = metric.name === 'loss' || /^val_|\//.test(metric.name);
  const found = metrics.find(metric.name);
  const isAccuracy = found === 'accuracy' && metric.function.endsWith('accuracy');
  const fits = found === undefined ? endsIn(metric.name, ending) : found === ending || isAccuracy;
  if (!isReserved && fits) return [];
  const message = msg`The metric's name "${metric.name}" does not say what it measures; let it end in ${ending}.`;
  return [errorProblem('metric-name', message, { path: `${path}.config.name` })];
}

/** The outputs of a model, in order. */
export function outputsOf(spec: Pick<ModelSpec, 'layers' | 'outputs'>): ModelOutput[] {
  return spec.outputs.flatMap((id) => {
    const layer = spec.layers.find((each) => each.id === id);
    return layer === undefined ? [] : [{ id, shape: firstOutput(layer) }];
  });
}
