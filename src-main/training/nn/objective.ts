// A model with its loss and metrics. Both kinds of training step compute exactly this.
import '#main/training/nn/gradients.ts';
import * as tf from '@tensorflow/tfjs-core';
import type { LossConfig } from '#shared/training/losses.ts';
import type { MetricConfig } from '#shared/training/metrics.ts';
import type { OptimizerConfig } from '#shared/training/optimizers.ts';
import { firstOutput, type LayerSpec, type ModelSpec } from '#shared/model/model-spec.ts';
import type { EmbeddingGradient } from '#shared/training/training-settings.ts';
import type { CallContext, LayerOutput } from '#main/training/nn/call-context.ts';
import { createLoss } from '#main/training/nn/losses.ts';
import { createMetric, type Metric } from '#main/training/nn/metrics.ts';
import type { Model } from '#main/training/nn/model.ts';
import { maskedSum } from '#main/training/nn/targets.ts';
import { tensorAt } from '#main/training/nn/tensors.ts';

/** The part of an experiment's checked training settings that a step needs. */
export interface StepTraining {
  readonly loss: LossConfig;
  readonly optimizer: OptimizerConfig;
  readonly metrics: readonly MetricConfig[];
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
  /** What each sample counts in the loss, `[batch]`, one for each target; none: all count 1. Metrics ignore it, as in Keras. */
  readonly weights?: readonly tf.Tensor[];
}

/** A model's loss, regularization and metrics. */
export interface Objective {
  readonly metrics: readonly OutputMetric[];
  /** Pure operations with static shapes; the caller's tidy disposes the results. */
  judge(batch: JudgedBatch, context: CallContext): Judgement;
}

/**
 * With several outputs, the loss is the sum over them, and a metric's name begins with its output's id, as in Keras. Where an
 * output has a mask, loss and means are those of the steps that count in the whole batch.
 */
export function createObjective(model: Model, training: Pick<StepTraining, 'loss' | 'metrics'>): Objective {
  const loss = createLoss(training.loss);
  const metrics = training.metrics.map(createMetric);
  const { outputs: outputIds } = model.spec;
  return {
    metrics: outputIds.flatMap((id) => {
      const layer = layerOf(model.spec, id);
      return metrics.map((metric) => ({
        name: outputIds.length === 1 ? metric.name : `${id}_${metric.name}`,
        sums: sumsOf(metric, layer),
      }));
    }),
    judge({ inputs, targets, weights = [] }, context) {
      const outputs = model.run(inputs, context);
      const lossOf = (output: LayerOutput, i: number): tf.Scalar => {
        const target = tensorAt(targets, i);
        const weight = weights[i];
        if (!output.mask) {
          const values = loss.perSample(target, output);
          return tf.mean<tf.Scalar>(weight === undefined ? values : tf.mul(values, weight));
        }
        const values = loss.perElement(target, output);
        const { sum, count } = maskedSum(weight === undefined ? values : eachTimes(values, weight), output.mask);
        // Where none counts, the loss is 0.
        return tf.div<tf.Scalar>(sum, tf.maximum(count, 1));
      };
      const losses = outputs.map(lossOf);
      const regularization = model.regularizationLoss();
      if (regularization !== null) losses.push(regularization);
      return {
        loss: losses.reduce((sum, term) => tf.add(sum, term)),
        metrics: outputs.flatMap((output, i) =>
          metrics.map((metric) => {
            const target = tensorAt(targets, i);
            if (metric.kind === 'sums') return metric.sums(target, output.tensor);
            if (!output.mask) return tf.mean<tf.Scalar>(metric.perSample(target, output.tensor));
            const { sum, count } = maskedSum(metric.perElement(target, output.tensor), output.mask);
            return tf.stack([sum, count]);
          }),
        ),
      };
    },
  };
}

/** `[batch, …]` times `[batch]`. */
function eachTimes(values: tf.Tensor, weight: tf.Tensor): tf.Tensor {
  return tf.mul(values, tf.reshape(weight, [...weight.shape, ...values.shape.slice(1).map(() => 1)]));
}

function layerOf(spec: ModelSpec, id: string): LayerSpec {
  const layer = spec.layers.find((each) => each.id === id);
  if (layer === undefined) throw new Error(`The model has no layer ${id}.`);
  return layer;
}

function sumsOf(metric: Metric, layer: LayerSpec): OutputMetric['sums'] {
  if (metric.kind === 'sums')
    return { count: metric.count(firstOutput(layer).at(-1) ?? 1), value: (sums) => metric.value(sums) };
  if (layer.outputMasks[0] !== true) return null;
  return { count: 2, value: ([sum = 0, count = 0]) => (count === 0 ? 0 : sum / count) };
}
