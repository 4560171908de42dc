// A model with its loss and metrics. Both kinds of training step compute exactly this.
import '#main/training/nn/gradients.ts';
import * as tf from '@tensorflow/tfjs-core';
import type { LossConfig } from '#shared/training/losses.ts';
import type { MetricConfig } from '#shared/training/metrics.ts';
import type { OptimizerConfig } from '#shared/training/optimizers.ts';
import { firstOutput, type ModelSpec } from '#shared/model/model-spec.ts';
import type { EmbeddingGradient } from '#shared/training/training-settings.ts';
import type { CallContext, LayerOutput } from '#main/training/nn/call-context.ts';
import { createLoss } from '#main/training/nn/losses.ts';
import { createMetric } from '#main/training/nn/metrics.ts';
import type { Model } from '#main/training/nn/model.ts';
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

/** A model's loss, regularization and metrics. */
export interface Objective {
  readonly metrics: readonly OutputMetric[];
  /** Pure operations with static shapes; the caller's tidy disposes the results. */
  judge(inputs: readonly tf.Tensor[], targets: readonly tf.Tensor[], context: CallContext): Judgement;
}

/** With several outputs, the loss is the sum over them, and a metric's name begins with its output's id, as in Keras. */
export function createObjective(model: Model, training: Pick<StepTraining, 'loss' | 'metrics'>): Objective {
  const loss = createLoss(training.loss);
  const metrics = training.metrics.map(createMetric);
  const { outputs: outputIds } = model.spec;
  return {
    metrics: outputIds.flatMap((id) =>
      metrics.map((metric) => ({
        name: outputIds.length === 1 ? metric.name : `${id}_${metric.name}`,
        sums:
          metric.kind === 'mean'
            ? null
            : { count: metric.count(lastAxisOf(model.spec, id)), value: (sums) => metric.value(sums) },
      })),
    ),
    judge(inputs, targets, context) {
      const outputs = model.run(inputs, context);
      const lossOf = (output: LayerOutput, i: number): tf.Scalar =>
        tf.mean<tf.Scalar>(loss.perSample(tensorAt(targets, i), output));
      const losses = outputs.map(lossOf);
      const regularization = model.regularizationLoss();
      if (regularization !== null) losses.push(regularization);
      return {
        loss: losses.reduce((sum, term) => tf.add(sum, term)),
        metrics: outputs.flatMap((output, i) =>
          metrics.map((metric) => {
            const target = tensorAt(targets, i);
            return metric.kind === 'mean'
              ? tf.mean<tf.Scalar>(metric.perSample(target, output.tensor))
              : metric.sums(target, output.tensor);
          }),
        ),
      };
    },
  };
}

function lastAxisOf(spec: ModelSpec, id: string): number {
  const layer = spec.layers.find((each) => each.id === id);
  return (layer === undefined ? undefined : firstOutput(layer).at(-1)) ?? 1;
}
