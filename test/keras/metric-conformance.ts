// Every metric against real Keras 3, batch by batch: the value of an epoch that ends with each.
import * as tf from '@tensorflow/tfjs-core';
import { describe, it } from 'vitest';
import { lossSchema } from '#shared/training/losses.ts';
import { metrics, resolveMetric } from '#shared/training/metrics.ts';
import { readNamed } from '#shared/reading/named-thing.ts';
import { plainOutput } from '#main/training/nn/call-context.ts';
import { createMetric } from '#main/training/nn/metrics.ts';
import { judgeMetric, metricSums } from '#main/training/nn/objective.ts';
import { toBatchResult } from '#main/training/step/train-step.ts';
import { EpochValues } from '#main/training/worker/epoch-values.ts';
import { expectClose } from './close.ts';
import { metricCases, type ReferenceArray } from './reference.ts';

const { name: anyLoss } = lossSchema.parse({ name: 'mean_squared_error' });

/** Declares the tests; the engine must be tfjs's current backend by the time they run. */
export function describeMetrics(): void {
  describe('metrics', () => {
    it.each(metricCases())('$name', ({ metric: given, batches }) => {
      const request = readNamed(metrics, given, '').value;
      if (request === null) throw new Error(`${given.name} cannot be read.`);
      const metric = createMetric(resolveMetric('it', request, anyLoss, null));
      const values = new EpochValues();
      const isWeighted = batches.some(({ weights }) => weights !== undefined);
      for (const [i, { target, prediction, weights, value }] of batches.entries()) {
        const numbers = tf.tidy(() => {
          const result = judgeMetric(metric, isWeighted, {
            output: plainOutput(asTensor(prediction)),
            target: asTensor(target),
            weight: weights === undefined ? undefined : asTensor(weights),
          });
          return Float32Array.of(0, ...result.dataSync());
        });
        const units = prediction.shape.at(-1) ?? 1;
        const sums = metricSums(metric, { units, isMasked: false }, isWeighted);
        values.add(toBatchResult(numbers, [{ name: 'it', sums }], prediction.shape[0] ?? 0));
        expectClose([values.values()['it'] ?? Number.NaN], [value], `after batch ${i + 1}`);
      }
    });
  });
}

function asTensor({ shape, dtype, values }: ReferenceArray): tf.Tensor {
  return tf.tensor(values, shape, dtype);
}
