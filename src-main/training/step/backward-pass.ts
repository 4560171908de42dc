// Forward and backward pass of one batch with tfjs's own differentiation: the eager step carries it out, the compiled step
// records it.
import * as tf from '@tensorflow/tfjs-core';
import type { CallContext } from '#main/training/nn/call-context.ts';
import { unrolledScan } from '#main/training/nn/recurrent/scan.ts';
import { noRandomSource } from '#main/training/nn/seeded-random-source.ts';
import type { Judgement, Objective } from '#main/training/nn/objective.ts';

/** How layers are called where nothing is learnt. */
export const atInference: CallContext = { training: false, random: noRandomSource, scan: unrolledScan };

export interface BatchTensors {
  readonly inputs: readonly tf.Tensor[];
  readonly targets: readonly tf.Tensor[];
}

/** Gradients by the variables' tfjs names; a weight that the loss does not depend on has none. The caller's tidy disposes all. */
export function differentiate(
  objective: Objective,
  trained: readonly { readonly variable: tf.Variable }[],
  { inputs, targets }: BatchTensors,
  context: CallContext,
): { judgement: Judgement; gradients: Readonly<Record<string, tf.Tensor>> } {
  if (trained.length === 0) return { judgement: objective.judge(inputs, targets, context), gradients: {} };
  const kept: tf.Scalar[] = [];
  try {
    const { value, grads } = tf.variableGrads(
      () => {
        const judgement = objective.judge(inputs, targets, context);
        // The function's own tidy would take them away before they are read.
        kept.push(...judgement.metrics.map((metric) => tf.keep(metric)));
        return judgement.loss;
      },
      trained.map(({ variable }) => variable),
    );
    return { judgement: { loss: value, metrics: kept.map((metric) => tf.clone(metric)) }, gradients: grads };
  } catch (error) {
    disposeSaved(tf.engine().state.activeTape);
    throw error;
  } finally {
    for (const metric of kept) metric.dispose();
  }
}

/** What a pass had saved for its gradients: tfjs lets go of it only when the pass succeeds. */
function disposeSaved(tape: readonly { readonly saved?: tf.Tensor[] }[] | null): void {
  for (const { saved = [] } of tape ?? []) for (const tensor of saved) tensor.dispose();
}

/** Loss and metrics as one tensor: one transfer from the device. */
export function packed({ loss, metrics }: Judgement): tf.Tensor {
  return tf.stack([loss, ...metrics]);
}
