// Random numbers of the eager step: drawn in JavaScript, so that one seed gives the same masks on every engine.
import { tensor } from '@tensorflow/tfjs-core';
import { createRandom, type Random } from '#shared/base/random.ts';
import type { RandomSource } from '#main/training/nn/call-context.ts';

/** Streams of one seed below this are other uses (order of samples, initial weights). */
const firstDropoutStream = 0x4000_0000;

/**
 * The numbers of one training step.
 * @param seed the run's
 * @param step the number of updates before: a resumed run draws the same numbers as an uninterrupted one
 */
export function createSeededRandomSource(seed: number, step: number): RandomSource {
  const streams = new Map<number | null, Random>();
  const streamOf = (layerSeed: number | null): Random => {
    const known = streams.get(layerSeed);
    if (known !== undefined) return known;
    const random = createRandom(layerSeed ?? seed, firstDropoutStream + step);
    streams.set(layerSeed, random);
    return random;
  };
  return {
    uniform(shape, layerSeed) {
      const random = streamOf(layerSeed);
      const values = new Float32Array(shape.reduce((product, size) => product * size, 1));
      // 24 bits: a float32 holds them exactly, so the largest stays below 1.
      for (let i = 0; i < values.length; i++) values[i] = Math.floor(random() * 16_777_216) / 16_777_216;
      return tensor(values, [...shape], 'float32');
    },
  };
}

/** For inference, where no layer draws random numbers. @throws Error when one does */
export const noRandomSource: RandomSource = {
  uniform() {
    throw new Error('A layer drew random numbers at inference.');
  },
};
