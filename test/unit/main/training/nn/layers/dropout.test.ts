import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { dropoutMask } from '#main/training/nn/layers/dropout.ts';
import { buildModel } from '#main/training/nn/model.ts';
import { unrolledScan } from '#main/training/nn/recurrent/scan.ts';
import { createSeededRandomSource, noRandomSource } from '#main/training/nn/seeded-random-source.ts';
import { drawMasks, type RecurrentArguments } from '#main/training/nn/recurrent/recurrent-inputs.ts';
import { chainSpec } from '../../../../../keras/specs.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const input = { id: 'input', type: 'Input', config: { shape: [40, 50] } };
const ones = () => tf.ones([20, 40, 50]);

describe('Dropout', () => {
  const model = buildModel(chainSpec([input, { id: 'dropout', type: 'Dropout', config: { rate: 0.3 } }]), 1);
  const dropped = (seed: number, step: number, training = true): Float32Array =>
    tf.tidy(() => {
      const random = training ? createSeededRandomSource(seed, step) : noRandomSource;
      return (
        model.apply([ones()], { training, random, scan: unrolledScan })[0]?.dataSync<'float32'>() ?? new Float32Array()
      );
    });

  it('drops its share, scales the rest, and keeps the mean', () => {
    const values = dropped(1, 0);
    const zeros = values.reduce((count, value) => count + (value === 0 ? 1 : 0), 0);
    // 40,000 draws: the share is known to 0.0023.
    expect(Math.abs(zeros / values.length - 0.3)).toBeLessThan(0.01);
    for (const value of values) expect(value === 0 || Math.abs(value - 1 / 0.7) < 1e-6).toBe(true);
    expect(Math.abs(values.reduce((sum, value) => sum + value, 0) / values.length - 1)).toBeLessThan(0.015);
  });

  it('does nothing at inference', () => {
    expect(dropped(1, 0, false).every((value) => value === 1)).toBe(true);
  });

  it('draws anew at every step, and the same again for the same seed and step', () => {
    expect(dropped(1, 5)).toEqual(dropped(1, 5));
    expect(dropped(1, 5)).not.toEqual(dropped(1, 6));
    expect(dropped(1, 5)).not.toEqual(dropped(2, 5));
  });

  it('gives two layers different masks in one step, and a seeded layer its own', () => {
    tf.tidy(() => {
      const random = createSeededRandomSource(1, 0);
      const [first, second] = [0, 1].map(() => dropoutMask([100], 0.5, random, null).dataSync());
      expect(first).not.toEqual(second);
      const ofRun = (seed: number) => dropoutMask([100], 0.5, createSeededRandomSource(seed, 0), 9).dataSync();
      expect(ofRun(1)).toEqual(ofRun(2));
      expect(ofRun(1)).not.toEqual(first);
    });
  });
});

describe('dropout of recurrent layers', () => {
  const config: RecurrentArguments = {
    units: 64,
    dropout: 0.25,
    recurrent_dropout: 0.5,
    seed: null,
    return_sequences: false,
    go_backwards: false,
  };
  const draw = (given: RecurrentArguments, training = true) =>
    drawMasks(ones(), 3, given, { training, random: createSeededRandomSource(1, 0), scan: unrolledScan });
  const shareOfZeros = (mask: tf.Tensor) => 1 - tf.mean(tf.cast(tf.greater(mask, 0), 'float32')).dataSync()[0]!;

  it('is one mask for all steps: with recurrent dropout one a gate, else one for all gates', () => {
    tf.tidy(() => {
      const both = draw(config);
      expect(both.inputs?.map((mask) => mask.shape)).toEqual([0, 0, 0].map(() => [1, 40, 50]));
      expect(both.states?.map((mask) => mask.shape)).toEqual([0, 0, 0].map(() => [40, 64]));
      expect(both.states?.[0]?.dataSync()).not.toEqual(both.states?.[1]?.dataSync());
      const inputsOnly = draw({ ...config, recurrent_dropout: 0 });
      expect(inputsOnly.inputs).toHaveLength(1);
      expect(inputsOnly.states).toBeNull();
    });
  });

  it('has the rates asked for', () => {
    tf.tidy(() => {
      const { inputs, states } = draw(config);
      for (const mask of inputs ?? []) expect(Math.abs(shareOfZeros(mask) - 0.25)).toBeLessThan(0.06);
      for (const mask of states ?? []) expect(Math.abs(shareOfZeros(mask) - 0.5)).toBeLessThan(0.06);
      expect(tf.max(states?.[0] ?? tf.zeros([1])).dataSync()[0]).toBe(2);
    });
  });

  it('is not there at inference', () => {
    tf.tidy(() => {
      expect(draw(config, false)).toEqual({ inputs: null, states: null });
    });
  });
});
