// LSTM (Hochreiter & Schmidhuber, 1997), gates in Keras's order i (input), f (forget), c (candidate), o (output).
//   i, f, o = σ(x·K + b + s·R)   g = tanh(x·Kc + bc + s·Rc)   c' = f ∘ c + i ∘ g   s' = o ∘ tanh(c')
// Inside, the columns stand as i, f, o, c: the three sigmoids are then one operation.
import * as tf from '@tensorflow/tfjs-core';
import { lstmConfigSchema, type LSTMConfig } from '#shared/layers/recurrent.ts';
import { activate, derivativeFromOutput } from '#main/training/nn/activations.ts';
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';
import {
  blockDiagonal,
  joinMasks,
  seenState,
  seenStates,
  stateGradients,
  summed,
} from '#main/training/nn/recurrent-dropout.ts';
import { drawMasks, projectInputs, readingOrder } from '#main/training/nn/recurrent-inputs.ts';
import {
  addArriving,
  outputOf,
  runHandWritten,
  statesBefore,
  sumOfOuterProducts,
  type Unrolled,
} from '#main/training/nn/recurrence.ts';
import { sequenceSizes, tensorAt } from '#main/training/nn/tensors.ts';

/** Kept of every step: i, f, o; the candidate g; the cell c; and its activation. */
type LstmKept = 'gates' | 'candidates' | 'cells' | 'activatedCells';

export const buildLSTM: LayerBuilder = (spec, weights) => {
  const config = lstmConfigSchema.parse(spec.config);
  const kernel = weights.get('kernel');
  const recurrentKernel = weights.get('recurrent_kernel');
  const bias = config.use_bias ? weights.get('bias') : null;
  const activation = derivativeFromOutput(config.activation);
  const recurrentActivation = derivativeFromOutput(config.recurrent_activation);

  return (inputs, context) => {
    const x = readingOrder(onlyTensor(inputs), config);
    const masks = drawMasks(x, 4, config, context);
    const inputMasks = masks.inputs?.length === 4 ? sigmoidsFirst(masks.inputs) : masks.inputs;
    const mask = joinMasks(masks.states === null ? null : sigmoidsFirst(masks.states));
    const projected = projectInputs(x, reorder(kernel), bias === null ? null : reorder(bias), inputMasks);
    const recurrent = mask === null ? reorder(recurrentKernel) : blockDiagonal(reorder(recurrentKernel), 4);
    if (activation === null || recurrentActivation === null) {
      const { states } = unrollLstm(projected, recurrent, mask, config);
      return plainOutput(outputOf(states, config.return_sequences));
    }
    return plainOutput(
      runHandWritten(projected, {
        weights: { recurrent },
        mask,
        sequences: config.return_sequences,
        unroll: (x, { recurrent }) => unrollLstm(x, recurrent, mask, config),
        backward: ({ recurrent }, steps, mask, arriving) =>
          backwardLstm(recurrent, { activation, recurrentActivation }, steps, mask, arriving),
      }),
    );
  };
};

function sigmoidsFirst(gates: readonly tf.Tensor[]): tf.Tensor[] {
  return [0, 1, 3, 2].map((gate) => tensorAt(gates, gate));
}

/** Columns i, f, c, o → i, f, o, c. */
function reorder(weight: tf.Tensor): tf.Tensor {
  const axis = weight.rank - 1;
  return tf.concat(sigmoidsFirst(tf.split(weight, 4, axis)), axis);
}

function unrollLstm(
  projected: tf.Tensor,
  recurrent: tf.Tensor,
  mask: tf.Tensor | null,
  config: LSTMConfig,
): Unrolled<LstmKept> {
  const { batch } = sequenceSizes(projected);
  const { units } = config;
  const states: tf.Tensor[] = [];
  const kept: Record<LstmKept, tf.Tensor[]> = { gates: [], candidates: [], cells: [], activatedCells: [] };
  let state: tf.Tensor = tf.zeros([batch, units]);
  let cell: tf.Tensor = state;
  for (const input of tf.unstack(projected, 1)) {
    const product = tf.matMul(seenState(state, mask), recurrent);
    const parts = tf.split(tf.add(input, product), [3 * units, units], 1);
    const gates = activate(config.recurrent_activation, tensorAt(parts, 0));
    const candidate = activate(config.activation, tensorAt(parts, 1));
    const [put, keep, show] = threeOf(gates, 1);
    cell = tf.add(tf.mul(keep, cell), tf.mul(put, candidate));
    const activatedCell = activate(config.activation, cell);
    state = tf.mul(show, activatedCell);
    states.push(state);
    kept.gates.push(gates);
    kept.candidates.push(candidate);
    kept.cells.push(cell);
    kept.activatedCells.push(activatedCell);
  }
  return { states, kept };
}

/** As the GRU's: factors for all steps at once, six operations a step, one product for the weights. */
function backwardLstm(
  recurrent: tf.Tensor,
  derivatives: Readonly<Record<'activation' | 'recurrentActivation', (y: tf.Tensor) => tf.Tensor>>,
  steps: Readonly<Record<LstmKept | 'states', tf.Tensor>>,
  mask: tf.Tensor | null,
  arriving: (step: number) => tf.Tensor | null,
): { projected: tf.Tensor; recurrent: tf.Tensor } {
  const [put, keep, show] = threeOf(steps.gates, 2);
  const [putSlope, keepSlope, showSlope] = threeOf(derivatives.recurrentActivation(steps.gates), 2);
  const factors = tf.unstack(
    tf.concat(
      [
        tf.mul(steps.candidates, putSlope),
        tf.mul(statesBefore(steps.cells), keepSlope),
        tf.mul(steps.activatedCells, showSlope),
        tf.mul(put, derivatives.activation(steps.candidates)),
      ],
      2,
    ),
    1,
  );
  const units = steps.states.shape.at(-1) ?? 1;
  const stateToCell = tf.unstack(tf.mul(show, derivatives.activation(steps.activatedCells)), 1);
  const keeps = tf.unstack(keep, 1);
  const gradients: tf.Tensor[] = [];
  let carriedState: tf.Tensor | null = null;
  let carriedCell: tf.Tensor | null = null;
  for (let step = factors.length - 1; step >= 0; step--) {
    const state = addArriving(carriedState, arriving(step));
    const cell: tf.Tensor = addArriving(tf.mul(state, tensorAt(stateToCell, step)), carriedCell);
    const gradient = tf.mul(tf.concat([cell, cell, state, cell], 1), tensorAt(factors, step));
    gradients.unshift(gradient);
    if (step > 0) {
      carriedState = summed(stateGradients(tf.matMul(gradient, recurrent, false, true), mask, units));
      carriedCell = tf.mul(cell, tensorAt(keeps, step));
    }
  }
  const projected = tf.stack(gradients, 1);
  return { projected, recurrent: sumOfOuterProducts(seenStates(statesBefore(steps.states), mask), projected) };
}

function threeOf(x: tf.Tensor, axis: number): [tf.Tensor, tf.Tensor, tf.Tensor] {
  const parts = tf.split(x, 3, axis);
  return [tensorAt(parts, 0), tensorAt(parts, 1), tensorAt(parts, 2)];
}
