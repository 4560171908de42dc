// The compiled step gives the eager step's numbers: every optimizer with its arguments, and every loss.
import { beforeAll, describe, it } from 'vitest';
import { lossSchema, traitsOf } from '#shared/training/losses.ts';
import { optimizerSchema } from '#shared/training/optimizers.ts';
import type { JsonObject } from '#shared/base/json.ts';
import { lossConfig } from '../../../keras/conformance.ts';
import { lossCases, optimizerCases } from '../../../keras/reference.ts';
import { chainSpec, maeMetric, type ChainNode } from '../../../keras/specs.ts';
import { expectSameLosses, loadNative } from './native-step.ts';

beforeAll(loadNative);

const meanSquared = lossSchema.parse({ name: 'mean_squared_error' });

/** Losses and optimizers lie outside the loops that XLA compiles, so they are compared without it; templates and Keras's models are with it. */
const small: readonly ChainNode[] = [
  { id: 'input', type: 'Input', config: { shape: [6, 3] } },
  {
    id: 'conv1d',
    type: 'Conv1D',
    config: { filters: 4, kernel_size: 3, activation: 'tanh', kernel_regularizer: 'l2' },
  },
  { id: 'gru', type: 'GRU', config: { units: 4 } },
];

describe('every optimizer, 50 steps', () => {
  it.each(optimizerCases())('$name', async ({ optimizer: config }) => {
    const spec = chainSpec([...small, { id: 'last', type: 'Dense', config: { units: 1 } }]);
    // At a rate that learns: where a model is thrown about, the last digit grows with every step.
    const optimizer = optimizerSchema.parse({ ...config, learning_rate: 0.003 });
    const options = { spec, training: { loss: meanSquared, optimizer, metrics: maeMetric }, seed: 4 };
    await expectSameLosses(options, [false], { steps: 50, size: 8, relative: 1e-5 });
  });
});

describe('arguments of every optimizer, 50 steps', () => {
  const cosine = { initial_learning_rate: 0.0001, decay_steps: 40, warmup_target: 0.005, warmup_steps: 5 };
  const averages = { use_ema: true, ema_momentum: 0.9 };
  const given: readonly JsonObject[] = [
    { name: 'Adam', learning_rate: { class_name: 'CosineDecay', config: cosine } },
    { name: 'Adam', ...averages },
    { name: 'RMSprop', ...averages, ema_overwrite_frequency: 3 },
    { name: 'Lion', ...averages, ema_overwrite_frequency: 3 },
    { name: 'SGD', gradient_accumulation_steps: 3, clipnorm: 0.5, momentum: 0.9 },
    { name: 'Nadam', gradient_accumulation_steps: 3 },
    { name: 'AdamW', gradient_accumulation_steps: 2, ...averages, ema_overwrite_frequency: 2 },
  ];
  it.each(given.map((config) => [JSON.stringify(config), config] as const))('%s', async (_name, config) => {
    const constrained = { units: 1, kernel_constraint: 'max_norm', bias_constraint: 'non_neg' };
    const spec = chainSpec([...small, { id: 'last', type: 'Dense', config: constrained }]);
    const optimizer = optimizerSchema.parse({ learning_rate: 0.003, ...config });
    const options = { spec, training: { loss: meanSquared, optimizer, metrics: maeMetric }, seed: 4 };
    await expectSameLosses(options, [false], { steps: 50, size: 8, relative: 1e-5 });
  });
});

describe('every loss, 50 steps', () => {
  const configs = new Map(lossCases().map(({ loss }) => [JSON.stringify(loss), loss]));
  it.each([...configs])('%s', async (_name, config) => {
    const loss = lossConfig(config);
    const { target, squash } = traitsOf(loss);
    const classes = target === 'class' || target === 'one-hot';
    const activation = squash ?? (loss.name === 'poisson' ? 'softplus' : 'linear');
    const isLogits = 'from_logits' in loss && loss.from_logits;
    const last: JsonObject = { units: classes ? 3 : 1, activation: isLogits ? 'linear' : activation };
    const spec = chainSpec([...small, { id: 'last', type: 'Dense', config: last }]);
    const optimizer = optimizerSchema.parse({ name: 'Adam', learning_rate: 0.01 });
    const options = { spec, training: { loss, optimizer, metrics: [] }, seed: 4 };
    await expectSameLosses(options, [false], { steps: 50, size: 8, relative: 1e-5, target });
  });
});
