// Dropout inside attention, which no reference can judge: its rate and its mean.
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '#shared/base/json.ts';
import { buildModel } from '#main/training/nn/model.ts';
import { unrolledScan } from '#main/training/nn/recurrent/scan.ts';
import { createSeededRandomSource } from '#main/training/nn/seeded-random-source.ts';
import { graphSpec } from '../../../../../keras/specs.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const samples = 40;
const steps = 20;
const rate = 0.3;

/** The first feature of every step: with values of 1, the sum of the weights that were left. */
function sumsOf(type: string, config: JsonObject, value: tf.Tensor, training: boolean): Float32Array {
  return tf.tidy(() => {
    const spec = graphSpec(
      [
        { id: 'query', type: 'Input', config: { shape: [steps, 2] } },
        { id: 'value', type: 'Input', config: { shape: [steps, 2] } },
        { id: 'attention', type, config: { ...config, dropout: rate } },
      ],
      ['query', 'value'].map((from, input) => ({ from, to: 'attention', input })),
    );
    const model = buildModel(spec, 1);
    const random = createSeededRandomSource(1, 0);
    const [output] = model.apply([tf.zeros([samples, steps, 2]), value], { training, random, scan: unrolledScan });
    model.dispose();
    return tf.slice(output ?? tf.zeros([0]), [0, 0, 0], [samples, steps, 1]).dataSync<'float32'>();
  });
}

describe.each<[string, JsonObject]>([
  ['Attention', {}],
  ['AdditiveAttention', {}],
])('dropout of %s', (type, config) => {
  it('drops its share of the weights, scales the rest, and keeps the mean', () => {
    const sums = sumsOf(type, config, tf.ones([samples, steps, 2]), true);
    const mean = sums.reduce((sum, value) => sum + value, 0) / sums.length;
    // All scores are equal: each of 20 weights is 1/20, and 0 or 1/20/0.7 after dropout. 16,000 draws: known to 0.005.
    expect(Math.abs(mean - 1)).toBeLessThan(0.02);
    const kept = [...sums].map((sum) => sum * 0.7 * steps);
    for (const count of kept) expect(Math.abs(count - Math.round(count))).toBeLessThan(1e-3);
    const share = kept.reduce((sum, count) => sum + count, 0) / (kept.length * steps);
    expect(Math.abs(share - (1 - rate))).toBeLessThan(0.015);
  });

  it('does nothing at inference', () => {
    for (const sum of sumsOf(type, config, tf.ones([samples, steps, 2]), false)) expect(sum).toBeCloseTo(1, 5);
  });
});

describe('dropout of MultiHeadAttention', () => {
  it('keeps the mean of what its heads find, and does nothing at inference', () => {
    const config = { num_heads: 1, key_dim: 2, use_bias: false };
    const value = tf.ones([samples, steps, 2]);
    const [dropped, whole] = [true, false].map((training) => sumsOf('MultiHeadAttention', config, value, training));
    const [expected = 0] = whole ?? [];
    for (const sum of whole ?? []) expect(sum / expected).toBeCloseTo(1, 5);
    const mean = [...(dropped ?? [])].reduce((sum, found) => sum + found / expected, 0) / (samples * steps);
    expect(Math.abs(mean - 1)).toBeLessThan(0.02);
    expect(new Set(dropped).size).toBeGreaterThan(5);
    value.dispose();
  });
});
