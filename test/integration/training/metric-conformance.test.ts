// Every metric against real Keras 3 on the engines that people train with, and in both kinds of step.
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { lossSchema } from '#shared/training/losses.ts';
import { metrics, resolveMetric, type MetricConfig } from '#shared/training/metrics.ts';
import { optimizerSchema } from '#shared/training/optimizers.ts';
import type { EngineId } from '#shared/runs/run.ts';
import { createEngineStore } from '#main/engines/engine-store.ts';
import { loadEngine } from '#main/training/worker/engine-load.ts';
import { describeMetrics } from '../../keras/metric-conformance.ts';
import { chainSpec } from '../../keras/specs.ts';
import { testEngineHome } from '../../support/engines.ts';
import { expectSameLosses, type TargetKind } from './step/native-step.ts';

function metric(name: string, config: object = {}): MetricConfig {
  return resolveMetric(name, metrics.schema.parse({ name: metrics.find(name), ...config }), 'mean_squared_error', null);
}

describe.each<EngineId>(['wasm', 'native'])('%s', (engine) => {
  beforeAll(async () => {
    const { load } = await createEngineStore({ home: await testEngineHome() }).choose(engine);
    await loadEngine(load);
    expect(tf.getBackend()).toBe({ native: 'tensorflow', wasm: 'wasm' }[engine]);
  });

  describeMetrics();
  if (engine !== 'native') return;

  const labels = ['precision', 'recall', 'auc', 'mae', 'root_mean_squared_error'].map((name) => metric(name));
  const ofBits = [
    ...labels,
    metric('f1_score', { threshold: 0.5 }),
    { ...metric('auc', { curve: 'PR' }), name: 'pr_auc' },
  ];
  const ofClasses = [
    ...labels,
    metric('f1_score', { average: 'macro' }),
    metric('top_k_categorical_accuracy', { k: 2 }),
    metric('cosine_similarity'),
  ];
  const ofNumbers = ['mse', 'r2_score', 'root_mean_squared_error', 'mape', 'mae'].map((name) => metric(name));
  const ofClassNumbers = [metric('sparse_top_k_categorical_accuracy', { k: 2 })];
  it.each<[string, TargetKind, number, string, readonly MetricConfig[]]>([
    ['binary_crossentropy', 'bit', 1, 'sigmoid', ofBits],
    ['categorical_crossentropy', 'one-hot', 4, 'softmax', ofClasses],
    ['sparse_categorical_crossentropy', 'class', 4, 'softmax', ofClassNumbers],
    ['mean_squared_error', 'number', 1, 'linear', ofNumbers],
  ])('the compiled step measures as the eager one with %s', async (name, target, units, activation, wanted) => {
    const spec = chainSpec([
      { id: 'input', type: 'Input', config: { shape: [12, 3] } },
      { id: 'gru', type: 'GRU', config: { units: 4 } },
      { id: 'last', type: 'Dense', config: { units, activation } },
    ]);
    const optimizer = optimizerSchema.parse({ name: 'Adam', learning_rate: 0.01 });
    const training = { loss: lossSchema.parse({ name }), optimizer, metrics: wanted };
    await expectSameLosses({ spec, training, seed: 4 }, [true], { steps: 50, size: 8, relative: 1e-5, target });
  });
});
