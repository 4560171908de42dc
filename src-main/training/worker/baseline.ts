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
import { createMetric, type Metric } from '#main/training/nn/metrics.ts';
import type { BatchResult } from '#main/training/step/train-step.ts';
import { EpochValues } from '#main/training/worker/epoch-values.ts';
import type { EngineLoader } from '#main/training/worker/engine-load.ts';
import { inOrder } from '#main/training/worker/batches/sample-stream.ts';

function toTensor({ values, shape }: BatchArray): tf.Tensor {
  return tf.tensor(values, [...shape], values instanceof Int32Array ? 'int32' : 'float32');
}

/** A probability of label 1 becomes one for each of two labels where the model has two outputs. */
function asOutput(answer: tf.Tensor, outputWidth: number | null): tf.Tensor {
  return outputWidth === 2 && answer.shape.at(-1) === 1 ? tf.concat([tf.sub(1, answer), answer], -1) : answer;
}

function numbersOf(tensor: tf.Tensor): number[] {
  return Array.from(tensor.dataSync());
}

function withMetric(result: BatchResult, metric: Metric, target: tf.Tensor, output: tf.Tensor): BatchResult {
  const { metrics, sums = {} } = result;
  const { name } = metric;
  if (metric.kind === 'mean') {
    const [value = Number.NaN] = numbersOf(tf.mean(metric.perSample(target, output)));
    return { ...result, metrics: { ...metrics, [name]: value } };
  }
  const own = { sums: numbersOf(metric.sums(target, output)), value: (all: readonly number[]) => metric.value(all) };
  return { ...result, metrics: { ...metrics, [name]: own.value(own.sums) }, sums: { ...sums, [name]: own } };
}

/** `val_loss` and every metric as `val_<name>`, over the validation samples. */
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
  const metrics = training.metrics.map((config) =>
    createMetric(config.function === 'auc' ? { ...config, from_logits: false } : config),
  );
  const outputWidth = outputShapeOf(spec)?.at(-1) ?? null;
  const samples = data.validation;
  const order = inOrder(samples.count);
  const values = new EpochValues();
  const batchSize = 1024;
  for (let from = 0; from < samples.count; from += batchSize) {
    const to = Math.min(from + batchSize, samples.count);
    const answer = data.baseline('validation', order, from, to);
    tf.tidy(() => {
      const [array] = samples.batch(order, from, to).targets;
      if (array === undefined) return;
      const target = toTensor(array);
      const output = asOutput(toTensor(answer), outputWidth);
      const lossValue = numbersOf(tf.mean(loss.perSample(target, { tensor: output, logits: null })))[0] ?? Number.NaN;
      const result: BatchResult = { loss: lossValue, metrics: {}, size: to - from };
      values.add(metrics.reduce((judged, metric) => withMetric(judged, metric, target, output), result));
    });
  }
  return {
    name: textOf(data.baselineName),
    datasetHash: data.hash,
    targetsHash: data.targetsHash,
    targetUnit: data.targetUnit,
    metrics: samples.count === 0 ? {} : values.values('val_'),
  };
}
