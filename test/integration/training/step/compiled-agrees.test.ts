// The compiled step gives the eager step's numbers: every layer, loss and optimizer, all templates; and Keras's, as far as it
// is judged by whole training steps.
import { beforeAll, describe, it } from 'vitest';
import { lossSchema, traitsOf } from '#shared/training/losses.ts';
import { optimizerSchema } from '#shared/training/optimizers.ts';
import type { JsonObject } from '#shared/base/json.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import { templateStore } from '#main/home/templates.ts';
import { compileExperiment } from '#shared/experiment/compile-experiment.ts';
import { describeModels, lossConfig } from '../../../keras/conformance.ts';
import { describeGraphs } from '../../../keras/graph-conformance.ts';
import { graphAround, hasLoop } from '../../../keras/graph-around.ts';
import { layerCases, lossCases, optimizerCases } from '../../../keras/reference.ts';
import { chainSpec, maeMetric, type ChainNode } from '../../../keras/specs.ts';
import { createCompiledStep, expectSameLosses, loadNative } from './native-step.ts';

beforeAll(loadNative);

const meanSquared = lossSchema.parse({ name: 'mean_squared_error' });

describe('every layer, 50 steps', () => {
  const cases = layerCases().flatMap((reference) =>
    (hasLoop(reference) ? [true, false] : [false]).map((xla) => ({ ...reference, xla })),
  );
  it.each(cases)('$name, XLA: $xla', async ({ xla, ...reference }) => {
    const spec = graphAround(reference);
    const optimizer = optimizerSchema.parse({ name: 'RMSprop' });
    const options = { spec, training: { loss: meanSquared, optimizer, metrics: maeMetric }, seed: 4 };
    await expectSameLosses(options, xla, { steps: 50, size: 8, relative: 1e-5 });
  });
});

const small: readonly ChainNode[] = [
  { id: 'input', type: 'Input', config: { shape: [12, 3] } },
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
    await expectSameLosses(options, true, { steps: 50, size: 8, relative: 1e-5 });
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
    await expectSameLosses(options, true, { steps: 50, size: 8, relative: 1e-5, target });
  });
});

describe('templates without dropout, 50 steps', () => {
  const templates = templateStore.list().map(({ id }) => ({ id, xla: true }));
  const unrolled = { id: 'weather-conv1d-gru', xla: false };
  it.each([...templates, unrolled])('$id, XLA: $xla', async ({ id, xla }) => {
    const found = templateStore.find(id);
    if (found === null) throw new Error(`There is no template ${id}.`);
    const experiment = withoutDropout(found.experiment);
    const options = { ...compileExperiment(experiment, null), seed: 2 };
    const size = experiment.training.batch_size;
    await expectSameLosses(options, xla, { steps: 50, size, relative: 1e-5 });
  });
});

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

describe.each([true, false])('Keras, XLA: %s', (xla) => {
  describeModels((options) => createCompiledStep(options, xla));
  describeGraphs((options) => createCompiledStep(options, xla));
});
