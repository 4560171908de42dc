// A model with its loss and metrics. Both kinds of training step compute exactly this.
import '#main/training/nn/gradients.ts';
import * as tf from '@tensorflow/tfjs-core';
import { outputKey, outputTrainings, type Objectives, type OutputTraining } from '#shared/training/output-training.ts';
import type { OptimizerConfig } from '#shared/training/optimizers.ts';
import { firstOutput, type LayerSpec, type ModelSpec } from '#shared/model/model-spec.ts';
import type { EmbeddingGradient } from '#shared/training/training-settings.ts';
import type { CallContext, LayerOutput } from '#main/training/nn/call-context.ts';
import { createLoss } from '#main/training/nn/losses.ts';
import { createMetric, type Metric } from '#main/training/nn/metrics.ts';
import type { Model } from '#main/training/nn/model.ts';
import { eachTimes, maskedSum } from '#main/training/nn/targets.ts';
import { tensorAt } from '#main/training/nn/tensors.ts';

/** The part of an experiment's checked training settings that a step needs. */
export interface StepTraining extends Objectives {
  readonly optimizer: OptimizerConfig;
  /** `summed` when left out. */
  readonly embeddingGradient?: EmbeddingGradient;
}

/** Loss and metrics of a batch. */
export interface Judgement {
  /** Mean over the batch's samples, regularization included. */
  readonly loss: tf.Scalar;
  /** As `Objective.metrics`: a mean over the samples, or the sums of a metric that is computed from them. */
  readonly metrics: readonly tf.Tensor[];
}

/** A metric of one output. */
export interface OutputMetric {
  /** Its key in logs. */
  readonly name: string;
  /** Null for a mean over samples, which is one number. */
  readonly sums: { readonly count: number; value(sums: readonly number[]): number } | null;
}

/** What is judged: inputs, and one target for each output. */
export interface JudgedBatch {
  readonly inputs: readonly tf.Tensor[];
  readonly targets: readonly tf.Tensor[];
  /** What each sample counts in the loss and in weighted metrics, `[batch]`, one for each target; none: all count 1. Other metrics ignore it, as in Keras. */
  readonly weights?: readonly tf.Tensor[];
}

/** A model's loss, regularization and metrics. */
export interface Objective {
  readonly metrics: readonly OutputMetric[];
  /** Pure operations with static shapes; the caller's tidy disposes the results. */
  judge(batch: JudgedBatch, context: CallContext): Judgement;
}

/** An output that is judged. */
export interface JudgedOutput extends OutputTraining {
  /** Its last axis. */
  readonly units: number;
  /** Whether a mask says which of its steps count. */
  readonly isMasked: boolean;
}

/** Losses and metrics of outputs, whatever made them. */
export interface OutputJudge {
  readonly metrics: readonly OutputMetric[];
  /** `losses`: of each output, times its weight. Pure operations; the caller's tidy disposes the results. */
  judge(
    outputs: readonly LayerOutput[],
    batch: Pick<JudgedBatch, 'targets' | 'weights'>,
  ): { readonly losses: readonly tf.Scalar[]; readonly metrics: readonly tf.Tensor[] };
}

/**
 * With several outputs, the metrics begin with the loss of each, without its weight, and a name begins with its output's id, as in
 * Keras. Where an output has a mask, loss and means are those of the steps that count in the whole batch.
 */
export function createJudge(judged: readonly JudgedOutput[]): OutputJudge {
  const isOnly = judged.length === 1;
  const each = judged.map((output) => ({
    ...output,
    lossOf: createLoss(output.loss),
    metricsOf: [
      ...output.metrics.map((config) => ({ metric: createMetric(config), isWeighted: false })),
      ...(output.weightedMetrics ?? []).map((config) => ({ metric: createMetric(config), isWeighted: true })),
    ],
  }));
  // In Keras's order: of all outputs the plain metrics, then the weighted ones.
  const metricsOfAll = [false, true].flatMap((isWeighted) =>
    each.flatMap((output, place) =>
      output.metricsOf.filter((one) => one.isWeighted === isWeighted).map((one) => ({ ...one, output, place })),
    ),
  );
  const losses: readonly OutputMetric[] = isOnly
    ? []
    : judged.map(({ id }) => ({ name: outputKey(id, 'loss', false), sums: null }));
  return {
    metrics: [
      ...losses,
      ...metricsOfAll.map(({ metric, isWeighted, output }) => ({
        name: outputKey(output.id, metric.name, isOnly),
        sums: metricSums(metric, output, isWeighted),
      })),
    ],
    judge(outputs, { targets, weights = [] }) {
      const plain = each.map(({ lossOf }, i) => {
        const output = outputAt(outputs, i);
        const target = tensorAt(targets, i);
        const weight = weights[i];
        if (!output.mask) {
          const values = lossOf.perSample(target, output);
          return tf.mean<tf.Scalar>(weight === undefined ? values : tf.mul(values, weight));
        }
        const values = lossOf.perElement(target, output);
        const { sum, count } = maskedSum(weight === undefined ? values : eachTimes(values, weight), output.mask);
        // Where none counts, the loss is 0.
        return tf.div<tf.Scalar>(sum, tf.maximum(count, 1));
      });
      const metrics = metricsOfAll.map(({ metric, isWeighted, place }) =>
        judgeMetric(metric, isWeighted, {
          output: outputAt(outputs, place),
          target: tensorAt(targets, place),
          weight: isWeighted ? weights[place] : undefined,
        }),
      );
      return {
        losses: plain.map((loss, i) => {
          const weight = each[i]?.weight ?? 1;
          return weight === 1 ? loss : tf.mul<tf.Scalar>(loss, weight);
        }),
        metrics: isOnly ? metrics : [...plain, ...metrics],
      };
    },
  };
}

/** The loss is the sum over the outputs, each times its weight, and the regularization. */
export function createObjective(model: Model, training: Objectives): Objective {
  const { spec } = model;
  const judged = outputTrainings(training, spec.outputs).map((output) => {
    const layer = layerOf(spec, output.id);
    return { ...output, units: firstOutput(layer).at(-1) ?? 1, isMasked: layer.outputMasks[0] === true };
  });
  const { metrics, judge } = createJudge(judged);
  return {
    metrics,
    judge({ inputs, ...batch }, context) {
      const { losses, metrics: values } = judge(model.run(inputs, context), batch);
      const regularization = model.regularizationLoss();
      const terms = regularization === null ? losses : [...losses, regularization];
      return { loss: terms.reduce((sum, term) => tf.add(sum, term)), metrics: values };
    },
  };
}

function outputAt(outputs: readonly LayerOutput[], i: number): LayerOutput {
  const output = outputs[i];
  if (output === undefined) throw new Error(`There is no output ${i}.`);
  return output;
}

/** A metric of a batch: a mean over samples, or its sums; of a weighted mean, the sum of the values and that of the weights. */
export function judgeMetric(
  metric: Metric,
  isWeighted: boolean,
  {
    output: { tensor, mask },
    target,
    weight,
  }: { readonly output: LayerOutput; readonly target: tf.Tensor; readonly weight: tf.Tensor | undefined },
): tf.Tensor {
  if (metric.kind === 'sums') return metric.sums(target, tensor, weight);
  if (mask) {
    const counts = weight === undefined ? mask : eachTimes(mask, weight);
    const { sum, count } = maskedSum(metric.perElement(target, tensor), counts);
    return tf.stack([sum, count]);
  }
  const values = metric.perSample(target, tensor);
  if (!isWeighted) return tf.mean(values);
  const counts = weight ?? tf.onesLike(values);
  return tf.stack([tf.sum(tf.mul(values, counts)), tf.sum(counts)]);
}

function layerOf(spec: ModelSpec, id: string): LayerSpec {
  const layer = spec.layers.find((each) => each.id === id);
  if (layer === undefined) throw new Error(`The model has no layer ${id}.`);
  return layer;
}

/** How the sums of `judgeMetric` become a value; null where it gives a mean. */
export function metricSums(
  metric: Metric,
  { units, isMasked }: Pick<JudgedOutput, 'units' | 'isMasked'>,
  isWeighted: boolean,
): OutputMetric['sums'] {
  if (metric.kind === 'sums') return { count: metric.count(units), value: (sums) => metric.value(sums) };
  if (!isMasked && !isWeighted) return null;
  return { count: 2, value: ([sum = 0, count = 0]) => (count === 0 ? 0 : sum / count) };
}
