import { describe, expect, it } from 'vitest';
import type { BatchArray } from '#shared/data/samples.ts';
import { withClassWeights } from '#main/training/worker/batches/class-weights.ts';

async function weightsOf(target: BatchArray): Promise<number[]> {
  const size = target.shape[0] ?? 0;
  const batch = { inputs: [], targets: [target], size };
  const split = { count: size, isSlicedInThread: false, slice: () => Promise.resolve(batch) };
  const { weights = [] } = await withClassWeights(split, { '0': 0.5, '2': 3 }).slice(new Uint32Array(size), null);
  expect(weights.map(({ shape }) => shape)).toEqual([[size]]);
  return [...(weights[0]?.values ?? [])];
}

describe('withClassWeights', () => {
  it.each<[string, BatchArray, number[]]>([
    ['0 or 1', { values: Float32Array.of(0, 1, 0), shape: [3, 1] }, [0.5, 1, 0.5]],
    ['label numbers', { values: Int32Array.of(2, 0, 1), shape: [3, 1] }, [3, 0.5, 1]],
    ['one-hot rows', { values: Float32Array.of(0, 0, 1, 1, 0, 0), shape: [2, 3] }, [3, 0.5]],
  ])('gives each sample the weight of its label: %s', async (_what, target, expected) => {
    expect(await weightsOf(target)).toEqual(expected);
  });
});
