// Keras's metrics: names, arguments, the meaning of `accuracy`, and their keys in logs.
import { z } from 'zod';
import { createNameLookup } from '#shared/reading/names.ts';
import type { NamedConfig } from '#shared/reading/named-config.ts';
import { traitsOf, type LossName } from '#shared/training/losses.ts';
import type { NamedThing } from '#shared/reading/named-thing.ts';
import type { Shape } from '#shared/model/model-spec.ts';

/** An output above this counts as 1. */
const threshold = z.number().default(0.5);

const topK = {
  /** The label must be among the k largest outputs. */
  k: z.number().int().min(1).default(5),
};
/** Keras's null, one value a threshold, is 0.5 for one threshold. */
const confusion = {
  thresholds: z
    .number()
    .min(0)
    .max(1)
    .nullable()
    .default(null)
    .transform((given) => given ?? 0.5),
};
const score = {
  /** How the outputs' scores become one number: from the sums over all, their mean, or weighted by the labels of each. */
  average: z.enum(['micro', 'macro', 'weighted']).nullable().default(null),
  /** Null: the largest output of a sample counts as 1, as in Keras. */
  threshold: z.number().gt(0).max(1).nullable().default(null),
};
const auc = {
  num_thresholds: z.number().int().min(2).max(10_000).default(200),
  curve: z.enum(['ROC', 'PR']).default('ROC'),
  summation_method: z.enum(['interpolation', 'minoring', 'majoring']).default('interpolation'),
  /** True when the output is logits, not probabilities. */
  from_logits: z.boolean().default(false),
};
const determination = {
  class_aggregation: z.enum(['uniform_average', 'variance_weighted_average']).default('uniform_average'),
  /** The number of predictors, for the adjusted score; 0 for the plain one. */
  num_regressors: z.number().int().min(0).default(0),
};

/** What a file may contain, before `accuracy` is resolved. */
const requestSchema = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('accuracy') }),
  z.strictObject({ name: z.literal('binary_accuracy'), threshold }),
  z.strictObject({ name: z.literal('categorical_accuracy') }),
  z.strictObject({ name: z.literal('sparse_categorical_accuracy') }),
  z.strictObject({ name: z.literal('top_k_categorical_accuracy'), ...topK }),
  z.strictObject({ name: z.literal('sparse_top_k_categorical_accuracy'), ...topK }),
  z.strictObject({ name: z.literal('precision'), ...confusion }),
  z.strictObject({ name: z.literal('recall'), ...confusion }),
  z.strictObject({ name: z.literal('f1_score'), ...score }),
  z.strictObject({ name: z.literal('fbeta_score'), beta: z.number().gt(0).default(1), ...score }),
  z.strictObject({ name: z.literal('auc'), ...auc }),
  z.strictObject({ name: z.literal('mean_absolute_error') }),
  z.strictObject({ name: z.literal('mean_squared_error') }),
  z.strictObject({ name: z.literal('root_mean_squared_error') }),
  z.strictObject({ name: z.literal('mean_absolute_percentage_error') }),
  z.strictObject({ name: z.literal('r2_score'), ...determination }),
  z.strictObject({ name: z.literal('cosine_similarity') }),
]);
export type MetricRequest = z.output<typeof requestSchema>;

const names = requestSchema.options.map((option) => option.shape.name.value);

/** Keras's metrics that Strata has. */
export const metrics: NamedThing<MetricRequest> = {
  kind: 'metric',
  names,
  find: createNameLookup<MetricRequest['name']>(names, {
    acc: 'accuracy',
    mae: 'mean_absolute_error',
    mse: 'mean_squared_error',
    mape: 'mean_absolute_percentage_error',
  }),
  shortNames: ['acc', 'mae', 'mse', 'mape'],
  schema: requestSchema,
  fixedArguments: {
    dtype: [null, 'float32'],
    axis: [-1],
    from_sorted_ids: [false],
    top_k: [null],
    class_id: [null],
    multi_label: [false],
    num_labels: [null],
    label_weights: [null],
  },
};

/** Means over a batch's samples, with no argument but a threshold. */
const meanFunctions = [
  'binary_accuracy',
  'categorical_accuracy',
  'sparse_categorical_accuracy',
  'mean_absolute_error',
  'mean_squared_error',
  'mean_absolute_percentage_error',
  'cosine_similarity',
] as const;

/** The key in logs: the name as given (`acc`, `accuracy`, `mae`), as in Keras. */
const logged = { name: z.string() };

/** A metric as the trainer computes and logs it: `function` is what is computed; `accuracy` in a file is one of three. */
export const metricConfigSchema = z.discriminatedUnion('function', [
  z.object({
    ...logged,
    function: z.enum(meanFunctions),
    /** For `binary_accuracy`; 0.5 and unused for all others. */
    threshold: z.number(),
  }),
  z.object({
    ...logged,
    function: z.enum(['top_k_categorical_accuracy', 'sparse_top_k_categorical_accuracy']),
    k: z.number(),
  }),
  z.object({ ...logged, function: z.enum(['precision', 'recall']), threshold: z.number() }),
  z.object({ ...logged, function: z.literal('fbeta_score'), beta: z.number(), ...score }),
  z.object({ ...logged, function: z.literal('auc'), ...auc }),
  z.object({ ...logged, function: z.literal('root_mean_squared_error') }),
  z.object({ ...logged, function: z.literal('r2_score'), ...determination }),
]);
export type MetricConfig = z.output<typeof metricConfigSchema>;
/** What a metric computes, whatever it is called in logs. */
export type MetricFunction = MetricConfig['function'];

/** A metric's key in logs: Keras's argument `name`, else the name that the file gives it. */
export function loggedName({ name, config }: NamedConfig): string {
  const { name: own } = config;
  return typeof own === 'string' && own !== '' ? own : name;
}

/**
 * What `accuracy` means for a loss and an output: what the loss's targets are, else binary for one output number and
 * categorical for several.
 */
function accuracyFor(
  loss: LossName,
  outputShape: Shape | null,
): 'binary_accuracy' | 'categorical_accuracy' | 'sparse_categorical_accuracy' {
  const { target } = traitsOf({ name: loss });
  if (target === 'class') return 'sparse_categorical_accuracy';
  if (target === 'one-hot') return 'categorical_accuracy';
  if (target === 'bit') return 'binary_accuracy';
  const last = outputShape?.at(-1) ?? 1;
  return last === 1 ? 'binary_accuracy' : 'categorical_accuracy';
}

/**
 * @param name the key in logs
 * @param outputShape the model's output; null when unknown
 */
export function resolveMetric(
  name: string,
  request: MetricRequest,
  loss: LossName,
  outputShape: Shape | null,
): MetricConfig {
  switch (request.name) {
    case 'accuracy':
      return { name, function: accuracyFor(loss, outputShape), threshold: 0.5 };
    case 'binary_accuracy':
      return { name, function: request.name, threshold: request.threshold };
    case 'precision':
    case 'recall':
      return { name, function: request.name, threshold: request.thresholds };
    case 'f1_score':
      return { ...request, name, function: 'fbeta_score', beta: 1 };
    case 'fbeta_score':
      return { ...request, name, function: request.name };
    case 'auc':
      return { ...request, name, function: request.name };
    case 'r2_score':
      return { ...request, name, function: request.name };
    case 'top_k_categorical_accuracy':
    case 'sparse_top_k_categorical_accuracy':
      return { name, function: request.name, k: request.k };
    case 'root_mean_squared_error':
      return { name, function: request.name };
    case 'categorical_accuracy':
    case 'sparse_categorical_accuracy':
    case 'mean_absolute_error':
    case 'mean_squared_error':
    case 'mean_absolute_percentage_error':
    case 'cosine_similarity':
      return { name, function: request.name, threshold: 0.5 };
  }
}

const risingFunctions: ReadonlySet<MetricFunction> = new Set<MetricFunction>([
  'binary_accuracy',
  'categorical_accuracy',
  'sparse_categorical_accuracy',
  'top_k_categorical_accuracy',
  'sparse_top_k_categorical_accuracy',
  'precision',
  'recall',
  'fbeta_score',
  'auc',
  'r2_score',
  'cosine_similarity',
]);

/** Whether a larger value is the better one. */
export function isRising({ function: computed }: Pick<MetricConfig, 'function'>): boolean {
  return risingFunctions.has(computed);
}

/** The metrics whose targets are class numbers, rows of zeros and a one, or anything of the output's shape. */
export function targetsFor({ function: computed }: Pick<MetricConfig, 'function'>): 'class' | 'one-hot' | 'aligned' {
  if (computed === 'sparse_categorical_accuracy' || computed === 'sparse_top_k_categorical_accuracy') return 'class';
  if (computed === 'categorical_accuracy' || computed === 'top_k_categorical_accuracy') return 'one-hot';
  return 'aligned';
}

/** Whether it judges answers that are labels. */
export function isOfLabels({ function: computed }: Pick<MetricConfig, 'function'>): boolean {
  return computed !== 'cosine_similarity' && computed !== 'r2_score' && risingFunctions.has(computed);
}
