import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '#shared/base/random.ts';
import type { Batch } from '#shared/data/samples.ts';
import { lossSchema } from '#shared/training/losses.ts';
import { createEagerStep } from '#main/training/step/eager-step.ts';
import type { NamedArray, TrainStep } from '#main/training/step/train-step.ts';
import { chainSpec, chanceNodes, graphSpec, stepTraining } from '../../../../keras/specs.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

// The metric's own, so that what regularization adds is seen.
const training = { ...stepTraining, loss: lossSchema.parse({ name: 'mean_absolute_error' }) };

function createStep(seed = 1): TrainStep {
  return createEagerStep({ spec: chainSpec(chanceNodes), training, seed });
}

/** The same batch for the same number. */
function batchOf(number: number, size = 6): Batch {
  const random = createRandom(99, number);
  const draw = (count: number) => Float32Array.from({ length: count }, () => random() * 2 - 1);
  return {
    inputs: [{ values: draw(size * 36), shape: [size, 12, 3] }],
    targets: [{ values: draw(size), shape: [size] }],
    size,
  };
}

async function trainOn(step: TrainStep, numbers: readonly number[]): Promise<number[]> {
  const losses: number[] = [];
  for (const number of numbers) losses.push((await step.train(batchOf(number))).loss);
  return losses;
}

describe('createEagerStep', () => {
  it('learns: the loss of one batch falls', async () => {
    const step = createStep();
    const batch = batchOf(1);
    const before = await step.evaluate(batch);
    for (let i = 0; i < 60; i++) await step.train(batch);
    const after = await step.evaluate(batch);
    expect(after.loss).toBeLessThan(before.loss * 0.8);
    // Regularization is in the loss and not in the metric.
    expect(after.loss).toBeGreaterThan(after.metrics['mae'] ?? Infinity);
    step.dispose();
  });

  it('gives the same run for the same seed, bit for bit, and another for another', async () => {
    const run = async (seed: number): Promise<{ losses: number[]; weights: NamedArray[] }> => {
      const step = createStep(seed);
      const losses = await trainOn(step, [1, 2, 3, 4]);
      const weights = await step.weights();
      step.dispose();
      return { losses, weights };
    };
    const first = await run(1);
    expect(await run(1)).toEqual(first);
    expect((await run(2)).losses).not.toEqual(first.losses);
  });

  it('goes on from saved weights and optimizer state as if it had not been interrupted', async () => {
    const whole = createStep();
    const losses = await trainOn(whole, [1, 2, 3, 4, 5, 6]);
    const first = createStep();
    await trainOn(first, [1, 2, 3]);
    const [weights, state] = [await first.weights(), await first.optimizerState()];
    first.dispose();
    const second = createStep();
    await second.setWeights(weights);
    await second.setOptimizerState(state);
    expect(await trainOn(second, [4, 5, 6])).toEqual(losses.slice(3));
    expect(await second.weights()).toEqual(await whole.weights());
    expect(await second.optimizerState()).toEqual(await whole.optimizerState());
    whole.dispose();
    second.dispose();
  });

  it('names weights and optimizer state', async () => {
    const step = createStep();
    await trainOn(step, [1, 2]);
    const names = [
      'conv1d/kernel',
      'conv1d/bias',
      'gru/kernel',
      'gru/recurrent_kernel',
      'gru/bias',
      'dense/kernel',
      'dense/bias',
    ];
    expect((await step.weights()).map(({ name }) => name)).toEqual(names);
    const state = await step.optimizerState();
    expect(state.map(({ name }) => name)).toEqual([
      ...names.flatMap((name) => [`momentum/${name}`, `velocity/${name}`]),
      'iterations',
    ]);
    expect(state.at(-1)).toEqual({ name: 'iterations', shape: [], values: Float32Array.of(2) });
    step.dispose();
  });

  it('keeps the number of tensors over steps, and leaves none behind', async () => {
    const before = tf.memory().numTensors;
    const step = createStep();
    await trainOn(step, [1]);
    await step.evaluate(batchOf(2));
    await step.predict(batchOf(2));
    const settled = tf.memory().numTensors;
    await trainOn(step, [1, 2, 3]);
    await step.evaluate(batchOf(2));
    await step.predict(batchOf(2));
    await step.setWeights(await step.weights());
    await step.setOptimizerState(await step.optimizerState());
    expect(tf.memory().numTensors).toBe(settled);
    step.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('leaves no tensor behind when a step fails', async () => {
    const step = createStep();
    await trainOn(step, [1]);
    const settled = tf.memory().numTensors;
    const wrong = { ...batchOf(1), inputs: [{ values: new Float32Array(6 * 12), shape: [6, 12, 1] }] };
    await expect(step.train(wrong)).rejects.toMatchObject({ name: 'AppError', code: 'training-failed' });
    const wrongTargets = { ...batchOf(1), targets: [{ values: new Float32Array(12), shape: [6, 2] }] };
    await expect(step.train(wrongTargets)).rejects.toMatchObject({ code: 'training-failed' });
    await expect(step.evaluate(wrong)).rejects.toMatchObject({ code: 'training-failed' });
    expect(tf.memory().numTensors).toBe(settled);
    expect(await trainOn(step, [1])).toEqual([expect.any(Number)]);
    step.dispose();
  });

  it('leaves no tensor behind when a word is not in the embedding, or a target does not fit a sigmoid', async () => {
    const spec = chainSpec([
      { id: 'input', type: 'Input', config: { shape: [4], dtype: 'int32' } },
      { id: 'embedding', type: 'Embedding', config: { input_dim: 5, output_dim: 2 } },
      { id: 'pooling', type: 'GlobalMaxPooling1D', config: {} },
      { id: 'dense', type: 'Dense', config: { units: 3, activation: 'sigmoid' } },
    ]);
    const loss = lossSchema.parse({ name: 'binary_crossentropy' });
    const step = createEagerStep({ spec, training: { ...training, loss }, seed: 1 });
    const batch = (word: number, labels: number): Batch => ({
      inputs: [{ values: new Int32Array(8).fill(word), shape: [2, 4] }],
      targets: [{ values: new Float32Array(2 * labels), shape: [2, labels] }],
      size: 2,
    });
    await step.train(batch(4, 3));
    const settled = tf.memory().numTensors;
    for (const wrong of [batch(5, 3), batch(4, 2)]) {
      await expect(step.train(wrong)).rejects.toMatchObject({ code: 'training-failed' });
      expect(tf.memory().numTensors).toBe(settled);
    }
    step.dispose();
  });

  it('evaluates and predicts without changing anything and without dropout', async () => {
    const step = createStep();
    const weights = await step.weights();
    const [first, second] = [await step.evaluate(batchOf(1)), await step.evaluate(batchOf(1))];
    expect(second).toEqual(first);
    const [prediction] = await step.predict(batchOf(1));
    const targets = batchOf(1).targets[0]?.values ?? [];
    const errors = [...(prediction ?? [])].map((value, i) => Math.abs(value - (targets[i] ?? 0)));
    expect(errors.reduce((sum, error) => sum + error, 0) / 6).toBeCloseTo(first.metrics['mae'] ?? Number.NaN, 5);
    expect(await step.weights()).toEqual(weights);
    expect((await step.optimizerState()).at(-1)?.values[0]).toBe(0);
    step.dispose();
  });

  it('takes a smaller last batch', async () => {
    const step = createStep();
    expect((await step.train(batchOf(1, 6))).size).toBe(6);
    expect((await step.train(batchOf(2, 1))).size).toBe(1);
    expect((await step.evaluate(batchOf(3, 2))).size).toBe(2);
    step.dispose();
  });

  it('moves by the learning rate that is set', async () => {
    const step = createStep();
    expect(step.learningRate).toBe(0.01);
    step.setLearningRate(0);
    expect(step.learningRate).toBe(0);
    const before = await step.weights();
    await trainOn(step, [1]);
    expect(await step.weights()).toEqual(before);
    step.setLearningRate(0.1);
    await trainOn(step, [1]);
    const moved = (await step.weights())[0]?.values[0] ?? 0;
    expect(Math.abs(moved - (before[0]?.values[0] ?? 0))).toBeGreaterThan(1e-3);
    step.dispose();
  });

  it('says truthfully that a loss is no longer a number', async () => {
    const step = createStep();
    const batch = batchOf(1);
    batch.targets[0]?.values.fill(Number.NaN);
    expect((await step.train(batch)).loss).toBeNaN();
    batch.targets[0]?.values.fill(Infinity);
    expect((await createStep().evaluate(batch)).loss).toBe(Infinity);
    step.dispose();
  });

  it('sets all weights or none, and names what does not fit', async () => {
    const step = createStep();
    const weights = await step.weights();
    const changed = weights.map((array) => ({ ...array, values: array.values.map(() => 1) }));
    const refused: [NamedArray[], string][] = [
      [changed.slice(0, -1), 'dense/bias'],
      [[...changed, { name: 'other/kernel', shape: [1], values: Float32Array.of(1) }], 'other/kernel'],
      [changed.map((array) => (array.name === 'dense/bias' ? { ...array, shape: [2] } : array)), 'dense/bias'],
    ];
    for (const [arrays, name] of refused) {
      await expect(step.setWeights(arrays)).rejects.toMatchObject({
        code: 'invalid-data',
        message: expect.stringContaining(name),
      });
    }
    expect(await step.weights()).toEqual(weights);
    await step.setWeights(changed);
    // What was handed in is not the engine's to keep.
    changed[0]?.values.fill(7);
    expect((await step.weights())[0]?.values[0]).toBe(1);
    step.dispose();
  });

  it('begins an LSTM’s forget gate at 1 and a GRU’s biases at 0', async () => {
    const spec = chainSpec([
      { id: 'input', type: 'Input', config: { shape: [4, 2] } },
      { id: 'lstm', type: 'LSTM', config: { units: 2, return_sequences: true } },
      { id: 'gru', type: 'GRU', config: { units: 1 } },
    ]);
    const step = createEagerStep({ spec, training, seed: 1 });
    const weights = new Map((await step.weights()).map(({ name, values }) => [name, [...values]]));
    expect(weights.get('lstm/bias')).toEqual([0, 0, 1, 1, 0, 0, 0, 0]);
    expect(weights.get('gru/bias')).toEqual([0, 0, 0, 0, 0, 0]);
    step.dispose();
  });

  it('sums the losses of several outputs and names their metrics by output', async () => {
    const spec = graphSpec(
      [
        { id: 'input', type: 'Input', config: { shape: [3] } },
        { id: 'high', type: 'Dense', config: { units: 1 } },
        { id: 'low', type: 'Dense', config: { units: 1 } },
      ],
      [
        { from: 'input', to: 'high' },
        { from: 'input', to: 'low' },
      ],
    );
    const step = createEagerStep({ spec, training, seed: 1 });
    const target = { values: Float32Array.of(1, 2), shape: [2] };
    const batch = {
      inputs: [{ values: new Float32Array(6).fill(0.5), shape: [2, 3] }],
      targets: [target, target],
      size: 2,
    };
    const result = await step.evaluate(batch);
    expect(Object.keys(result.metrics)).toEqual(['high_loss', 'low_loss', 'high_mae', 'low_mae']);
    expect(result.loss).toBeCloseTo((result.metrics['high_mae'] ?? 0) + (result.metrics['low_mae'] ?? 0), 5);
    expect((await step.train(batch)).loss).toBeCloseTo(result.loss, 5);
    expect(await step.predict(batch)).toHaveLength(2);
    step.dispose();
  });
});
