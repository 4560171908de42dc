// Recurrent dropout in few operations: each gate sees the state through its own mask. The masked states are concatenated,
// `[batch, gates · units]`, and multiplied with a block-diagonal kernel, one block per gate: one product a step, as without
// masks.
import * as tf from '@tensorflow/tfjs-core';

/** Concatenated: `[batch, gates · units]`. */
export function joinMasks(masks: readonly tf.Tensor[] | null): tf.Tensor | null {
  return masks === null ? null : tf.concat([...masks], 1);
}

/** `[units, gates · units]` → `[gates · units, gates · units]`, blocks on the diagonal. Differentiable. */
export function blockDiagonal(kernel: tf.Tensor, gates: number): tf.Tensor {
  if (gates === 1) return kernel;
  const units = (kernel.shape.at(-1) ?? 1) / gates;
  const size = gates * units;
  const blocks = Float32Array.from({ length: size * size }, (_, i) =>
    Math.floor(i / size / units) === Math.floor((i % size) / units) ? 1 : 0,
  );
  return tf.mul(tf.tile(kernel, [gates, 1]), tf.tensor(blocks, [size, size]));
}

/** The masked state of one step's product, from the state `[batch, units]`. */
export function seenState(state: tf.Tensor, mask: tf.Tensor | null): tf.Tensor {
  return mask === null ? state : tf.mul(repeated(state, gatesOf(mask, state), 1), mask);
}

/** The same for all steps, `[steps, batch, units]`. */
export function seenStates(states: tf.Tensor, mask: tf.Tensor | null): tf.Tensor {
  return mask === null ? states : tf.mul(repeated(states, gatesOf(mask, states), 2), mask);
}

/** The state's gradients, to be summed, from the gradient of the masked state. */
export function stateGradients(seen: tf.Tensor, mask: tf.Tensor | null, units: number): tf.Tensor[] {
  return mask === null ? [seen] : tf.split(tf.mul(seen, mask), (mask.shape[1] ?? units) / units, 1);
}

function gatesOf(mask: tf.Tensor, states: tf.Tensor): number {
  return (mask.shape[1] ?? 1) / (states.shape.at(-1) ?? 1);
}

function repeated(x: tf.Tensor, times: number, axis: number): tf.Tensor {
  return times === 1
    ? x
    : tf.concat(
        Array.from({ length: times }, () => x),
        axis,
      );
}

/** The sum of a step's gradients. */
export function summed(gradients: readonly tf.Tensor[]): tf.Tensor {
  const [only] = gradients;
  return gradients.length === 1 && only !== undefined ? only : tf.addN([...gradients]);
}
