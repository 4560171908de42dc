// The state of a training step of either kind: model, objective, optimizer, and the number of updates. Both kinds read and
// write the same variables, so one can take over from the other.
import type * as tf from '@tensorflow/tfjs-core';
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { ModelSpec } from '#shared/model/model-spec.ts';
import { learningRateAt } from '#shared/training/schedules.ts';
import { buildModel, type Model } from '#main/training/nn/model.ts';
import type { ModelWeight } from '#main/training/nn/model-weights.ts';
import { createObjective, type Objective, type StepTraining } from '#main/training/nn/objective.ts';
import { averageSlot, createOptimizer, type Optimizer } from '#main/training/nn/optimizers.ts';
import { assignNamedArrays, readNamedArrays } from '#main/training/step/named-variables.ts';
import type { NamedVariable } from '#main/training/step/named-variables.ts';
import { createOptimizerSlots, type OptimizerSlots } from '#main/training/step/optimizer-slots.ts';
import type { NamedArray } from '#main/training/step/train-step.ts';

export interface StepOptions {
  readonly spec: ModelSpec;
  readonly training: StepTraining;
  /** Decides initial weights and dropout. */
  readonly seed: number;
}

/** Owned by one step at a time; everything in it is on tfjs's current backend. */
export interface StepState {
  readonly seed: number;
  readonly model: Model;
  readonly objective: Objective;
  readonly optimizer: Optimizer;
  /** Whether the optimizer gets an Embedding's gradient in rows, as in Keras on TensorFlow. */
  readonly rowGradients: boolean;
  /** The weights that training changes. */
  readonly trained: readonly ModelWeight[];
  readonly weights: readonly NamedVariable[];
  readonly slots: OptimizerSlots;
  /** Of the next update. A schedule tells it from `iterations`; it cannot be set then. */
  learningRate: number;
  /** The number of updates made. */
  iterations: number;
  readWeights(): Promise<NamedArray[]>;
  /** @throws AppError `invalid-data` */
  assignWeights(arrays: readonly NamedArray[]): void;
  /** Slots and the counter `iterations`. */
  readOptimizer(): Promise<NamedArray[]>;
  /** @throws AppError `invalid-data` */
  assignOptimizer(arrays: readonly NamedArray[]): void;
  /** Exchanges each trained weight and its average; does nothing where there are none. */
  exchangeAverages(): void;
  dispose(): void;
}

/** A model that has not been trained. */
export function createStepState({ spec, training, seed }: StepOptions): StepState {
  const model = buildModel(spec, seed);
  const optimizer = createOptimizer(training.optimizer);
  const trained = model.weights.filter((weight) => weight.spec.trainable);
  const slots = createOptimizerSlots(optimizer, trained);
  let rate = training.optimizer.learning_rate;
  const weights = model.weights.map(({ name, variable }) => ({ name, variable }));
  return {
    seed,
    model,
    objective: createObjective(model, training),
    optimizer,
    rowGradients: training.embeddingGradient === 'rows',
    trained,
    weights,
    slots,
    get learningRate() {
      return typeof rate === 'number' ? rate : learningRateAt(rate, this.iterations);
    },
    set learningRate(value) {
      if (typeof rate !== 'number') throw new Error(`${rate.name} decides the learning rate; it cannot be set.`);
      rate = value;
    },
    iterations: 0,
    readWeights: () => readNamedArrays(weights),
    assignWeights(arrays) {
      assignNamedArrays(weights, arrays);
    },
    async readOptimizer() {
      const counter = { name: 'iterations', shape: [], values: Float32Array.of(this.iterations) };
      return [...(await readNamedArrays(slots.all)), counter];
    },
    assignOptimizer(arrays) {
      const counter = arrays.find(({ name }) => name === 'iterations');
      if (counter === undefined) {
        throw new AppError('invalid-data', msg`The saved optimizer state has no step counter "iterations".`);
      }
      assignNamedArrays(
        slots.all,
        arrays.filter((array) => array !== counter),
      );
      this.iterations = counter.values[0] ?? 0;
    },
    exchangeAverages() {
      if (!optimizer.config.use_ema) return;
      for (const { name, variable } of trained) {
        const average = slots.of(name)[averageSlot];
        if (average === undefined) throw new Error(`The weight ${name} has no average.`);
        const weight = variable.clone();
        variable.assign(average);
        slots.assign(name, { [averageSlot]: weight });
        weight.dispose();
      }
    },
    dispose() {
      slots.dispose();
      model.dispose();
    },
  };
}

/** All variables of a state, in a fixed order: weights, then slots. */
export function stateVariables(state: StepState): tf.Variable[] {
  return [...state.weights, ...state.slots.all].map(({ variable }) => variable);
}
