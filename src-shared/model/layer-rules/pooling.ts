// What poolings share: they shorten a sequence, or reduce it to one vector.
import { z } from 'zod';
import { countOf, msg } from '#shared/base/message.ts';
import { channelsLast, fixedEverywhere, sequenceOf, sizeSchema, summaryOf } from '#shared/model/layer-rules/common.ts';
import type { ShapeResult } from '#shared/model/layer-rules/layer-definition.ts';
import type { Shape } from '#shared/model/model-spec.ts';
import { casesOn, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import { allSteps, movingReach, type Reach } from '#shared/model/layer-rules/reach.ts';

/** Arguments of the poolings over windows. */
export const poolingConfigSchema = z.strictObject({
  pool_size: sizeSchema,
  /** Null: equal to pool_size. */
  strides: sizeSchema.nullable().default(null),
  padding: z.enum(['valid', 'same']).default('valid'),
});

/** Arguments of the poolings over a whole sequence. */
export const globalPoolingConfigSchema = z.strictObject({
  /** Keeps the steps axis: [1, features] instead of [features]. */
  keepdims: z.boolean().default(false),
});

type PoolingConfig = z.output<typeof poolingConfigSchema>;
type GlobalPoolingConfig = z.output<typeof globalPoolingConfigSchema>;

function pooledShape(config: PoolingConfig, inputShapes: readonly Shape[]): ShapeResult {
  const sequence = sequenceOf(inputShapes);
  if ('problem' in sequence) return sequence;
  const { steps, features } = sequence;
  const strides = config.strides ?? config.pool_size;
  if (steps === null) return { shapes: [[null, features]] };
  if (config.padding === 'same') return { shapes: [[Math.ceil(steps / strides), features]] };
  if (config.pool_size > steps) {
    return {
      problem: {
        code: 'too-short',
        message: msg`has pool_size ${config.pool_size}, but only ${countOf(steps, '{0} step arrives', '{0} steps arrive')}.`,
        fit: msg`A pool_size of ${steps} or less fits.`,
        changes: [{ argument: 'pool_size', value: steps }],
      },
    };
  }
  return { shapes: [[Math.floor((steps - config.pool_size) / strides) + 1, features]] };
}

function globalShape(config: GlobalPoolingConfig, inputShapes: readonly Shape[]): ShapeResult {
  const sequence = sequenceOf(inputShapes);
  if ('problem' in sequence) return sequence;
  return { shapes: [config.keepdims ? [1, sequence.features] : [sequence.features]] };
}

/** What the poolings over windows share. */
export const pooling = {
  family: 'pooling',
  fixedArguments: { ...fixedEverywhere, data_format: channelsLast },
  shape: pooledShape,
  weights: () => [],
  reach: ({ pool_size: size, strides, padding }: PoolingConfig, inputShapes: readonly Shape[]): readonly Reach[] => [
    movingReach({ size, stride: strides ?? size, padding }, inputShapes[0]?.[0] ?? null),
  ],
  flops: () => 0,
  summary(config: PoolingConfig) {
    return summaryOf(
      msg`pool ${config.pool_size}`,
      config.strides === null || config.strides === config.pool_size ? null : msg`strides ${config.strides}`,
      config.padding === 'valid' ? null : config.padding,
    );
  },
} as const;

/** What the poolings over a whole sequence share. */
export const globalPooling = {
  family: 'pooling',
  fixedArguments: { ...fixedEverywhere, data_format: channelsLast },
  shape: globalShape,
  weights: () => [],
  reach: () => [allSteps],
  flops: () => 0,
  summary: (config: GlobalPoolingConfig) => (config.keepdims ? 'keepdims' : ''),
} as const;

/** What Keras is asked about the poolings over windows. */
export const poolingCases: readonly KerasCase[] = ['valid', 'same'].flatMap((padding) =>
  casesOn(
    [2, 7, 2],
    [
      { pool_size: 2, strides: null, padding },
      { pool_size: 3, strides: null, padding },
      { pool_size: 3, strides: 1, padding },
      { pool_size: 2, strides: 3, padding },
      { pool_size: 4, strides: 2, padding },
      { pool_size: 1, strides: 1, padding },
    ],
  ),
);

/** What Keras is asked about the poolings over a whole sequence; also where several steps have the largest value. */
export const globalPoolingCases: readonly KerasCase[] = [
  ...casesOn([2, 5, 3], [{}, { keepdims: true }]),
  ...casesOn({ shape: [2, 6, 3], tied: true }, [{}]),
  ...casesOn({ shape: [3, 5, 2], masked: true }, [{}, { keepdims: true }]),
];
