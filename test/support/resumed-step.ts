// A step that is resumed from saved weights and optimizer state goes on as one that was never interrupted, to the bit: every
// optimizer, and every argument that keeps something between batches.
import { expect, it } from 'vitest';
import { createRandom } from '#shared/base/random.ts';
import type { Batch } from '#shared/data/samples.ts';
import { lossSchema } from '#shared/training/losses.ts';
import { optimizerNames, optimizerSchema } from '#shared/training/optimizers.ts';
import type { StepOptions } from '#main/training/step/step-state.ts';
import type { TrainStep } from '#main/training/step/train-step.ts';
import { chainSpec } from '../keras/specs.ts';

const cosine = { initial_learning_rate: 0.001, decay_steps: 5, warmup_target: 0.05, warmup_steps: 2 };
const averages = { use_ema: true, ema_momentum: 0.8 };

const configs: readonly Readonly<Record<string, unknown>>[] = [
  ...optimizerNames.map((name) => ({ name, learning_rate: 0.02 })),
  { name: 'SGD', momentum: 0.9, nesterov: true },
  { name: 'RMSprop', momentum: 0.5, centered: true },
  { name: 'Adam', amsgrad: true, weight_decay: 0.1 },
  { name: 'Adam', learning_rate: { class_name: 'CosineDecay', config: cosine } },
  { name: 'Adam', ...averages },
  { name: 'Lion', ...averages, ema_overwrite_frequency: 2 },
  // The third batch is the first of an update.
  { name: 'Adam', gradient_accumulation_steps: 2 },
  { name: 'Nadam', gradient_accumulation_steps: 2, clipnorm: 0.1, ...averages },
];

const spec = chainSpec([
  { id: 'input', type: 'Input', config: { shape: [6, 2] } },
  {
    id: 'conv',
    type: 'Conv1D',
    config: { filters: 3, kernel_size: 2, activation: 'tanh', kernel_constraint: 'max_norm' },
  },
  { id: 'pool', type: 'GlobalAveragePooling1D', config: {} },
  { id: 'dropout', type: 'Dropout', config: { rate: 0.2 } },
  { id: 'dense', type: 'Dense', config: { units: 1 } },
]);

function batchOf(number: number): Batch {
  const random = createRandom(41, number);
  const draw = (count: number) => Float32Array.from({ length: count }, () => random() * 2 - 1);
  return { inputs: [{ values: draw(48), shape: [4, 6, 2] }], targets: [{ values: draw(4), shape: [4, 1] }], size: 4 };
}

async function lossesOf(step: TrainStep, numbers: readonly number[]): Promise<number[]> {
  const losses: number[] = [];
  for (const number of numbers) losses.push((await step.train(batchOf(number))).loss);
  return losses;
}

/** Declares a test for each optimizer. */
export function describeResumes(createStep: (options: StepOptions) => TrainStep): void {
  it.each(configs.map((config) => [JSON.stringify(config), config] as const))('%s', async (_name, config) => {
    const optimizer = optimizerSchema.parse(config);
    const training = { loss: lossSchema.parse({ name: 'mean_squared_error' }), optimizer, metrics: [] };
    const options = { spec, training, seed: 1 };
    const [whole, first, second] = [createStep(options), createStep(options), createStep(options)];
    try {
      const losses = await lossesOf(whole, [1, 2, 3, 4, 5, 6, 7]);
      await lossesOf(first, [1, 2, 3]);
      await second.setWeights(await first.weights());
      await second.setOptimizerState(await first.optimizerState());
      expect(second.learningRate).toBe(first.learningRate);
      expect(await lossesOf(second, [4, 5, 6, 7])).toEqual(losses.slice(3));
      expect(await second.weights()).toEqual(await whole.weights());
      expect(await second.optimizerState()).toEqual(await whole.optimizerState());
      // There and back: averages are validated between epochs, and training goes on from the weights.
      const before = [await whole.weights(), await whole.optimizerState()];
      await whole.exchangeAverages();
      if (optimizer.use_ema) expect(await whole.weights()).not.toEqual(before[0]);
      else expect(await whole.weights()).toEqual(before[0]);
      await whole.exchangeAverages();
      expect([await whole.weights(), await whole.optimizerState()]).toEqual(before);
    } finally {
      for (const step of [whole, first, second]) step.dispose();
    }
  });
}
