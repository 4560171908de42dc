// The layers of chance: what they do to the mean, the spread and the share of values in training, and nothing at inference.
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '#shared/base/json.ts';
import { buildModel } from '#main/training/nn/model.ts';
import { normalNumbers } from '#main/training/nn/normal-numbers.ts';
import { unrolledScan } from '#main/training/nn/recurrent/scan.ts';
import { createSeededRandomSource, noRandomSource } from '#main/training/nn/seeded-random-source.ts';
import { chainSpec } from '../../../../../keras/specs.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** What the layer makes of values, `[20, 40, 50]`: 40,000 draws, so that a mean is known to a 200th of the deviation. */
function outputOf(type: string, config: JsonObject, x: tf.Tensor, training = true, step = 0): number[] {
  const model = buildModel(
    chainSpec([
      { id: 'input', type: 'Input', config: { shape: [40, 50] } },
      { id: 'layer', type, config },
    ]),
    1,
  );
  const random = training ? createSeededRandomSource(1, step) : noRandomSource;
  return [...(model.apply([x], { training, random, scan: unrolledScan })[0]?.dataSync() ?? [])];
}

const ones = (): tf.Tensor => tf.ones([20, 40, 50]);

function momentsOf(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, deviation: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) };
}

const layers: readonly [string, JsonObject][] = [
  ['SpatialDropout1D', { rate: 0.3 }],
  ['GaussianNoise', { stddev: 0.5 }],
  ['GaussianDropout', { rate: 0.2 }],
  ['AlphaDropout', { rate: 0.2 }],
];

describe.each(layers)('%s', (type, config) => {
  it('does nothing at inference', () => {
    tf.tidy(() => {
      expect(outputOf(type, config, ones(), false).every((value) => value === 1)).toBe(true);
    });
  });

  it('draws anew at every step, and the same again for the same step', () => {
    tf.tidy(() => {
      expect(outputOf(type, config, ones(), true, 5)).toEqual(outputOf(type, config, ones(), true, 5));
      expect(outputOf(type, config, ones(), true, 5)).not.toEqual(outputOf(type, config, ones(), true, 6));
    });
  });

  it('draws from its own seed where it has one', () => {
    tf.tidy(() => {
      expect(outputOf(type, { ...config, seed: 9 }, ones())).not.toEqual(outputOf(type, config, ones()));
    });
  });
});

describe('in training', () => {
  it('SpatialDropout1D drops whole features of a sample and scales the others', () => {
    tf.tidy(() => {
      const values = outputOf('SpatialDropout1D', { rate: 0.3 }, ones());
      const first = values.filter((_, i) => Math.floor(i / 50) % 40 === 0);
      // 1,000 features: their share is known to 0.0145.
      expect(Math.abs(first.filter((value) => value === 0).length / first.length - 0.3)).toBeLessThan(0.06);
      values.forEach((value, i) => {
        expect(value).toBe(first[Math.floor(i / 2000) * 50 + (i % 50)]);
        if (value !== 0) expect(value).toBeCloseTo(1 / 0.7, 6);
      });
    });
  });

  it('GaussianNoise adds normal numbers of its deviation', () => {
    tf.tidy(() => {
      const { mean, deviation } = momentsOf(outputOf('GaussianNoise', { stddev: 0.5 }, ones()));
      expect(Math.abs(mean - 1)).toBeLessThan(0.0125);
      expect(Math.abs(deviation - 0.5)).toBeLessThan(0.01);
    });
  });

  it('GaussianDropout multiplies with normal numbers of dropout’s deviation', () => {
    tf.tidy(() => {
      const { mean, deviation } = momentsOf(outputOf('GaussianDropout', { rate: 0.2 }, tf.fill([20, 40, 50], 2)));
      expect(Math.abs(mean - 2)).toBeLessThan(0.025);
      expect(Math.abs(deviation - 1)).toBeLessThan(0.02);
    });
  });

  it('AlphaDropout keeps mean 0 and deviation 1, and drops its share to one value', () => {
    tf.tidy(() => {
      const x = normalNumbers([20, 40, 50], createSeededRandomSource(4, 0), null);
      const values = outputOf('AlphaDropout', { rate: 0.2 }, x);
      const { mean, deviation } = momentsOf(values);
      expect(Math.abs(mean)).toBeLessThan(0.03);
      expect(Math.abs(deviation - 1)).toBeLessThan(0.03);
      const counts = new Map<number, number>();
      for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
      expect(Math.abs(Math.max(...counts.values()) / values.length - 0.2)).toBeLessThan(0.01);
    });
  });
});

describe('normal numbers', () => {
  it('have mean 0, deviation 1, and the tails and the symmetry of the normal distribution', () => {
    tf.tidy(() => {
      const values = [...normalNumbers([200, 201], createSeededRandomSource(2, 0), null).dataSync()];
      const { mean, deviation } = momentsOf(values);
      expect(Math.abs(mean)).toBeLessThan(0.025);
      expect(Math.abs(deviation - 1)).toBeLessThan(0.02);
      const shareBeyond = (limit: number): number => values.filter((value) => value > limit).length / values.length;
      expect(Math.abs(shareBeyond(0) - 0.5)).toBeLessThan(0.0125);
      expect(Math.abs(shareBeyond(1) - 0.158_66)).toBeLessThan(0.01);
      expect(Math.abs(shareBeyond(2) - 0.022_75)).toBeLessThan(0.004);
    });
  });

  it('are as many as asked for, also an odd number, and no two halves are the same', () => {
    tf.tidy(() => {
      const values = normalNumbers([3, 5], createSeededRandomSource(2, 0), null);
      expect(values.shape).toEqual([3, 5]);
      expect(new Set(values.dataSync()).size).toBe(15);
    });
  });
});
