// The arguments and the result of applying a layer. Nothing here may read a tensor's values: an apply is also recorded into a
// TensorFlow graph, where tensors have shapes but no values yet.
import type { Tensor, Variable } from '@tensorflow/tfjs-core';
import type { RowGradient } from '#main/training/nn/row-gradient.ts';
import type { LayerState } from '#main/training/nn/layer-state.ts';
import type { Scan } from '#main/training/nn/recurrent/scan.ts';

/** Where a step's random numbers come from; the eager step draws them here, a compiled one inside its graph. */
export interface RandomSource {
  /**
   * Uniform in [0, 1), float32; new numbers at every call and at every training step.
   * @param seed a layer's own `seed`; null draws from the run's
   */
  uniform(shape: readonly number[], seed: number | null): Tensor;
}

/** What a forward pass gets besides its inputs. */
export interface CallContext {
  /** True while training: dropout is applied. */
  readonly training: boolean;
  readonly random: RandomSource;
  /** What runs recurrent layers over their steps. */
  readonly scan: Scan;
  /** Present while training: where layers keep what no gradient changes. */
  readonly state?: LayerState | undefined;
  /**
   * Called with a table's gradient in rows while gradients are computed; absent when nothing needs it. The tensors are
   * disposed when the listener returns.
   */
  readonly onRowGradient?: ((table: Variable, gradient: RowGradient) => void) | undefined;
}

/** The logits: the input of the sigmoid or softmax that a model ends with. Cross-entropy is computed from them, as in Keras. */
export interface Logits {
  readonly of: 'sigmoid' | 'softmax';
  readonly tensor: Tensor;
}

/** A layer's result. The caller's tidy disposes it. */
export interface LayerOutput {
  /** `[batch, ...outputShape]` */
  readonly tensor: Tensor;
  readonly logits: Logits | null;
  /** Its mask. When left out, it has the first input's where the layer's definition says that it has one. */
  readonly mask?: Mask | undefined;
}

/**
 * Which steps of a sequence count, 1 or 0, float32; `[batch, steps]`, or with further axes, as Keras's masks. Null: all.
 * Constant: no gradient passes it.
 */
export type Mask = Tensor | null;

/**
 * A layer with its weights: tensors in, its outputs out; pure operations with static shapes.
 * @param masks one for each input
 */
export type ApplyLayer = (
  inputs: readonly Tensor[],
  context: CallContext,
  masks: readonly Mask[],
) => LayerOutput | readonly LayerOutput[];

/** An output whose logits are not kept. */
export function plainOutput(tensor: Tensor): LayerOutput {
  return { tensor, logits: null };
}

/** The first input. @throws Error when there is none, which the model check rules out */
export function onlyTensor(inputs: readonly Tensor[]): Tensor {
  const [input] = inputs;
  if (input === undefined) throw new Error('A layer was applied without an input.');
  return input;
}
