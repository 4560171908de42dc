// Layers that are fitted before training, against Keras's own adapt on the same samples.
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TrainingEvent } from '#main/ports/trainer.ts';
import { sampleSet } from '#main/datasets/slice-batch.ts';
import { ownSplit, type Split } from '#main/training/worker/batches/split.ts';
import { fittedWeights } from '#main/training/worker/fitted-weights.ts';
import { expectClose } from '../../../../keras/close.ts';
import { asBatchArray } from '../../../../keras/reference-arrays.ts';
import { fittedCases, type ReferenceArray } from '../../../../keras/reference.ts';
import { chainSpec, graphSpec } from '../../../../keras/specs.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

function splitOf(data: ReferenceArray): Split {
  const count = data.shape[0] ?? 0;
  return ownSplit(sampleSet(count, { kind: 'arrays', inputs: [asBatchArray(data)], targets: [] }));
}

const options = { batchSize: 4, isStopped: () => false, emit: () => undefined };

describe('fittedWeights', () => {
  it.each(fittedCases())('gives what Keras’s adapt gives: $name', async ({ nodes, data, weights }) => {
    const before = tf.memory().numTensors;
    const fitted = await fittedWeights(chainSpec(nodes), splitOf(data), options);
    expect(tf.memory().numTensors).toBe(before);
    // Keras's count stays 0.
    const wanted = weights.filter(({ name }) => !name.endsWith('/count'));
    expect(fitted.map(({ name, shape }) => [name, shape])).toEqual(wanted.map(({ name, shape }) => [name, shape]));
    fitted.forEach(({ name, values }, i) => {
      expectClose(values, wanted[i]?.values ?? [], name);
    });
  });

  const data: ReferenceArray = { shape: [3, 2], dtype: 'float32', values: [1, 10, 2, 20, 6, 60] };

  it('fits a shared layer on what reaches its owner, behind one output of several', async () => {
    const spec = graphSpec(
      [
        { id: 'in', type: 'Input', config: { shape: [2] } },
        { id: 'own', type: 'Normalization', config: {} },
        { id: 'half', type: 'Rescaling', config: { scale: 0.5 } },
        { id: 'again', type: 'Normalization', config: {}, layer: 'own' },
        { id: 'add', type: 'Add', config: {} },
      ],
      [
        { from: 'in', to: 'own' },
        { from: 'in', to: 'half' },
        { from: 'half', to: 'again' },
        { from: 'own', to: 'add' },
        { from: 'again', to: 'add', input: 1 },
      ],
    );
    const fitted = await fittedWeights(spec, splitOf(data), options);
    expect(fitted.map(({ name, values }) => [name, [...values]])).toEqual([
      ['own/mean', [3, 30]],
      ['own/variance', [Math.fround(14 / 3), Math.fround(1400 / 3)]],
    ]);
  });

  it('reports progress, and ends without numbers when the run is stopped', async () => {
    const events: TrainingEvent[] = [];
    const spec = chainSpec([
      { id: 'in', type: 'Input', config: { shape: [2] } },
      { id: 'norm', type: 'Normalization', config: {} },
    ]);
    const emit = (event: TrainingEvent): void => void events.push(event);
    await fittedWeights(spec, splitOf(data), { ...options, batchSize: 2, emit });
    expect(events).toEqual([expect.objectContaining({ type: 'preparing', done: 2, total: 2 })]);
    const before = tf.memory().numTensors;
    expect(await fittedWeights(spec, splitOf(data), { ...options, isStopped: () => true })).toEqual([]);
    expect(tf.memory().numTensors).toBe(before);
  });
});
