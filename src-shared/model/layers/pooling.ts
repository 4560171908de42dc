// Pooling: shortens a sequence, or reduces it to one vector.
import { z } from 'zod';
import { countOf, msg } from '#shared/base/message.ts';
import { channelsLast, fixedEverywhere, sequenceOf, sizeSchema, summaryOf } from '#shared/model/layers/common.ts';
import type { LayerDefinition, ShapeResult } from '#shared/model/layers/layer-definition.ts';
import type { Shape } from '#shared/model/model-spec.ts';

const poolingConfigSchema = z.strictObject({
  pool_size: sizeSchema,
  /** Null: equal to pool_size. */
  strides: sizeSchema.nullable().default(null),
  padding: z.enum(['valid', 'same']).default('valid'),
});
/** Arguments of MaxPooling1D. */
export const maxPooling1dConfigSchema = poolingConfigSchema.extend({ pool_size: sizeSchema.prefault(2) });
export type MaxPooling1DConfig = z.output<typeof maxPooling1dConfigSchema>;
/** Keras has no default for this pool_size. */
export const averagePooling1dConfigSchema = poolingConfigSchema;
export type AveragePooling1DConfig = z.output<typeof averagePooling1dConfigSchema>;

const globalPoolingConfigSchema = z.strictObject({
  /** Keeps the steps axis: [1, features] instead of [features]. */
  keepdims: z.boolean().default(false),
});
/** Arguments of GlobalMaxPooling1D. */
export const globalMaxPooling1dConfigSchema = globalPoolingConfigSchema;
export type GlobalMaxPooling1DConfig = z.output<typeof globalMaxPooling1dConfigSchema>;
/** Arguments of GlobalAveragePooling1D. */
export const globalAveragePooling1dConfigSchema = globalPoolingConfigSchema;
export type GlobalAveragePooling1DConfig = z.output<typeof globalAveragePooling1dConfigSchema>;

function pooledShape(config: MaxPooling1DConfig, inputShapes: readonly Shape[]): ShapeResult {
  const sequence = sequenceOf(inputShapes);
  if ('problem' in sequence) return sequence;
  const { steps, features } = sequence;
  const strides = config.strides ?? config.pool_size;
  if (steps === null) return { shape: [null, features] };
  if (config.padding === 'same') return { shape: [Math.ceil(steps / strides), features] };
  if (config.pool_size > steps) {
    return {
      problem: {
        code: 'too-short',
        message: msg`has pool_size ${config.pool_size}, but only ${countOf(steps, '{0} step arrives', '{0} steps arrive')}.`,
        fit: msg`A pool_size of ${steps} or less fits.`,
      },
    };
  }
  return { shape: [Math.floor((steps - config.pool_size) / strides) + 1, features] };
}

function globalShape(config: GlobalMaxPooling1DConfig, inputShapes: readonly Shape[]): ShapeResult {
  const sequence = sequenceOf(inputShapes);
  if ('problem' in sequence) return sequence;
  return { shape: config.keepdims ? [1, sequence.features] : [sequence.features] };
}

const pooling = {
  family: 'pooling',
  fixedArguments: { ...fixedEverywhere, data_format: channelsLast },
  shape: pooledShape,
  weights: () => [],
  flops: () => 0,
  summary(config: MaxPooling1DConfig) {
    return summaryOf(
      msg`pool ${config.pool_size}`,
      config.strides === null || config.strides === config.pool_size ? null : msg`strides ${config.strides}`,
      config.padding === 'valid' ? null : config.padding,
    );
  },
} as const;

const globalPooling = {
  family: 'pooling',
  configSchema: globalPoolingConfigSchema,
  fixedArguments: { ...fixedEverywhere, data_format: channelsLast },
  shape: globalShape,
  weights: () => [],
  flops: () => 0,
  summary: (config: GlobalMaxPooling1DConfig) => (config.keepdims ? 'keepdims' : ''),
} as const;

/** MaxPooling1D. */
export const maxPooling1dLayer: LayerDefinition<MaxPooling1DConfig> = {
  type: 'MaxPooling1D',
  help: msg`Keeps the largest of every pool_size neighbours: a shorter sequence.`,
  configSchema: maxPooling1dConfigSchema,
  ...pooling,
};

/** AveragePooling1D. */
export const averagePooling1dLayer: LayerDefinition<AveragePooling1DConfig> = {
  type: 'AveragePooling1D',
  help: msg`Keeps the mean of every pool_size neighbours: a shorter sequence.`,
  configSchema: averagePooling1dConfigSchema,
  ...pooling,
};

/** GlobalMaxPooling1D. */
export const globalMaxPooling1dLayer: LayerDefinition<GlobalMaxPooling1DConfig> = {
  type: 'GlobalMaxPooling1D',
  help: msg`Keeps each feature’s largest value in the whole sequence; where it stood is forgotten.`,
  ...globalPooling,
};

/** GlobalAveragePooling1D. */
export const globalAveragePooling1dLayer: LayerDefinition<GlobalAveragePooling1DConfig> = {
  type: 'GlobalAveragePooling1D',
  help: msg`Keeps each feature’s mean over the whole sequence; the order is forgotten.`,
  ...globalPooling,
};
