// The training core against real Keras 3 on the engines that people train with, and its promises about repeating and memory.
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createEngineStore } from '#main/engines/engine-store.ts';
import { lossSchema } from '#shared/training/losses.ts';
import { optimizerSchema } from '#shared/training/optimizers.ts';
import { createRandom } from '#shared/base/random.ts';
import type { Batch } from '#shared/data/samples.ts';
import type { EngineId } from '#shared/runs/run.ts';
import { createEagerStep } from '#main/training/step/eager-step.ts';
import { loadEngine } from '#main/training/worker/engine-load.ts';
import { describeGraphs } from '../../keras/graph-conformance.ts';
import { describeOutputs } from '../../keras/output-conformance.ts';
import { describeConformance } from '../../keras/conformance.ts';
import { describeWeightedFits } from '../../keras/weight-conformance.ts';
import { chainSpec } from '../../keras/specs.ts';
import { testEngineHome } from '../../support/engines.ts';

const spec = chainSpec([
  { id: 'input', type: 'Input', config: { shape: [60], dtype: 'int32' } },
  { id: 'embedding', type: 'Embedding', config: { input_dim: 200, output_dim: 16 } },
  { id: 'conv1d', type: 'Conv1D', config: { filters: 8, kernel_size: 5, padding: 'causal', dilation_rate: 2 } },
  { id: 'max_pooling1d', type: 'MaxPooling1D', config: { pool_size: 3 } },
  { id: 'dropout', type: 'Dropout', config: { rate: 0.3 } },
  { id: 'gru', type: 'GRU', config: { units: 8, dropout: 0.1, recurrent_dropout: 0.5 } },
  { id: 'dense', type: 'Dense', config: { units: 1, activation: 'sigmoid' } },
]);

const training = {
  loss: lossSchema.parse({ name: 'binary_crossentropy' }),
  optimizer: optimizerSchema.parse({ name: 'RMSprop' }),
  metrics: [{ name: 'accuracy', function: 'binary_accuracy', threshold: 0.5 }] as const,
};

function batchOf(number: number): Batch {
  const random = createRandom(5, number);
  return {
    inputs: [{ values: Int32Array.from({ length: 16 * 60 }, () => Math.floor(random() * 200)), shape: [16, 60] }],
    targets: [{ values: Int32Array.from({ length: 16 }, () => Math.round(random())), shape: [16] }],
    size: 16,
  };
}

async function runOf(steps: number): Promise<{ losses: number[]; weights: number[][] }> {
  const step = createEagerStep({ spec, training, seed: 3 });
  const losses: number[] = [];
  for (let i = 0; i < steps; i++) losses.push((await step.train(batchOf(i))).loss);
  const weights = (await step.weights()).map(({ values }) => [...values]);
  step.dispose();
  return { losses, weights };
}

describe.each<EngineId>(['native', 'wasm'])('%s', (engine) => {
  beforeAll(async () => {
    const { load } = await createEngineStore({ home: await testEngineHome() }).choose(engine);
    await loadEngine(load);
    expect(tf.getBackend()).toBe({ native: 'tensorflow', wasm: 'wasm' }[engine]);
  });

  describeConformance();
  describeGraphs(createEagerStep);
  describeOutputs(createEagerStep);
  describeWeightedFits(createEagerStep);

  it('gives the same run for the same seed, bit for bit, dropout included', async () => {
    const first = await runOf(8);
    expect(new Set(first.losses).size).toBe(8);
    expect(await runOf(8)).toEqual(first);
  });

  it('keeps the number of tensors and their bytes over steps', async () => {
    const step = createEagerStep({ spec, training, seed: 3 });
    await step.train(batchOf(0));
    await step.evaluate(batchOf(0));
    const { numTensors, numBytes } = tf.memory();
    for (let i = 0; i < 5; i++) {
      await step.train(batchOf(i));
      await step.evaluate(batchOf(i));
    }
    expect(tf.memory()).toMatchObject({ numTensors, numBytes });
    step.dispose();
  });
});
