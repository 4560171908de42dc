// The training step that runs operation by operation on the engine at hand. It is also what the compiled step is traced from.
import * as tf from '@tensorflow/tfjs-core';
import { AppError } from '#shared/contract/app-error.ts';
import type { Batch, BatchArray } from '#shared/data/samples.ts';
import type { ModelSpec } from '#shared/graph/model-spec.ts';
import type { CallContext } from '#main/training/nn/call-context.ts';
import { buildModel, type Model } from '#main/training/nn/model.ts';
import { createObjective, type Judgement, type Objective, type StepTraining } from '#main/training/nn/objective.ts';
import { createOptimizer, type ScalarName } from '#main/training/nn/optimizers.ts';
import { createSeededRandomSource, noRandomSource } from '#main/training/nn/seeded-random-source.ts';
import { createOptimizerSlots } from '#main/training/step/optimizer-slots.ts';
import { assignNamedArrays, readNamedArrays } from '#main/training/step/named-variables.ts';
import type { BatchResult, TrainStep } from '#main/training/step/train-step.ts';

export interface EagerStepOptions {
  readonly spec: ModelSpec;
  readonly training: StepTraining;
  /** Decides initial weights and dropout. */
  readonly seed: number;
}

const atInference: CallContext = { training: false, random: noRandomSource };

/** A step on tfjs's current backend, which must stay the current one while the step lives. */
export function createEagerStep({ spec, training, seed }: EagerStepOptions): TrainStep {
  const model = buildModel(spec, seed);
  const objective = createObjective(model, training);
  const optimizer = createOptimizer(training.optimizer);
  const trained = model.weights.filter((weight) => weight.spec.trainable);
  const slots = createOptimizerSlots(optimizer.slots, trained);
  const namedWeights = model.weights.map(({ name, variable }) => ({ name, variable }));
  let learningRate: number = training.optimizer.learning_rate;
  let iterations = 0;

  const applyGradients = (gradients: Readonly<Record<string, tf.Tensor>>): void => {
    // A weight that the loss does not depend on has none; Keras leaves it alone as well.
    const updated = trained.filter(({ variable }) => gradients[variable.name] !== undefined);
    const clipped = optimizer.clip(updated.flatMap(({ variable }) => gradients[variable.name] ?? []));
    const scalars = asScalars(optimizer.scalars(learningRate, iterations));
    updated.forEach(({ name, variable }, i) => {
      const gradient = clipped[i];
      if (gradient === undefined) return;
      const update = optimizer.update(variable, slots.of(name), gradient, scalars);
      variable.assign(update.weight);
      slots.assign(name, update.slots);
    });
  };

  return {
    kind: 'eager',
    train: (batch) =>
      asTrainingFailure(async () => {
        const context = { training: true, random: createSeededRandomSource(seed, iterations) };
        const numbers = tf.tidy(() => {
          const { judgement, gradients } = differentiate(objective, trained, batch, context);
          applyGradients(gradients);
          return packed(judgement);
        });
        iterations += 1;
        return toResult(numbers, objective, batch.size);
      }),
    evaluate: (batch) =>
      asTrainingFailure(async () => {
        const numbers = tf.tidy(() =>
          packed(objective.judge(toTensors(batch.inputs), toTensors(batch.targets), atInference)),
        );
        return toResult(numbers, objective, batch.size);
      }),
    predict: (batch) => asTrainingFailure(() => predict(model, batch)),
    weights: () => readNamedArrays(namedWeights),
    setWeights: (arrays) => asPromise(() => assignNamedArrays(namedWeights, arrays)),
    async optimizerState() {
      const counter = { name: 'iterations', shape: [], values: Float32Array.of(iterations) };
      return [...(await readNamedArrays(slots.all)), counter];
    },
    setOptimizerState: (arrays) =>
      asPromise(() => {
        const counter = arrays.find(({ name }) => name === 'iterations');
        if (counter === undefined) {
          throw new AppError('invalid-data', 'The saved optimizer state has no step counter "iterations".');
        }
        assignNamedArrays(
          slots.all,
          arrays.filter((array) => array !== counter),
        );
        iterations = counter.values[0] ?? 0;
      }),
    get learningRate() {
      return learningRate;
    },
    setLearningRate(value) {
      learningRate = value;
    },
    dispose() {
      slots.dispose();
      model.dispose();
    },
  };
}

/** Forward and backward pass of one batch; gradients by the variables' tfjs names. */
function differentiate(
  objective: Objective,
  trained: readonly { readonly variable: tf.Variable }[],
  batch: Batch,
  context: CallContext,
): { judgement: Judgement; gradients: Readonly<Record<string, tf.Tensor>> } {
  const inputs = toTensors(batch.inputs);
  const targets = toTensors(batch.targets);
  if (trained.length === 0) return { judgement: objective.judge(inputs, targets, context), gradients: {} };
  const kept: tf.Scalar[] = [];
  try {
    const { value, grads } = tf.variableGrads(
      () => {
        const judgement = objective.judge(inputs, targets, context);
        // The function's own tidy would take them away before they are read.
        kept.push(...judgement.metrics.map((metric) => tf.keep(metric)));
        return judgement.loss;
      },
      trained.map(({ variable }) => variable),
    );
    return { judgement: { loss: value, metrics: kept.map((metric) => tf.clone(metric)) }, gradients: grads };
  } catch (error) {
    disposeSaved(tf.engine().state.activeTape);
    throw error;
  } finally {
    for (const metric of kept) metric.dispose();
  }
}

/** What a pass had saved for its gradients: tfjs lets go of it only when the pass succeeds. */
function disposeSaved(tape: readonly { readonly saved?: tf.Tensor[] }[] | null): void {
  for (const { saved = [] } of tape ?? []) for (const tensor of saved) tensor.dispose();
}

/** The arrays are new for every batch, so that the engine may keep them. */
function toTensors(arrays: readonly BatchArray[]): tf.Tensor[] {
  return arrays.map(({ values, shape }) =>
    tf.tensor(values, [...shape], values instanceof Int32Array ? 'int32' : 'float32'),
  );
}

function asScalars(values: Readonly<Record<ScalarName, number>>): Readonly<Record<ScalarName, tf.Scalar>> {
  return {
    learningRate: tf.scalar(values.learningRate),
    stepSize: tf.scalar(values.stepSize),
    decay: tf.scalar(values.decay),
  };
}

/** Loss and metrics as one tensor: one transfer from the device. */
function packed({ loss, metrics }: Judgement): tf.Tensor {
  return tf.stack([loss, ...metrics]);
}

/** Where a step's tensors become numbers, and the only place. */
async function toResult(numbers: tf.Tensor, { metricNames }: Objective, size: number): Promise<BatchResult> {
  try {
    const [loss = Number.NaN, ...metrics] = await numbers.data();
    return { loss, metrics: Object.fromEntries(metricNames.map((name, i) => [name, metrics[i] ?? Number.NaN])), size };
  } finally {
    numbers.dispose();
  }
}

async function predict(model: Model, batch: Pick<Batch, 'inputs' | 'size'>): Promise<Float32Array[]> {
  const outputs = tf.tidy(() => model.apply(toTensors(batch.inputs), atInference));
  try {
    return await Promise.all(outputs.map(async (output) => new Float32Array(await output.data())));
  } finally {
    for (const output of outputs) output.dispose();
  }
}

/** What is done at once, as the interface has it. */
function asPromise(work: () => void): Promise<void> {
  return new Promise((resolve) => {
    work();
    resolve();
  });
}

async function asTrainingFailure<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new AppError('training-failed', `The training step failed: ${message}`, { cause: error });
  }
}
