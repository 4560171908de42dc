// Evaluates the baseline on the validation samples with the experiment's loss and metrics.
import * as tf from '@tensorflow/tfjs-core';
import { textOf } from '#shared/base/message.ts';
import type { BatchArray } from '#shared/data/samples.ts';
import type { CompiledExperiment } from '#shared/experiment/compile-experiment.ts';
import { takesOneHot } from '#shared/training/losses.ts';
import { outputShapeOf } from '#shared/training/resolve-training.ts';
import type { BaselineResult } from '#main/ports/trainer.ts';
import type { EngineLoad } from '#main/ports/engine-store.ts';
import { prepareData } from '#main/datasets/prepare-data.ts';
import { createLoss } from '#main/training/nn/losses.ts';
import { createMetric } from '#main/training/nn/metrics.ts';
import type { EngineLoader } from '#main/training/worker/engine-load.ts';
import { inOrder } from '#main/training/worker/batches/sample-stream.ts';

function toTensor({ values, shape }: BatchArray): tf.Tensor {
  return tf.tensor(values, [...shape], values instanceof Int32Array ? 'int32' : 'float32');
}

/** A probability of label 1 becomes one for each of two labels where the model has two outputs. */
function asOutput(answer: tf.Tensor, outputWidth: number | null): tf.Tensor {
  return outputWidth === 2 && answer.shape.at(-1) === 1 ? tf.concat([tf.sub(1, answer), answer], -1) : answer;
}

/** `val_loss` and every metric as `val_<name>`, means over the validation samples. */
export async function measureBaseline(
  home: string,
  { experiment, spec, training }: CompiledExperiment,
  engine: EngineLoad,
  engines: EngineLoader,
): Promise<BaselineResult> {
  const oneHot = takesOneHot(training.loss);
  const data = await prepareData(home, experiment.data, { oneHot });
  await engines.load(engine);
  // The baseline predicts probabilities, even where the model's output is logits.
  const loss = createLoss('from_logits' in training.loss ? { ...training.loss, from_logits: false } : training.loss);
  const judges = [
    {
      name: 'val_loss',
      perSample: (target: tf.Tensor, tensor: tf.Tensor) => loss.perSample(target, { tensor, logits: null }),
    },
    ...training.metrics.map((config) => {
      const metric = createMetric(config);
      return { ...metric, name: `val_${config.name}` };
    }),
  ];
  const outputWidth = outputShapeOf(spec)?.at(-1) ?? null;
  const samples = data.validation;
  const order = inOrder(samples.count);
  const sums = new Float64Array(judges.length);
  const batchSize = 1024;
  for (let from = 0; from < samples.count; from += batchSize) {
    const to = Math.min(from + batchSize, samples.count);
    const answer = data.baseline('validation', order, from, to);
    tf.tidy(() => {
      const [array] = samples.batch(order, from, to).targets;
      if (array === undefined) return;
      const target = toTensor(array);
      const output = asOutput(toTensor(answer), outputWidth);
      judges.forEach(({ perSample }, i) => {
        sums[i] = (sums[i] ?? 0) + (tf.sum(perSample(target, output)).dataSync()[0] ?? Number.NaN);
      });
    });
  }
  const metrics = Object.fromEntries(judges.map(({ name }, i) => [name, (sums[i] ?? 0) / samples.count]));
  return {
    name: textOf(data.baselineName),
    datasetHash: data.hash,
    targetsHash: data.targetsHash,
    targetUnit: data.targetUnit,
    metrics: samples.count === 0 ? {} : metrics,
  };
}
