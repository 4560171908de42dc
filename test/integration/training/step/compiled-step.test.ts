// What the compiled step promises beside the eager step's numbers: the same run again, chance that is chance, batches of other
// shapes, weights in and out, nothing left behind.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Batch } from '#shared/data/samples.ts';
import { optimizerSchema } from '#shared/training/optimizers.ts';
import { createEagerStep } from '#main/training/step/eager-step.ts';
import type { NamedArray, TrainStep } from '#main/training/step/train-step.ts';
import { chainSpec, graphSpec } from '../../../keras/specs.ts';
import { engineCounts } from '../../../support/engine-counts.ts';
import { createCompiledStep, learnableBatch, loadNative } from './native-step.ts';
import { training, spec, options, calm, batchOf, trainOn, batches, expectClose } from './compiled-step-batches.ts';

beforeAll(loadNative);

describe.each([true, false])('the compiled step, XLA: %s', (xla) => {
  it('gives the same run for the same seed, bit for bit, and another for another', async () => {
    const run = async (seed: number): Promise<{ losses: number[]; weights: NamedArray[] }> => {
      const step = createCompiledStep(options(seed), xla);
      const losses = await trainOn(step, batches(1, 2, 3, 4));
      const weights = await step.weights();
      step.dispose();
      return { losses, weights };
    };
    const first = await run(1);
    expect(await run(1)).toEqual(first);
    expect((await run(2)).losses).not.toEqual(first.losses);
  });

  it('goes on from saved weights and optimizer state as if it had not been interrupted', async () => {
    const whole = createCompiledStep(options(), xla);
    const losses = await trainOn(whole, batches(1, 2, 3, 4, 5, 6));
    const first = createCompiledStep(options(), xla);
    await trainOn(first, batches(1, 2, 3));
    const [weights, state] = [await first.weights(), await first.optimizerState()];
    first.dispose();
    const second = createCompiledStep(options(), xla);
    // It has a graph with variables of its own by then.
    await trainOn(second, batches(9));
    await second.setWeights(weights);
    await second.setOptimizerState(state);
    expect(await trainOn(second, batches(4, 5, 6))).toEqual(losses.slice(3));
    expect(await second.weights()).toEqual(await whole.weights());
    expect(await second.optimizerState()).toEqual(await whole.optimizerState());
    whole.dispose();
    second.dispose();
  });
});

describe('dropout', () => {
  const rate = 0.3;
  const size = 50;
  /** The loss is the mean square of the masked values: `1 / (1 - rate)` for a kept one, of which there are `1 - rate`. */
  const onesSpec = chainSpec([
    { id: 'input', type: 'Input', config: { shape: [400] } },
    { id: 'dropout', type: 'Dropout', config: { rate } },
  ]);
  const values = size * 400;
  const ones: Batch = {
    inputs: [{ values: new Float32Array(values).fill(1), shape: [size, 400] }],
    targets: [{ values: new Float32Array(values), shape: [size, 400] }],
    size,
  };

  it('drops as much as it is asked to, something else at every step', async () => {
    const step = createCompiledStep({ spec: onesSpec, training, seed: 3 });
    const losses = await trainOn(step, Array<Batch>(30).fill(ones));
    // A kept value has 1 / (1 - rate)², so that the share of the kept ones is exactly:
    const kept = losses.map((loss) => loss * (1 - rate) ** 2);
    const deviation = Math.sqrt((rate * (1 - rate)) / values);
    for (const share of kept) expect(Math.abs(share - (1 - rate))).toBeLessThan(5 * deviation);
    const mean = kept.reduce((sum, share) => sum + share, 0) / kept.length;
    expect(Math.abs(mean - (1 - rate))).toBeLessThan((4 * deviation) / Math.sqrt(kept.length));
    expect(new Set(losses).size).toBeGreaterThan(25);
    expect((await step.evaluate(ones)).loss).toBe(1);
    step.dispose();
  });

  it('loses as much as in the eager step, in the mean of 200 steps', async () => {
    const still = { ...training, optimizer: optimizerSchema.parse({ name: 'SGD', learning_rate: 1e-12 }) };
    const batch = batchOf(1);
    const lossesOf = async (step: TrainStep): Promise<number[]> => {
      const losses = await trainOn(step, Array<Batch>(200).fill(batch));
      step.dispose();
      return losses;
    };
    const eager = await lossesOf(createEagerStep({ spec, training: still, seed: 1 }));
    const compiled = await lossesOf(createCompiledStep({ spec, training: still, seed: 1 }));
    // Otherwise this says nothing.
    expect(new Set(compiled).size).toBeGreaterThan(150);
    const [a, b] = [statisticsOf(eager), statisticsOf(compiled)];
    const standardError = Math.sqrt((a.variance + b.variance) / 200);
    expect(Math.abs(a.mean - b.mean)).toBeLessThan(4 * standardError);
  });

  it('draws another mask for each layer', async () => {
    const twice = chainSpec([
      { id: 'input', type: 'Input', config: { shape: [400] } },
      { id: 'one', type: 'Dropout', config: { rate: 0.5 } },
      { id: 'other', type: 'Dropout', config: { rate: 0.5 } },
    ]);
    const step = createCompiledStep({ spec: twice, training, seed: 3 });
    // A quarter is kept, as 4: with one mask for both it would be a half.
    const { loss } = await step.train(ones);
    expect(Math.abs(loss / 16 - 0.25)).toBeLessThan(5 * Math.sqrt((0.25 * 0.75) / values));
    step.dispose();
  });
});

function statisticsOf(numbers: readonly number[]): { mean: number; variance: number } {
  const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  const squares = numbers.reduce((sum, number) => sum + (number - mean) ** 2, 0);
  return { mean, variance: squares / (numbers.length - 1) };
}

describe('beside the eager step', () => {
  /** The same work on both; the last one is the compiled. */
  async function onBoth<Result>(work: (step: TrainStep) => Promise<Result>): Promise<[Result, Result]> {
    const results: Result[] = [];
    for (const step of [createEagerStep(calm), createCompiledStep(calm)]) {
      results.push(await work(step));
      step.dispose();
    }
    const [eager, compiled] = results;
    if (eager === undefined || compiled === undefined) throw new Error('There are two steps.');
    return [eager, compiled];
  }

  it('obeys the learning rate that is set, from the next step on', async () => {
    const [eager, compiled] = await onBoth(async (step) => {
      const losses = await trainOn(step, batches(1, 2));
      step.setLearningRate(0.1);
      expect(step.learningRate).toBe(0.1);
      return [...losses, ...(await trainOn(step, batches(3, 4, 5)))];
    });
    expectClose(compiled, eager);
  });

  it('learns nothing at a learning rate of 0', async () => {
    const step = createCompiledStep(calm);
    await trainOn(step, batches(1));
    const weights = await step.weights();
    step.setLearningRate(0);
    await trainOn(step, batches(2, 3));
    expect(await step.weights()).toEqual(weights);
    step.dispose();
  });

  it('takes a smaller last batch, and goes back to whole ones', async () => {
    const [eager, compiled] = await onBoth((step) =>
      trainOn(step, [batchOf(1), batchOf(2), batchOf(3, 2), batchOf(4), batchOf(5, 1), batchOf(6, 2), batchOf(7)]),
    );
    expectClose(compiled, eager);
  });

  it('evaluates and predicts the same, after training and between', async () => {
    const [eager, compiled] = await onBoth(async (step) => {
      const numbers: number[] = [];
      for (const number of [1, 2, 3]) {
        const { loss, metrics } = await step.evaluate(batchOf(10, 4));
        const [prediction = new Float32Array()] = await step.predict(batchOf(11, 3));
        const trained = await step.train(batchOf(number));
        numbers.push(loss, metrics['mae'] ?? Number.NaN, ...prediction, trained.loss);
      }
      return numbers;
    });
    expect(eager).toHaveLength(18);
    expectClose(compiled, eager);
  });

  it('ends with the same weights and optimizer state, under the same names', async () => {
    const [eager, compiled] = await onBoth(async (step) => {
      await trainOn(step, batches(1, 2, 3));
      return [...(await step.weights()), ...(await step.optimizerState())];
    });
    expect(compiled.map(({ name, shape }) => [name, shape])).toEqual(eager.map(({ name, shape }) => [name, shape]));
    compiled.forEach(({ values }, i) => {
      expectClose([...values], [...(eager[i]?.values ?? [])], 1e-3);
    });
    expect(compiled.at(-1)?.values[0]).toBe(3);
  });
});

it('evaluates and predicts without changing anything and without dropout', async () => {
  const step = createCompiledStep(options());
  await trainOn(step, batches(1, 2));
  const [weights, state] = [await step.weights(), await step.optimizerState()];
  const first = await step.evaluate(batchOf(3));
  expect(await step.evaluate(batchOf(3))).toEqual(first);
  expect(await step.predict(batchOf(3))).toEqual(await step.predict(batchOf(3)));
  expect(await step.weights()).toEqual(weights);
  expect(await step.optimizerState()).toEqual(state);
  // Nor does it change what training does next.
  const other = createCompiledStep(options());
  await trainOn(other, batches(1, 2));
  expect(await trainOn(step, batches(4, 5))).toEqual(await trainOn(other, batches(4, 5)));
  step.dispose();
  other.dispose();
});

it('sets all weights or none, names what does not fit, and trains on from what it has', async () => {
  const step = createCompiledStep(calm);
  const other = createCompiledStep(calm);
  for (const each of [step, other]) await trainOn(each, batches(1, 2));
  const weights = await step.weights();
  const changed = weights.map((array) => ({ ...array, values: array.values.map(() => 1) }));
  const refused: [NamedArray[], string][] = [
    [changed.slice(0, -1), 'dense/bias'],
    [[...changed, { name: 'other/kernel', shape: [1], values: Float32Array.of(1) }], 'other/kernel'],
    [changed.map((array) => (array.name === 'dense/bias' ? { ...array, shape: [2] } : array)), 'dense/bias'],
  ];
  for (const [arrays, name] of refused) {
    const error = { code: 'invalid-data', message: expect.stringContaining(name) };
    await expect(step.setWeights(arrays)).rejects.toMatchObject(error);
  }
  await expect(step.setOptimizerState([])).rejects.toMatchObject({ code: 'invalid-data' });
  expect(await step.weights()).toEqual(weights);
  expect(await trainOn(step, batches(3))).toEqual(await trainOn(other, batches(3)));
  await step.setWeights(changed);
  // What was handed in is not the engine's to keep.
  const [before, after] = [await step.evaluate(batchOf(4)), changed[0]?.values.fill(7)];
  expect(after?.[0]).toBe(7);
  expect(await step.evaluate(batchOf(4))).toEqual(before);
  expect((await step.weights())[0]?.values[0]).toBe(1);
  step.dispose();
  other.dispose();
});

it('has several inputs and outputs, sums their losses and names their metrics by output', async () => {
  const several = graphSpec(
    [
      { id: 'left', type: 'Input', config: { shape: [3] } },
      { id: 'right', type: 'Input', config: { shape: [2] } },
      { id: 'both', type: 'Concatenate', config: {} },
      { id: 'high', type: 'Dense', config: { units: 1 } },
      { id: 'low', type: 'Dense', config: { units: 1 } },
    ],
    [
      { from: 'left', to: 'both' },
      { from: 'right', to: 'both', input: 1 },
      { from: 'left', to: 'high' },
      { from: 'both', to: 'low' },
    ],
  );
  const batchOfSeveral = (number: number): Batch => learnableBatch(several, 4, number);
  const eager = createEagerStep({ spec: several, training, seed: 1 });
  const compiled = createCompiledStep({ spec: several, training, seed: 1 });
  for (const number of [1, 2, 3]) {
    const wanted = await eager.train(batchOfSeveral(number));
    const result = await compiled.train(batchOfSeveral(number));
    expect(Object.keys(result.metrics)).toEqual(['high_loss', 'low_loss', 'high_mae', 'low_mae']);
    expectClose([result.loss, ...Object.values(result.metrics)], [wanted.loss, ...Object.values(wanted.metrics)]);
  }
  const predictions = await compiled.predict(batchOfSeveral(4));
  expect(predictions.map(({ length }) => length)).toEqual([4, 4]);
  const wanted = await eager.predict(batchOfSeveral(4));
  predictions.forEach((prediction, i) => {
    expectClose([...prediction], [...(wanted[i] ?? [])]);
  });
  eager.dispose();
  compiled.dispose();
});

it('says truthfully that a loss is no longer a number', async () => {
  const step = createCompiledStep(calm);
  const batch = batchOf(1);
  batch.targets[0]?.values.fill(Number.NaN);
  expect((await step.train(batch)).loss).toBeNaN();
  expect((await step.train(batchOf(2))).loss).toBeNaN();
  step.dispose();
});

it('keeps the number of tensors over steps, and leaves neither tensors nor sessions behind', async () => {
  const before = engineCounts();
  const step = createCompiledStep(options());
  const useAll = async (): Promise<void> => {
    await trainOn(step, [batchOf(1), batchOf(2, 3), batchOf(3)]);
    await step.evaluate(batchOf(4));
    await step.predict(batchOf(4));
    await step.setWeights(await step.weights());
    await step.setOptimizerState(await step.optimizerState());
  };
  await useAll();
  const settled = engineCounts();
  // Two shapes of batch to train on, one to evaluate, one to predict.
  expect(settled.sessions - before.sessions).toBe(4);
  for (let i = 0; i < 3; i++) await useAll();
  expect(engineCounts()).toEqual(settled);
  step.dispose();
  expect(engineCounts()).toEqual(before);
});
