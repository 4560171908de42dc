// Keras's metrics: names, the meaning of `accuracy`, and their keys in logs.
import { z } from 'zod';
import { createNameLookup } from '#shared/reading/names.ts';
import type { LossName } from '#shared/training/losses.ts';
import type { NamedThing } from '#shared/reading/named-thing.ts';
import type { Shape } from '#shared/model/model-spec.ts';

/** What is computed. `accuracy` in a file is one of the first three. */
export const metricFunctions = [
  'binary_accuracy',
  'categorical_accuracy',
  'sparse_categorical_accuracy',
  'mean_absolute_error',
  'mean_squared_error',
] as const;
export type MetricFunction = (typeof metricFunctions)[number];

/** What a file may contain, before `accuracy` is resolved. */
const requestSchema = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('accuracy') }),
  z.strictObject({
    name: z.literal('binary_accuracy'),
    /** An output above this counts as 1. */
    threshold: z.number().default(0.5),
  }),
  z.strictObject({ name: z.literal('categorical_accuracy') }),
  z.strictObject({ name: z.literal('sparse_categorical_accuracy') }),
  z.strictObject({ name: z.literal('mean_absolute_error') }),
  z.strictObject({ name: z.literal('mean_squared_error') }),
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
  }),
  shortNames: ['acc', 'mae', 'mse'],
  schema: requestSchema,
  fixedArguments: { dtype: [null, 'float32'] },
};

/** A metric as the trainer computes and logs it. */
export const metricConfigSchema = z.object({
  /** The key in logs: the name as given (`acc`, `accuracy`, `mae`), as in Keras. */
  name: z.string(),
  function: z.enum(metricFunctions),
  /** For `binary_accuracy`; 0.5 and unused for all others. */
  threshold: z.number(),
});
export type MetricConfig = z.infer<typeof metricConfigSchema>;

/**
 * What `accuracy` means for a loss and an output: sparse or categorical with the loss of that name,
 * else binary for one output number and categorical for several.
 */
function accuracyFor(loss: LossName, outputShape: Shape | null): MetricFunction {
  if (loss === 'sparse_categorical_crossentropy') return 'sparse_categorical_accuracy';
  if (loss === 'categorical_crossentropy') return 'categorical_accuracy';
  if (loss === 'binary_crossentropy') return 'binary_accuracy';
  const last = outputShape?.at(-1) ?? 1;
  return last === 1 ? 'binary_accuracy' : 'categorical_accuracy';
}

/**
 * @param given the name in the file
 * @param outputShape the model's output; null when unknown
 */
export function resolveMetric(
  given: string,
  request: MetricRequest,
  loss: LossName,
  outputShape: Shape | null,
): MetricConfig {
  return {
    name: given,
    function: request.name === 'accuracy' ? accuracyFor(loss, outputShape) : request.name,
    threshold: request.name === 'binary_accuracy' ? request.threshold : 0.5,
  };
}
