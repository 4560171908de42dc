// Running a recurrent layer over its steps: the shape that forward and backward passes share.
// On the native engine each operation of a step is a call from JavaScript, so a pass uses as few as possible.
import * as tf from '@tensorflow/tfjs-core';
import { tensorAt } from '#main/training/nn/tensors.ts';

/** A forward pass: its results, and what a backward pass needs of each step, by name. */
export interface Unrolled<Kept extends string> {
  /** After the last step, `[batch, units]`. */
  readonly last: tf.Tensor;
  /** After each step, `[steps, batch, units]`; null when not needed. */
  readonly states: tf.Tensor | null;
  /** `[steps, batch, …]` */
  readonly kept: Readonly<Record<Kept, tf.Tensor>>;
}

/** A layer's output: `[batch, steps, units]`, or the last state `[batch, units]`. */
export function outputOf({ states, last }: Pick<Unrolled<never>, 'states' | 'last'>): tf.Tensor {
  return states === null ? last : swapStepsAndBatch(states);
}

/** `[batch, steps, …]` to `[steps, batch, …]`, in which a step's numbers are contiguous, and back. */
export function swapStepsAndBatch(x: tf.Tensor): tf.Tensor {
  return tf.transpose(x, [1, 0, 2]);
}

/** The gradient that reaches the states from outside the layer. */
export interface Arriving {
  /** For the state after the last step, `[batch, units]`: zeros when the layer returns all states. */
  readonly last: tf.Tensor;
  /** For the state after each step, `[steps, batch, units]`; null when the layer returns only the last one. */
  readonly each: tf.Tensor | null;
}

/** The inputs of a recurrence's hand-written gradient. */
export interface HandWritten<Weights extends string, Kept extends string> {
  readonly weights: Readonly<Record<Weights, tf.Tensor>>;
  /** Recurrent dropout, `[batch, gates · units]`; null without. Constant: it has no gradient. */
  readonly mask: tf.Tensor | null;
  unroll(projected: tf.Tensor, weights: Readonly<Record<Weights, tf.Tensor>>): Unrolled<Kept>;
  /**
   * Backpropagation through time.
   * @param kept of all steps, `[steps, batch, …]`
   */
  backward(
    weights: Readonly<Record<Weights, tf.Tensor>>,
    kept: Readonly<Record<Kept, tf.Tensor>>,
    mask: tf.Tensor | null,
    arriving: Arriving,
  ): { readonly projected: tf.Tensor } & Readonly<Record<Weights, tf.Tensor>>;
}

/**
 * Runs a recurrence with its hand-written gradient: the forward pass keeps the gates, and one matrix product computes all
 * steps' weight gradients. Automatic differentiation needs one per step and several times the operations.
 */
export function runHandWritten<Weights extends string, Kept extends string>(
  projected: tf.Tensor,
  recurrence: HandWritten<Weights, Kept>,
): tf.Tensor {
  const weightNames = Object.keys(recurrence.weights) as Weights[];
  const run = tf.customGrad((...given) => {
    const save = given.at(-1);
    if (typeof save !== 'function') throw new Error('A custom gradient has no place to save tensors.');
    const [x, ...weightTensors] = given.filter((item) => item instanceof tf.Tensor);
    if (x === undefined) throw new Error('A recurrence has no input.');
    const unrolled = recurrence.unroll(x, byName(weightNames, weightTensors));
    const { states, last, kept } = unrolled;
    const keptNames = Object.keys(kept) as Kept[];
    save([...weightTensors, ...keptNames.map((name) => kept[name]), ...present(recurrence.mask)]);
    return {
      value: outputOf(unrolled),
      gradFunc: (dy, saved) => {
        const savedWeights = byName(weightNames, saved.slice(0, weightNames.length));
        const steps = byName(keptNames, saved.slice(weightNames.length));
        const mask = recurrence.mask === null ? null : tensorAt(saved, saved.length - 1);
        const arriving =
          states === null ? { last: dy, each: null } : { last: tf.zeros(last.shape), each: swapStepsAndBatch(dy) };
        const gradients = recurrence.backward(savedWeights, steps, mask, arriving);
        return [gradients.projected, ...weightNames.map((name) => gradients[name])];
      },
    };
  });
  return run(projected, ...weightNames.map((name) => recurrence.weights[name]));
}

function byName<Name extends string>(
  names: readonly Name[],
  tensors: readonly tf.Tensor[],
): Readonly<Record<Name, tf.Tensor>> {
  return Object.fromEntries(names.map((name, i) => [name, tensorAt(tensors, i)])) as Record<Name, tf.Tensor>;
}

/** `[steps, batch, a]` and `[steps, batch, b]` → `[a, b]`: the sum over samples and steps of their outer products. */
export function sumOfOuterProducts(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  return tf.matMul(asRows(a), asRows(b), true, false);
}

/** The tensors that are not null, in order. */
export function present(...tensors: readonly (tf.Tensor | null)[]): tf.Tensor[] {
  return tensors.filter((tensor) => tensor !== null);
}

/** The state's whole gradient at a step: that of later steps, and that from outside, which may be absent. */
export function addArriving(carried: tf.Tensor, arriving: tf.Tensor | undefined): tf.Tensor {
  return arriving === undefined ? carried : tf.add(carried, arriving);
}

function asRows(x: tf.Tensor): tf.Tensor {
  return tf.reshape(x, [-1, x.shape.at(-1) ?? 1]);
}
