// Resolves training settings for the trainer: canonical names and all defaults filled in.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { callbacks, type CallbackConfig } from '#shared/training/callbacks.ts';
import { embeddingGradientSchema, type EmbeddingGradient, type Training } from '#shared/training/training-settings.ts';
import { losses, type LossConfig } from '#shared/training/losses.ts';
import {
  loggedName,
  metricConfigSchema,
  metrics,
  resolveMetric,
  type MetricConfig,
  type MetricRequest,
} from '#shared/training/metrics.ts';
import { optimizers, takesRows, type OptimizerConfig } from '#shared/training/optimizers.ts';
import { readNamed } from '#shared/reading/named-thing.ts';
import { firstOutput, type ModelSpec, type Shape } from '#shared/model/model-spec.ts';
import { errorProblem, type Problem } from '#shared/base/problem.ts';

/** Training settings without aliases, bare names or missing arguments. */
export interface ResolvedTraining {
  readonly loss: LossConfig;
  readonly optimizer: OptimizerConfig;
  readonly metrics: readonly MetricConfig[];
  readonly callbacks: readonly CallbackConfig[];
  readonly embeddingGradient: EmbeddingGradient;
}

/** Reads a `ResolvedTraining` from a message. */
export const resolvedTrainingSchema = z.object({
  loss: losses.schema,
  optimizer: optimizers.schema,
  metrics: z.array(metricConfigSchema),
  callbacks: z.array(callbacks.schema),
  embeddingGradient: embeddingGradientSchema,
}) satisfies z.ZodType<ResolvedTraining>;

/**
 * All problems at once; `training` is null when one of them is an error.
 * @param outputShape the model's output, which decides what `accuracy` means; null when unknown
 */
export function resolveTraining(
  training: Pick<Training, 'loss' | 'optimizer' | 'metrics' | 'callbacks' | 'embedding_gradient'>,
  outputShape: Shape | null,
): { readonly training: ResolvedTraining | null; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const loss = readNamed(losses, training.loss, 'training.loss');
  const optimizer = readNamed(optimizers, training.optimizer, 'training.optimizer');
  problems.push(...loss.problems, ...optimizer.problems);

  if (training.embedding_gradient === 'rows' && optimizer.value !== null && !takesRows(optimizer.value)) {
    const message = msg`${optimizer.value.name} takes an Embedding's gradient summed only; set embedding_gradient to "summed".`;
    problems.push(errorProblem('rows-of-optimizer', message, { path: 'training.embedding_gradient' }));
  }

  const resolvedMetrics: MetricConfig[] = [];
  for (const [i, given] of training.metrics.entries()) {
    const metric = readNamed(metrics, given, `training.metrics.${i}`);
    problems.push(...metric.problems);
    const name = loggedName(given);
    const path = `training.metrics.${i}`;
    if (resolvedMetrics.some((other) => other.name === name)) {
      const message = msg`The metric "${name}" is asked for twice; once is enough.`;
      problems.push(errorProblem('duplicate-metric', message, { path }));
    } else if (metric.value !== null) {
      const lossName = loss.value?.name ?? 'mean_squared_error';
      const resolved = resolveMetric(name, metric.value, lossName, outputShape);
      problems.push(...checkMetricName(resolved, metric.value, path));
      resolvedMetrics.push(resolved);
    }
  }

  const resolvedCallbacks: CallbackConfig[] = [];
  for (const [i, given] of training.callbacks.entries()) {
    const callback = readNamed(callbacks, given, `training.callbacks.${i}`);
    problems.push(...callback.problems);
    if (callback.value !== null) resolvedCallbacks.push(callback.value);
    const rate = optimizer.value?.learning_rate;
    if (callback.value?.name === 'ReduceLROnPlateau' && typeof rate === 'object') {
      const message = msg`ReduceLROnPlateau cannot reduce a learning rate that ${rate.name} decides; use one of the two.`;
      problems.push(errorProblem('scheduled-rate', message, { path: `training.callbacks.${i}` }));
    }
  }

  const hasError = problems.some(({ severity }) => severity === 'error');
  if (hasError || loss.value === null || optimizer.value === null) return { training: null, problems };
  return {
    training: {
      loss: loss.value,
      optimizer: optimizer.value,
      metrics: resolvedMetrics,
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

/** The shape of a model's single output; null when it has several. */
export function outputShapeOf(spec: ModelSpec): Shape | null {
  const [id, ...more] = spec.outputs;
  if (id === undefined || more.length > 0) return null;
  const layer = spec.layers.find((each) => each.id === id);
  return layer === undefined ? null : firstOutput(layer);
}
