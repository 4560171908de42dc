// LSTM (Hochreiter & Schmidhuber, 1997), gates in Keras's order i (input), f (forget), c (candidate), o (output).
//   i, f, o = σ(x·K + b + s·R)   g = tanh(x·Kc + bc + s·Rc)   c' = f ∘ c + i ∘ g   s' = o ∘ tanh(c')
// Internally the columns are ordered i, f, o, c: the three sigmoids are then one operation.
import * as tf from '@tensorflow/tfjs-core';
import { lstmConfigSchema, type LSTMConfig } from '#shared/model/layers/lstm.ts';
import { activate, derivativeFromOutput } from '#main/training/nn/activations.ts';
import type { Mask } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';
import {
  maskedOutputs,
  nextWhereCounted,
  optionalSlices,
  pastMasked,
  pastWhereMasked,
  whereCounted,
} from '#main/training/nn/recurrent/masked-steps.ts';
import {
  blockDiagonal,
  joinMasks,
  seenState,
  seenStates,
  stateGradients,
  summed,
} from '#main/training/nn/recurrent/recurrent-dropout.ts';
import {
  countedSteps,
  drawMasks,
  projectInputs,
  readingOrder,
  zeroState,
  type RecurrentScan,
} from '#main/training/nn/recurrent/recurrent-inputs.ts';
import {
  addArriving,
  outputsOf,
  present,
  runHandWritten,
  sumOfOuterProducts,
  type Arriving,
  type KeptSteps,
  type Unrolled,
} from '#main/training/nn/recurrent/recurrence.ts';
import { unrolledScan, type Scan } from '#main/training/nn/recurrent/scan.ts';
import { asGiven, tensorAt } from '#main/training/nn/tensors.ts';

/** Kept of every step: state and cell before; i, f, o; the candidate g; and the new cell's activation. */
type LstmKept = 'before' | 'cellsBefore' | 'gates' | 'candidates' | 'activatedCells';

/** Keras's LSTM: `[batch, steps, features]` to `[batch, units]`, or `[batch, steps, units]` with return_sequences. */
export const build: LayerBuilder = (spec, weights) => {
  const config = lstmConfigSchema.parse(spec.config);
  const kernel = weights.get('kernel');
  const recurrentKernel = weights.get('recurrent_kernel');
  const bias = config.use_bias ? weights.get('bias') : null;
  const activation = derivativeFromOutput(config.activation);
  const recurrentActivation = derivativeFromOutput(config.recurrent_activation);

  return ([given, initialState, initialCell], context, [steps = null]) => {
    const x = readingOrder(asGiven(given), config);
    // As in Keras, which reads no mask beside a given state.
    const counted = initialState === undefined ? countedSteps(steps, config) : null;
    const masks = drawMasks(x, 4, config, context);
    const inputMasks = masks.inputs?.length === 4 ? sigmoidsFirst(masks.inputs) : masks.inputs;
    const mask = joinMasks(masks.states === null ? null : sigmoidsFirst(masks.states));
    const projected = projectInputs(x, reorder(kernel), bias === null ? null : reorder(bias), inputMasks);
    const own = {
      recurrent: mask === null ? reorder(recurrentKernel) : blockDiagonal(reorder(recurrentKernel), 4),
      state: initialState ?? zeroState(x, config),
      cell: initialCell ?? zeroState(x, config),
    };
    const unroll = (scan: Scan, x: tf.Tensor, { recurrent, state, cell }: typeof own): Unrolled<LstmKept> =>
      scanLstm(scan, x, { carried: [state, cell], constants: [recurrent], samples: present(mask) }, config, counted);
    const outputs =
      activation === null || recurrentActivation === null
        ? outputsOf(unroll(unrolledScan, projected, own))
        : runHandWritten(projected, {
            weights: own,
            mask,
            returnsState: config.return_state,
            unroll: (x, weights) => unroll(context.scan, x, weights),
            backward: ({ recurrent }, kept, mask, arriving) =>
              backwardLstm(context.scan, { recurrent, activation, recurrentActivation, kept, mask, arriving }),
          });
    return maskedOutputs(outputs, counted, config);
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

function scanLstm(
  scan: Scan,
  projected: tf.Tensor,
  given: RecurrentScan,
  config: LSTMConfig,
  steps: Mask,
): Unrolled<LstmKept> {
  const { units, return_sequences: sequences } = config;
  const { carried, outputs } = scan({
    ...given,
    sequences: present(projected, steps),
    step: ([state, cell], [input, counted], [kernel], [mask]) => {
      const product = tf.matMul(seenState(asGiven(state), mask ?? null), asGiven(kernel));
      const parts = tf.split(tf.add(asGiven(input), product), [3 * units, units], 1);
      const gates = activate(config.recurrent_activation, tensorAt(parts, 0));
      const candidate = activate(config.activation, tensorAt(parts, 1));
      const [put, keep, show] = threeOf(gates);
      const ownCell = tf.add(tf.mul(keep, asGiven(cell)), tf.mul(put, candidate));
      const activatedCell = activate(config.activation, ownCell);
      const nextCell = nextWhereCounted(ownCell, asGiven(cell), counted);
      const next = nextWhereCounted(tf.mul(show, activatedCell), asGiven(state), counted);
      const kept = [asGiven(state), asGiven(cell), gates, candidate, activatedCell];
      return { carried: [next, nextCell], outputs: [...kept, ...(sequences ? [next] : [])] };
    },
  });
  const [before, cellsBefore, gates, candidates, activatedCells, states = null] = outputs;
  return {
    finals: carried,
    states,
    kept: {
      before: asGiven(before),
      cellsBefore: asGiven(cellsBefore),
      gates: asGiven(gates),
      candidates: asGiven(candidates),
      activatedCells: asGiven(activatedCells),
      ...(steps && { counted: steps }),
    },
  };
}

interface LstmBackward {
  readonly recurrent: tf.Tensor;
  /** Derivatives, computed from the outputs. */
  readonly activation: (y: tf.Tensor) => tf.Tensor;
  readonly recurrentActivation: (y: tf.Tensor) => tf.Tensor;
  readonly kept: KeptSteps<LstmKept>;
  readonly mask: tf.Tensor | null;
  readonly arriving: Arriving;
}

/** As for the GRU: factors that do not depend on the incoming gradient, and one product for the weights. */
function backwardLstm(
  scan: Scan,
  given: LstmBackward,
): Record<'projected' | 'recurrent' | 'state' | 'cell', tf.Tensor> {
  const { recurrent, activation, recurrentActivation, kept, mask, arriving } = given;
  const isMasked = kept.counted !== undefined;
  const units = tensorAt(arriving.finals, 0).shape.at(-1) ?? 1;
  const { carried, outputs } = scan({
    backwards: true,
    carried: arriving.finals,
    sequences: present(kept.cellsBefore, kept.gates, kept.candidates, kept.activatedCells, kept.counted, arriving.each),
    constants: [recurrent],
    samples: present(mask),
    derive: ([cellsBefore, gates, candidates, activatedCells, ...rest]) => {
      const { counted, arriving } = optionalSlices(rest, isMasked);
      const [put, keep, show] = threeOf(asGiven(gates));
      const [putSlope, keepSlope, showSlope] = threeOf(recurrentActivation(asGiven(gates)));
      const factors = [
        tf.mul(asGiven(candidates), putSlope),
        tf.mul(asGiven(cellsBefore), keepSlope),
        tf.mul(asGiven(activatedCells), showSlope),
        tf.mul(put, activation(asGiven(candidates))),
      ];
      const stateToCell = tf.mul(show, activation(asGiven(activatedCells)));
      return present(
        whereCounted(tf.concat(factors, -1), counted),
        whereCounted(stateToCell, counted),
        pastWhereMasked(keep, counted),
        counted,
        arriving,
      );
    },
    step: ([carriedState, carriedCell], [factors, stateToCell, keep, ...rest], [kernel], [mask]) => {
      const { counted, arriving } = optionalSlices(rest, isMasked);
      const state = addArriving(asGiven(carriedState), arriving);
      const cell = tf.add(tf.mul(state, asGiven(stateToCell)), asGiven(carriedCell));
      const gradient = tf.mul(tf.concat([cell, cell, state, cell], 1), asGiven(factors));
      const seen = tf.matMul(gradient, asGiven(kernel), false, true);
      const before = summed([...stateGradients(seen, mask ?? null, units), ...pastMasked(state, counted)]);
      return { carried: [before, tf.mul(cell, asGiven(keep))], outputs: [gradient] };
    },
  });
  const projected = tensorAt(outputs, 0);
  return {
    projected,
    recurrent: sumOfOuterProducts(seenStates(kept.before, mask), projected),
    state: tensorAt(carried, 0),
    cell: tensorAt(carried, 1),
  };
}

function threeOf(x: tf.Tensor): [tf.Tensor, tf.Tensor, tf.Tensor] {
  const parts = tf.split(x, 3, -1);
  return [tensorAt(parts, 0), tensorAt(parts, 1), tensorAt(parts, 2)];
}
