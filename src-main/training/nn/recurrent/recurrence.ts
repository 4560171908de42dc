// Running a recurrent layer over its steps: the shape that forward and backward passes share.
// On the native engine each operation of a step is a call from JavaScript, so a pass uses as few as possible.
import * as tf from '@tensorflow/tfjs-core';
import { asGiven, tensorAt } from '#main/training/nn/tensors.ts';

/** A forward pass: its results, and what a backward pass needs of each step, by name. */
export interface Unrolled<Kept extends string> {
  /** The states after the last step, `[batch, units]`; the first is the layer's output. */
  readonly finals: readonly tf.Tensor[];
  /** After each step, `[steps, batch, units]`; null when not needed. */
  readonly states: tf.Tensor | null;
  /** `[steps, batch, …]`; `counted` is the mask, where there is one. */
  readonly kept: KeptSteps<Kept>;
}

/** What is kept of all steps, `[steps, batch, …]`. */
export type KeptSteps<Kept extends string> = Readonly<Record<Kept, tf.Tensor> & { counted?: tf.Tensor | undefined }>;

/** A layer's output, `[batch, steps, units]` or the last state `[batch, units]`, and the final states. */
export function outputsOf({ states, finals }: Pick<Unrolled<never>, 'states' | 'finals'>): tf.Tensor[] {
  return [states === null ? tensorAt(finals, 0) : swapStepsAndBatch(states), ...finals];
}

/** `[batch, steps, …]` to `[steps, batch, …]`, in which a step's numbers are contiguous, and back. */
export function swapStepsAndBatch(x: tf.Tensor): tf.Tensor {
  return tf.transpose(x, [1, 0, 2]);
}

/** The gradient that reaches the states from outside the layer. */
export interface Arriving {
  /** For the states after the last step, `[batch, units]`. */
  readonly finals: readonly tf.Tensor[];
  /** For the state after each step, `[steps, batch, units]`; null when the layer returns only the last one. */
  readonly each: tf.Tensor | null;
}

/** The inputs of a recurrence's hand-written gradient. */
export interface HandWritten<Weights extends string, Kept extends string> {
  /** What has a gradient besides the inputs: weights, and the states before the first step. */
  readonly weights: Readonly<Record<Weights, tf.Tensor>>;
  /** Recurrent dropout, `[batch, gates · units]`; null without. Constant: it has no gradient. */
  readonly mask: tf.Tensor | null;
  /** Whether the final states are outputs as well. */
  readonly returnsState: boolean;
  unroll(projected: tf.Tensor, weights: Readonly<Record<Weights, tf.Tensor>>): Unrolled<Kept>;
  /**
   * Backpropagation through time.
   * @param kept of all steps, `[steps, batch, …]`
   */
  backward(
    weights: Readonly<Record<Weights, tf.Tensor>>,
    kept: KeptSteps<Kept>,
    mask: tf.Tensor | null,
    arriving: Arriving,
  ): { readonly projected: tf.Tensor } & Readonly<Record<Weights, tf.Tensor>>;
}

/**
 * Runs a recurrence with its hand-written gradient: the forward pass keeps the gates, and one matrix product computes all
 * steps' weight gradients. Automatic differentiation needs one per step and several times the operations.
 * @returns as `outputsOf`; without `returnsState` the output alone
 */
export function runHandWritten<Weights extends string, Kept extends string>(
  projected: tf.Tensor,
  recurrence: HandWritten<Weights, Kept>,
): tf.Tensor[] {
  const weightNames = Object.keys(recurrence.weights) as Weights[];
  const { returnsState } = recurrence;
  let shapes: number[][] = [];
  const run = tf.customGrad((...given) => {
    const save = given.at(-1);
    if (typeof save !== 'function') throw new Error('A custom gradient has no place to save tensors.');
    const [x, ...weightTensors] = given.filter((item) => item instanceof tf.Tensor);
    if (x === undefined) throw new Error('A recurrence has no input.');
    const unrolled = recurrence.unroll(x, byName(weightNames, weightTensors));
    const { states, finals, kept } = unrolled;
    const keptNames = Object.keys(kept) as Kept[];
    save([...weightTensors, ...keptNames.map((name) => kept[name]), ...present(recurrence.mask)]);
    const outputs = outputsOf(unrolled).slice(0, returnsState ? undefined : 1);
    shapes = outputs.map(({ shape }) => shape);
    return {
      value: joinedOutputs(outputs),
      gradFunc: (dy, saved) => {
        const savedWeights = byName(weightNames, saved.slice(0, weightNames.length));
        const steps = byName(keptNames, saved.slice(weightNames.length));
        const mask = recurrence.mask === null ? null : tensorAt(saved, saved.length - 1);
        const [forOutput, ...forFinals] = separateOutputs(dy, shapes);
        const arriving = arrivingAt(finals, states, asGiven(forOutput), forFinals);
        const gradients = recurrence.backward(savedWeights, steps, mask, arriving);
        return [gradients.projected, ...weightNames.map((name) => gradients[name])];
      },
    };
  });
  return separateOutputs(run(projected, ...weightNames.map((name) => recurrence.weights[name])), shapes);
}

/** A custom gradient has one output: `[batch, …]` each, side by side. */
function joinedOutputs(outputs: readonly tf.Tensor[]): tf.Tensor {
  if (outputs.length === 1) return tensorAt(outputs, 0);
  return tf.concat(
    outputs.map((output) => tf.reshape(output, [output.shape[0], -1])),
    1,
  );
}

function separateOutputs(joined: tf.Tensor, shapes: readonly number[][]): tf.Tensor[] {
  if (shapes.length === 1) return [joined];
  const sizes = shapes.map(([, ...rest]) => rest.reduce((product, size) => product * size, 1));
  return tf.split(joined, sizes, 1).map((part, i) => tf.reshape(part, shapes[i] ?? []));
}

function arrivingAt(
  finals: readonly tf.Tensor[],
  states: tf.Tensor | null,
  forOutput: tf.Tensor,
  forFinals: readonly tf.Tensor[],
): Arriving {
  const atFinals = finals.map(({ shape }, i) => forFinals[i] ?? tf.zeros(shape));
  if (states !== null) return { finals: atFinals, each: swapStepsAndBatch(forOutput) };
  const [first, ...rest] = atFinals;
  return { finals: [forFinals.length === 0 ? forOutput : tf.add(forOutput, asGiven(first)), ...rest], each: null };
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

/** The tensors that are there, in order. */
export function present(...tensors: readonly (tf.Tensor | null | undefined)[]): tf.Tensor[] {
  return tensors.filter((tensor) => tensor !== null && tensor !== undefined);
}

/** The state's whole gradient at a step: that of later steps, and that from outside, which may be absent. */
export function addArriving(carried: tf.Tensor, arriving: tf.Tensor | undefined): tf.Tensor {
  return arriving === undefined ? carried : tf.add(carried, arriving);
}

function asRows(x: tf.Tensor): tf.Tensor {
  return tf.reshape(x, [-1, x.shape.at(-1) ?? 1]);
}
