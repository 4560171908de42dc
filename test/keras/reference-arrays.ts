// The arrays of reference cases as tensors and batches.
import * as tf from '@tensorflow/tfjs-core';
import type { Batch, BatchArray } from '#shared/data/samples.ts';
import { type ReferenceArray } from './reference.ts';

export function asBatch({
  input,
  target,
  weights,
}: {
  readonly input: ReferenceArray;
  readonly target: ReferenceArray;
  readonly weights?: ReferenceArray | undefined;
}): Batch {
  const batch = { inputs: [asBatchArray(input)], targets: [asBatchArray(target)], size: input.shape[0] ?? 0 };
  return weights === undefined ? batch : { ...batch, weights: [asBatchArray(weights)] };
}

export function asBatchArray({ shape, dtype, values }: ReferenceArray): BatchArray {
  return { shape, values: dtype === 'int32' ? Int32Array.from(values) : Float32Array.from(values) };
}

export function asTensor({ shape, dtype, values }: ReferenceArray): tf.Tensor {
  return tf.tensor(values, shape, dtype);
}
