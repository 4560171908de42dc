// The training step that runs operation by operation on the current engine. The compiled step is traced from it.
import * as tf from '@tensorflow/tfjs-core';
import type { Batch, BatchArray } from '#shared/data/samples.ts';
import { constrained } from '#main/training/nn/constraints.ts';
import { asScalars } from '#main/training/nn/optimizers.ts';
import type { Gradient } from '#main/training/nn/row-gradient.ts';
import { unrolledScan } from '#main/training/nn/recurrent/scan.ts';
import { createSeededRandomSource } from '#main/training/nn/seeded-random-source.ts';
import { atInference, differentiate, packed, type BatchTensors } from '#main/training/step/backward-pass.ts';
import { createStepState, type StepOptions, type StepState } from '#main/training/step/step-state.ts';
import { asPromise, asTrainingFailure } from '#main/training/step/step-failure.ts';
import { toBatchResult, type TrainStep } from '#main/training/step/train-step.ts';

/** A step on tfjs's current backend, which must stay current while the step is in use. */
export function createEagerStep(options: StepOptions): TrainStep {
  return eagerStepOn(createStepState(options));
}

/** The eager step over a state, which it disposes. */
export function eagerStepOn(state: StepState): TrainStep {
  const { objective, model } = state;
  return {
    kind: 'eager',
    train: (batch) =>
      asTrainingFailure(async () => {
        const context = {
          training: true,
          random: createSeededRandomSource(state.seed, state.iterations),
          scan: unrolledScan,
        };
        const numbers = tf.tidy(() => {
          const pass = differentiate(state, toBatchTensors(batch), context);
          applyGradients(state, pass.gradients);
          for (const { variable } of model.weights) {
            const value = pass.state[variable.name];
            if (value !== undefined) variable.assign(value);
          }
          const { judgement } = pass;
          return packed(judgement);
        });
        state.iterations += 1;
        return toBatchResult(await takeNumbers(numbers), objective.metrics, batch.size);
      }),
    evaluate: (batch) =>
      asTrainingFailure(async () => {
        const numbers = tf.tidy(() => {
          const { inputs, targets } = toBatchTensors(batch);
          return packed(objective.judge(inputs, targets, atInference));
        });
        return toBatchResult(await takeNumbers(numbers), objective.metrics, batch.size);
      }),
    predict: (batch) =>
      asTrainingFailure(() => {
        const outputs = tf.tidy(() => model.apply(toTensors(batch.inputs), atInference));
        return Promise.all(outputs.map(takeNumbers));
      }),
    weights: () => state.readWeights(),
    setWeights: (arrays) =>
      asPromise(() => {
        state.assignWeights(arrays);
      }),
    optimizerState: () => state.readOptimizer(),
    setOptimizerState: (arrays) =>
      asPromise(() => {
        state.assignOptimizer(arrays);
      }),
    get learningRate() {
      return state.learningRate;
    },
    setLearningRate(value) {
      state.learningRate = value;
    },
    dispose() {
      state.dispose();
    },
  };
}

function applyGradients(state: StepState, gradients: Readonly<Record<string, Gradient>>): void {
  const { optimizer, trained, slots, learningRate, iterations } = state;
  // A weight that the loss does not depend on has no gradient; Keras does not update it either.
  const updated = trained.filter(({ variable }) => gradients[variable.name] !== undefined);
  const clipped = optimizer.clip(updated.flatMap(({ variable }) => gradients[variable.name] ?? []));
  const scalars = asScalars(optimizer.scalars(learningRate, iterations));
  updated.forEach(({ name, spec, variable }, i) => {
    const gradient = clipped[i];
    if (gradient === undefined) return;
    const update = optimizer.update(variable, slots.of(name), gradient, scalars);
    const { constraint } = spec;
    variable.assign(constraint === null ? update.weight : constrained(constraint, update.weight));
    slots.assign(name, update.slots);
  });
}

function toBatchTensors(batch: Batch): BatchTensors {
  return { inputs: toTensors(batch.inputs), targets: toTensors(batch.targets) };
}

/** The arrays are new for every batch, so the engine may keep them. */
export function toTensors(arrays: readonly BatchArray[]): tf.Tensor[] {
  return arrays.map(({ values, shape }) =>
    tf.tensor(values, [...shape], values instanceof Int32Array ? 'int32' : 'float32'),
  );
}

/** Reads a step's tensors as numbers. */
async function takeNumbers(tensor: tf.Tensor): Promise<Float32Array> {
  try {
    return new Float32Array(await tensor.data());
  } finally {
    tensor.dispose();
  }
}
