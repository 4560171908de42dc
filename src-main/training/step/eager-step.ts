// The training step that runs operation by operation on the current engine. The compiled step is traced from it.
import * as tf from '@tensorflow/tfjs-core';
import type { Batch, BatchArray } from '#shared/data/samples.ts';
import type { JudgedBatch } from '#main/training/nn/objective.ts';
import { asScalars } from '#main/training/nn/optimizers.ts';
import type { Gradient } from '#main/training/nn/row-gradient.ts';
import { unrolledScan } from '#main/training/nn/recurrent/scan.ts';
import { createSeededRandomSource } from '#main/training/nn/seeded-random-source.ts';
import { atInference, differentiate, packed } from '#main/training/step/backward-pass.ts';
import { settled } from '#main/training/step/settled-weight.ts';
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
          return packed(objective.judge(toBatchTensors(batch), atInference));
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
    exchangeAverages: () =>
      asPromise(() => {
        state.exchangeAverages();
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

/** As in Keras: gradients are accumulated or make an update; then averages and constraints follow, in both cases. */
function applyGradients(state: StepState, gradients: Readonly<Record<string, Gradient>>): void {
  const { optimizer, trained, slots, learningRate, iterations } = state;
  const scalars = asScalars(optimizer.scalars(learningRate, iterations));
  // A weight that the loss does not depend on has no gradient; Keras does not update it either.
  const updated = trained.filter(({ variable }) => gradients[variable.name] !== undefined);
  const given = updated.flatMap(({ name, variable }) => {
    const gradient = gradients[variable.name];
    return gradient === undefined ? [] : [optimizer.accumulated(gradient, slots.of(name))];
  });
  const isUpdate = optimizer.updatesAt(iterations);
  const clipped = isUpdate ? optimizer.clip(given.map(({ mean }) => mean)) : [];
  for (const weight of trained) {
    const { name, variable } = weight;
    const place = updated.indexOf(weight);
    const gradient = clipped[place];
    const update =
      gradient === undefined
        ? { weight: variable, slots: given[place]?.slots ?? {} }
        : optimizer.update(variable, slots.of(name), gradient, scalars);
    const last = settled(weight, optimizer, update.weight, { slots: slots.of(name), scalars, hasGradient: place >= 0 });
    if (last.weight !== variable) variable.assign(last.weight);
    slots.assign(name, { ...update.slots, ...last.slots });
  }
}

function toBatchTensors({ inputs, targets, weights = [] }: Batch): JudgedBatch {
  return { inputs: toTensors(inputs), targets: toTensors(targets), weights: toTensors(weights) };
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
