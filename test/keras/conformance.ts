// The table of what must be as in Keras, for any engine: the unit tests run it on the plain cpu backend,
// the integration tests on the engines that people train with.
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '#shared/base/json.ts';
import { losses, lossSchema, type LossConfig } from '#shared/training/losses.ts';
import { metrics as metricNames, resolveMetric } from '#shared/training/metrics.ts';
import { optimizerSchema, type OptimizerConfig } from '#shared/training/optimizers.ts';
import { learningRateAt } from '#shared/training/schedules.ts';
import type { EmbeddingGradient } from '#shared/training/training-settings.ts';
import { activationSchema } from '#shared/model/layer-rules/activations.ts';
import { activate } from '#main/training/nn/activations.ts';
import { plainOutput } from '#main/training/nn/call-context.ts';
import { createLoss } from '#main/training/nn/losses.ts';
import { asScalars, createOptimizer } from '#main/training/nn/optimizers.ts';
import { createEagerStep } from '#main/training/step/eager-step.ts';
import type { StepOptions } from '#main/training/step/step-state.ts';
import type { TrainStep } from '#main/training/step/train-step.ts';
import { expectClose } from './close.ts';
import {
  activationCases,
  embeddingRunCases,
  layerCases,
  lossCases,
  modelCases,
  optimizerCases,
  rowUpdateCases,
  type EmbeddingRunCase,
  type ModelCase,
  type ReferenceArray,
} from './reference.ts';
import { chainSpec } from './specs.ts';
import { asBatch, asTensor } from './reference-arrays.ts';
import { checkLayer } from './check-layer.ts';

/**
 * Keras computes Adam's `1 - 0.999ᵗ` in float32, where it has an error of 3e-5 in the first steps; we have it exact.
 * A weight that began near 0 shows it in its sixth digit.
 */
export const updated = { floor: 5e-6 };

/** Declares the tests; the engine must be tfjs's current backend by the time they run. */
export function describeConformance(): void {
  describe('layers', () => {
    it.each(layerCases())('$name', (reference) => {
      checkLayer(reference);
    });
  });

  describe('activations', () => {
    it.each(activationCases())('$name', ({ name, input, output, projection, gradient }) => {
      tf.tidy(() => {
        const activation = activationSchema.parse(name);
        const x = asTensor(input);
        expectClose(activate(activation, x).dataSync(), output.values, 'output');
        const slope = tf.grad((value) => tf.sum(tf.mul(activate(activation, value), asTensor(projection))))(x);
        expectClose(slope.dataSync(), gradient.values, 'gradient');
      });
    });
  });

  describe('losses', () => {
    it.each(lossCases())('$name', ({ loss: config, target, prediction, value, gradient }) => {
      tf.tidy(() => {
        const loss = createLoss(lossConfig(config));
        const mean = (output: tf.Tensor) => tf.mean<tf.Scalar>(loss.perSample(asTensor(target), plainOutput(output)));
        const computed = tf.valueAndGrad(mean)(asTensor(prediction));
        expectClose(computed.value.dataSync(), [value], 'loss');
        expectClose(computed.grad.dataSync(), gradient.values, 'gradient');
      });
    });
  });

  describe('optimizers, after five updates', () => {
    it.each(optimizerCases())('$name', ({ optimizer: config, initial, gradients, final }) => {
      tf.tidy(() => {
        const optimizer = createOptimizer(optimizerSchema.parse(config));
        let states = initial.map((array) => ({
          weight: asTensor(array),
          slots: Object.fromEntries(
            optimizer.slots.map((slot) => [slot, tf.fill(array.shape, optimizer.initialValue(slot))]),
          ),
        }));
        gradients.forEach((step, iterations) => {
          const numbers = optimizer.scalars(learningRateOf(optimizer.config, iterations), iterations);
          const scalars = asScalars(numbers);
          const clipped = optimizer.clip(step.map(asTensor));
          states = states.map(({ weight, slots }, i) => {
            const update = optimizer.update(weight, slots, clipped[i] ?? tf.zerosLike(weight), scalars);
            expect(Object.keys(update.slots).sort()).toEqual([...optimizer.slots].sort());
            return { weight: update.weight, slots: { ...update.slots } };
          });
        });
        states.forEach(({ weight }, i) => {
          expectClose(weight.dataSync(), final[i]?.values ?? [], `variable ${i}`, updated);
        });
      });
    });
  });

  describe('optimizers on a gradient in rows, after five updates', () => {
    it.each(rowUpdateCases())('$name', ({ optimizer: config, initial, steps, final }) => {
      tf.tidy(() => {
        const optimizer = createOptimizer(optimizerSchema.parse(config));
        let states = initial.map((array) => ({
          weight: asTensor(array),
          slots: Object.fromEntries(
            optimizer.slots.map((slot) => [slot, tf.fill(array.shape, optimizer.initialValue(slot))]),
          ),
        }));
        steps.forEach(({ words, rows, dense }, iterations) => {
          const numbers = optimizer.scalars(learningRateOf(optimizer.config, iterations), iterations);
          const scalars = asScalars(numbers);
          const inRows = { rows: asTensor(rows), words: asTensor(words), wordCount: initial[0]?.shape[0] ?? 0 };
          const clipped = optimizer.clip([inRows, asTensor(dense)]);
          states = states.map(({ weight, slots }, i) => {
            const update = optimizer.update(weight, slots, clipped[i] ?? tf.zerosLike(weight), scalars);
            return { weight: update.weight, slots: { ...update.slots } };
          });
        });
        states.forEach(({ weight }, i) => {
          expectClose(weight.dataSync(), final[i]?.values ?? [], `variable ${i}`, updated);
        });
      });
    });
  });

  describeModels(createEagerStep);
  describeEmbeddingRuns(createEagerStep);
}

/** The models that a training step is judged by, whichever way it runs: all, or those with such a layer. */
export function describeModels(
  createStep: (options: StepOptions) => TrainStep,
  hasWanted: (layer: { readonly type: string }) => boolean = () => true,
): void {
  const cases = modelCases().filter(({ nodes }) => nodes.some(hasWanted));
  describe('models, five training steps', () => {
    it.each(cases)('$name', async (reference) => {
      await checkModel(reference, createStep);
    });
  });
}

/** Whole runs of a text model, whichever way a step runs. */
export function describeEmbeddingRuns(createStep: (options: StepOptions) => TrainStep): void {
  describe('an Embedding, eight epochs', () => {
    it.each(embeddingRunCases())('$name', { timeout: 60_000 }, async (reference) => {
      await checkEmbeddingRun(reference, 'rows', createStep);
      await checkEmbeddingRun(reference, 'summed', createStep);
    });
  });
}

function learningRateOf({ learning_rate: rate }: OptimizerConfig, step: number): number {
  return typeof rate === 'number' ? rate : learningRateAt(rate, step);
}

/** Keras calls its Huber object `huber_loss`. */
export function lossConfig({ name, ...rest }: JsonObject): LossConfig {
  return lossSchema.parse({ name: typeof name === 'string' ? losses.find(name) : null, ...rest });
}

async function checkModel(reference: ModelCase, createStep: (options: StepOptions) => TrainStep): Promise<void> {
  const spec = chainSpec(reference.nodes);
  expect(spec.parameters).toBe(reference.parameters);
  const loss = lossConfig(reference.loss);
  const shape = spec.layers.at(-1)?.outputShapes[0] ?? null;
  const metrics = reference.metrics.map((name) =>
    resolveMetric(name, metricNames.schema.parse({ name: metricNames.find(name) }), loss.name, shape),
  );
  const optimizer = optimizerSchema.parse(reference.optimizer);
  const step = createStep({ spec, training: { loss, optimizer, metrics }, seed: 1 });
  const named = (arrays: ModelCase['initial']) =>
    arrays.map(({ name, shape, values }) => ({ name, shape, values: Float32Array.from(values) }));
  try {
    await step.setWeights(named(reference.initial));
    for (const [i, batch] of reference.steps.entries()) {
      const result = await step.train(asBatch(batch));
      expectLogs(result, batch.logs, `step ${i + 1}`);
    }
    const weights = await step.weights();
    expect(weights.map(({ name }) => name)).toEqual(reference.final.map(({ name }) => name));
    weights.forEach(({ name, values }, i) => {
      expectClose(values, reference.final[i]?.values ?? [], name, updated);
    });
    expectLogs(await step.evaluate(asBatch(reference.evaluation)), reference.evaluation.logs, 'evaluation');
    if (reference.prediction !== undefined) {
      const [prediction] = await step.predict(asBatch(reference.evaluation));
      expectClose(prediction ?? [], reference.prediction.values, 'prediction');
    }
    if (reference.averages === undefined) return;
    await step.exchangeAverages();
    for (const [i, { name, values }] of (await step.weights()).entries())
      expectClose(values, reference.averages[i]?.values ?? [], `the average of ${name}`, updated);
  } finally {
    step.dispose();
  }
}

/** The model of `make_row_gradients.py`, over batches in order. */
async function checkEmbeddingRun(
  reference: EmbeddingRunCase,
  embeddingGradient: EmbeddingGradient,
  createStep: (options: StepOptions) => TrainStep,
): Promise<void> {
  const { inputs, targets, batchSize, regularizer } = reference;
  const [samples = 0, length = 0] = inputs.shape;
  const table = { input_dim: 40, output_dim: 8, embeddings_regularizer: regularizer };
  const spec = chainSpec([
    { id: 'words', type: 'Input', config: { shape: [length], dtype: 'int32' } },
    { id: 'embedding', type: 'Embedding', config: table },
    { id: 'pool', type: 'GlobalAveragePooling1D', config: {} },
    { id: 'dense', type: 'Dense', config: { units: 8, activation: 'tanh' } },
    { id: 'answer', type: 'Dense', config: { units: 1, activation: 'sigmoid' } },
  ]);
  const loss = lossConfig({ name: 'binary_crossentropy' });
  const optimizer = optimizerSchema.parse(reference.optimizer);
  const step = createStep({ spec, training: { loss, optimizer, metrics: [], embeddingGradient }, seed: 1 });
  try {
    await step.setWeights(
      reference.initial.map(({ name, shape, values }) => ({ name, shape, values: Float32Array.from(values) })),
    );
    const losses: number[] = [];
    const tensors: number[] = [];
    for (let epoch = 0; epoch < 8; epoch++) {
      let sum = 0;
      for (let first = 0; first < samples; first += batchSize) {
        const part = (array: ReferenceArray, size: number): ReferenceArray => ({
          ...array,
          shape: [batchSize, ...array.shape.slice(1)],
          values: array.values.slice(first * size, (first + batchSize) * size),
        });
        sum += (await step.train(asBatch({ input: part(inputs, length), target: part(targets, 1) }))).loss;
      }
      losses.push(sum / (samples / batchSize));
      tensors.push(tf.memory().numTensors);
    }
    expect(new Set(tensors).size, 'how many tensors there are after each epoch').toBe(1);
    expectClose(losses, reference.losses[embeddingGradient], `losses, ${embeddingGradient}`, { relative: 2e-4 });
    if (embeddingGradient === 'summed') return;
    const weights = await step.weights();
    weights.forEach(({ name, values }, i) => {
      expectClose(values, reference.final[i]?.values ?? [], name, { relative: 1e-3, floor: 1e-3 });
    });
  } finally {
    step.dispose();
  }
}

export function expectLogs(
  result: { readonly loss: number; readonly metrics: Readonly<Record<string, number>> },
  logs: Readonly<Record<string, number>>,
  what: string,
): void {
  expect(['loss', ...Object.keys(result.metrics)].sort()).toEqual(Object.keys(logs).sort());
  for (const [name, value] of Object.entries({ loss: result.loss, ...result.metrics })) {
    expectClose([value], [logs[name] ?? Number.NaN], `${name} of ${what}`);
  }
}
