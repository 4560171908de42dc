// The compiled step gives the eager step's numbers: every layer, loss and optimizer, all templates; and Keras's, as far as it
// is judged by whole training steps.
import { beforeAll, describe, it } from 'vitest';
import { lossSchema, traitsOf } from '#shared/training/losses.ts';
import { optimizerSchema } from '#shared/training/optimizers.ts';
import type { JsonObject } from '#shared/base/json.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import type { StepOptions } from '#main/training/step/step-state.ts';
import type { TrainStep } from '#main/training/step/train-step.ts';
import { findLayer } from '#shared/model/layer-catalogue.ts';
import { templateStore } from '#main/home/templates.ts';
import { compileExperiment } from '#shared/experiment/compile-experiment.ts';
import { describeEmbeddingRuns, describeModels, lossConfig } from '../../../keras/conformance.ts';
import { describeGraphs } from '../../../keras/graph-conformance.ts';
import { graphAround, hasLoop, isChance } from '../../../keras/graph-around.ts';
import { layerCases, lossCases, optimizerCases } from '../../../keras/reference.ts';
import { chainSpec, maeMetric, type ChainNode } from '../../../keras/specs.ts';
import { createCompiledStep, expectSameLosses, loadNative } from './native-step.ts';

beforeAll(loadNative);

const meanSquared = lossSchema.parse({ name: 'mean_squared_error' });

// XLA compiles the same loops inside a wrapper as outside: the templates have one.
// Layers of chance draw other numbers in each step; compiled-step.test.ts and compiled-noise.test.ts compare distributions.
describe('every layer, 50 steps', () => {
  it.each(layerCases().filter((each) => !isChance(each)))('$name', async (reference) => {
    const spec = graphAround(reference);
    const optimizer = optimizerSchema.parse({ name: 'RMSprop' });
    const options = { spec, training: { loss: meanSquared, optimizer, metrics: maeMetric }, seed: 4 };
    const isWrapper = findLayer(reference.type)?.innerLayers !== undefined;
    const xla = hasLoop(reference) && !isWrapper ? [true, false] : [false];
    await expectSameLosses(options, xla, { steps: 50, size: 8, relative: 1e-5 });
  });
});

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

describe('templates without dropout, 50 steps', () => {
  const templates = templateStore.list().map(({ id }) => ({ id, xla: [true] }));
  const both = templates.map((each) => (each.id === 'weather-conv1d-gru' ? { ...each, xla: [true, false] } : each));
  it.each(both)('$id, XLA: $xla', async ({ id, xla }) => {
    const found = templateStore.find(id);
    if (found === null) throw new Error(`There is no template ${id}.`);
    const options = { ...compileExperiment(shortened(withoutDropout(found.experiment)), null), seed: 2 };
    // Enough samples that a loop is divided between two threads.
    await expectSameLosses(options, xla, { steps: 50, size: 32, relative: 1e-5 });
  });
});

/** Recurrent layers get a quarter of the steps where a sample has 200 or more; the other templates keep theirs. */
function shortened(experiment: Experiment): Experiment {
  const { preparation } = experiment.data;
  const isText = preparation.kind === 'text';
  const all = isText ? preparation.length : preparation.lookback / preparation.step;
  if (all < 200 || !experiment.model.nodes.some(hasLoop)) return experiment;
  const nodes = experiment.model.nodes.map((node) => {
    const [steps, ...features] = Array.isArray(node.config['shape']) ? node.config['shape'] : [];
    return typeof steps === 'number' ? { ...node, config: { ...node.config, shape: [steps / 4, ...features] } } : node;
  });
  const shorter = isText
    ? { ...preparation, length: preparation.length / 4 }
    : { ...preparation, lookback: preparation.lookback / 4 };
  const data = { ...experiment.data, preparation: shorter };
  return { ...experiment, data, model: { ...experiment.model, nodes } };
}

function withoutDropout(experiment: Experiment): Experiment {
  const nodes = experiment.model.nodes.map((node) => ({
    ...node,
    config: Object.fromEntries(
      Object.entries(node.config).map(([name, value]) => [
        name,
        /^(recurrent_)?dropout$|^rate$/.test(name) ? 0 : value,
      ]),
    ),
  }));
  return { ...experiment, model: { ...experiment.model, nodes } };
}

describe('Keras, without XLA', () => {
  const create = (options: StepOptions): TrainStep => createCompiledStep(options, false);
  describeModels(create);
  describeEmbeddingRuns(create);
  describeGraphs(create);
});

describe('Keras, with XLA', () => {
  const create = (options: StepOptions): TrainStep => createCompiledStep(options, true);
  describeModels(create, hasLoop);
  describeGraphs(create, hasLoop);
});
