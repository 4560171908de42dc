// Running a recurrent layer over its steps: the shape that forward and backward passes share.
// On the native engine every operation of a step is a call from JavaScript, so a pass has as few as possible.
import * as tf from '@tensorflow/tfjs-core';
import { tensorAt } from '#main/training/nn/tensors.ts';

/** The states after each step `[batch, units]`, and what else a backward pass needs of each step, by name. */
export interface Unrolled<Kept extends string> {
  readonly states: readonly tf.Tensor[];
  readonly kept: Readonly<Record<Kept, readonly tf.Tensor[]>>;
}

/** `[batch, steps, units]`, or the last state `[batch, units]`. */
export function outputOf(states: readonly tf.Tensor[], sequences: boolean): tf.Tensor {
  return sequences ? tf.stack([...states], 1) : tensorAt(states, states.length - 1);
}

export interface HandWritten<Weights extends string, Kept extends string> {
  readonly weights: Readonly<Record<Weights, tf.Tensor>>;
  /** Recurrent dropout, `[batch, gates · units]`; null without. Constant: it has no gradient. */
  readonly mask: tf.Tensor | null;
  readonly sequences: boolean;
  unroll(projected: tf.Tensor, weights: Readonly<Record<Weights, tf.Tensor>>): Unrolled<Kept>;
  /**
   * Backpropagation through time.
   * @param steps kept tensors of all steps, `[batch, steps, …]`
   * @param arriving the gradient that reaches the state after a step from outside the layer; null where there is none
   */
  backward(
    weights: Readonly<Record<Weights, tf.Tensor>>,
    steps: Readonly<Record<Kept | 'states', tf.Tensor>>,
    mask: tf.Tensor | null,
    arriving: (step: number) => tf.Tensor | null,
  ): { readonly projected: tf.Tensor } & Readonly<Record<Weights, tf.Tensor>>;
}

/**
 * Runs a recurrence with its hand-written gradient: gates are kept from the forward pass, and one matrix product gives
 * all steps' weight gradients, where automatic differentiation has one a step and several times the operations.
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
    const weights = byName(weightNames, weightTensors);
    const { states, kept } = recurrence.unroll(x, weights);
    const keptNames = Object.keys(kept) as Kept[];
    const stackedStates = tf.stack([...states], 1);
    const stacks = keptNames.map((name) => tf.stack([...kept[name]], 1));
    save([...weightTensors, stackedStates, ...stacks, ...(recurrence.mask === null ? [] : [recurrence.mask])]);
    return {
      value: recurrence.sequences ? stackedStates : tensorAt(states, states.length - 1),
      gradFunc: (dy, saved) => {
        const savedWeights = byName(weightNames, saved.slice(0, weightNames.length));
        const steps = byName<Kept | 'states'>(['states', ...keptNames], saved.slice(weightNames.length));
        const mask = recurrence.mask === null ? null : tensorAt(saved, saved.length - 1);
        const slices = recurrence.sequences ? tf.unstack(dy, 1) : null;
        const last = states.length - 1;
        const gradients = recurrence.backward(savedWeights, steps, mask, (step) =>
          slices === null ? (step === last ? dy : null) : tensorAt(slices, step),
        );
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

/** `[batch, steps, units]` one step later: zeros first, the last state dropped. What each step read. */
export function statesBefore(states: tf.Tensor): tf.Tensor {
  const [batch = 0, steps = 0, units = 0] = states.shape;
  const first = tf.zeros([batch, 1, units]);
  return steps === 1 ? first : tf.concat([first, tf.slice(states, [0, 0, 0], [batch, steps - 1, units])], 1);
}

/** `[batch, steps, a]` and `[batch, steps, b]` → `[a, b]`: the sum over samples and steps of their outer products. */
export function sumOfOuterProducts(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  return tf.matMul(asRows(a), asRows(b), true, false);
}

/** The sum of two gradients where the second may not be there. */
export function addArriving(gradient: tf.Tensor | null, arriving: tf.Tensor | null): tf.Tensor {
  if (gradient !== null && arriving !== null) return tf.add(gradient, arriving);
  const only = gradient ?? arriving;
  if (only === null) throw new Error('A step has no gradient.');
  return only;
}

function asRows(x: tf.Tensor): tf.Tensor {
  return tf.reshape(x, [-1, x.shape.at(-1) ?? 1]);
}
