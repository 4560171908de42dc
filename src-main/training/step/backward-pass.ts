// Forward and backward pass of one batch with tfjs's automatic differentiation: the eager step executes it, the compiled step
// records it.
import * as tf from '@tensorflow/tfjs-core';
import type { CallContext } from '#main/training/nn/call-context.ts';
import { CollectedState } from '#main/training/nn/layer-state.ts';
import { unrolledScan } from '#main/training/nn/recurrent/scan.ts';
import { noRandomSource } from '#main/training/nn/seeded-random-source.ts';
import type { JudgedBatch, Judgement } from '#main/training/nn/objective.ts';
import type { Gradient, RowGradient } from '#main/training/nn/row-gradient.ts';
import type { StepState } from '#main/training/step/step-state.ts';

/** The call context for inference. */
export const atInference: CallContext = { training: false, random: noRandomSource, scan: unrolledScan };

/** A pass's results, by the variables' tfjs names. The caller's tidy disposes all. */
interface Differentiated {
  readonly judgement: Judgement;
  /** A weight that the loss does not depend on has none. */
  readonly gradients: Readonly<Record<string, Gradient>>;
  /** The new values of weights that layers set themselves. */
  readonly state: Readonly<Record<string, tf.Tensor>>;
}

/** Forward and backward pass. */
export function differentiate(
  { objective, trained, rowGradients }: Pick<StepState, 'objective' | 'trained' | 'rowGradients'>,
  batch: JudgedBatch,
  given: CallContext,
): Differentiated {
  const state = new CollectedState();
  const kept: tf.Tensor[] = [];
  const keptRows = new Map<string, RowGradient>();
  const context: CallContext = {
    ...given,
    state,
    onRowGradient: rowGradients
      ? ({ name }, { rows, words, wordCount }) => {
          keptRows.set(name, { rows: tf.keep(tf.clone(rows)), words: tf.keep(tf.clone(words)), wordCount });
        }
      : undefined,
  };
  try {
    if (trained.length === 0) {
      const judgement = objective.judge(batch, context);
      return { judgement, gradients: {}, state: state.values() };
    }
    const { value, grads } = tf.variableGrads(
      () => {
        const judgement = objective.judge(batch, context);
        // The function's own tidy would dispose them before they are read.
        kept.push(...judgement.metrics.map((metric) => tf.keep(metric)));
        return judgement.loss;
      },
      trained.map(({ variable }) => variable),
    );
    const inRows = [...keptRows].map(([name, { rows, words, wordCount }]): [string, Gradient] => [
      name,
      { rows: tf.clone(rows), words: tf.clone(words), wordCount },
    ]);
    return {
      judgement: { loss: value, metrics: kept.map((metric) => tf.clone(metric)) },
      gradients: { ...grads, ...Object.fromEntries(inRows) },
      state: state.values(),
    };
  } catch (error) {
    disposeSaved(tf.engine().state.activeTape);
    throw error;
  } finally {
    state.dispose();
    for (const metric of kept) metric.dispose();
    for (const { rows, words } of keptRows.values()) tf.dispose([rows, words]);
  }
}

/** The tensors a pass saved for its gradients: tfjs frees them only when the pass succeeds. */
function disposeSaved(tape: readonly { readonly saved?: tf.Tensor[] }[] | null): void {
  for (const { saved = [] } of tape ?? []) for (const tensor of saved) tensor.dispose();
}

/** Loss and metrics as one tensor: one transfer from the device. */
export function packed({ loss, metrics }: Judgement): tf.Tensor {
  if (metrics.every(({ rank }) => rank === 0)) return tf.stack([loss, ...metrics]);
  return tf.concat([loss, ...metrics].map((each) => tf.reshape(each, [-1])));
}
