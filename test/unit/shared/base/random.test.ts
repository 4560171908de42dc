import { describe, expect, it } from 'vitest';
import { createRandom, shuffledOrder } from '#shared/base/random.ts';

describe('createRandom', () => {
  it('gives the same sequence for the same seed and another for another seed or stream', () => {
    const take = (seed: number, stream?: number): number[] => {
      const random = createRandom(seed, stream);
      return Array.from({ length: 8 }, random);
    };
    expect(take(7)).toEqual(take(7));
    expect(take(7)).not.toEqual(take(8));
    expect(take(7, 1)).not.toEqual(take(7, 2));
  });

  it('is uniform: mean and variance of 100,000 numbers', () => {
    const random = createRandom(1);
    const numbers = Array.from({ length: 100_000 }, random);
    const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
    const variance = numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / numbers.length;
    expect(mean).toBeCloseTo(0.5, 2);
    expect(variance).toBeCloseTo(1 / 12, 2);
    expect(Math.min(...numbers.slice(0, 50_000))).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers.slice(0, 50_000))).toBeLessThan(1);
  });
});

describe('shuffledOrder', () => {
  it('holds every number once', () => {
    const order = shuffledOrder(1000, createRandom(3));
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, i) => i));
    expect([...order]).not.toEqual(Array.from({ length: 1000 }, (_, i) => i));
  });
});
