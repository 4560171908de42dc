// What the samples of each label count in training (`class_weight`), as weights of a batch's samples.
import type { BatchArray } from '#shared/data/samples.ts';
import type { Split } from '#main/training/worker/batches/split.ts';

/** A split whose samples count as their label does; a label that is not named counts 1, as in Keras. */
export function withClassWeights(split: Split, weights: Readonly<Record<string, number>>): Split {
  return {
    ...split,
    async slice(samples, used) {
      const batch = await split.slice(samples, used);
      return { ...batch, weights: batch.targets.map((target) => weightsOf(target, weights)) };
    },
  };
}

function weightsOf({ values, shape: [size = 0] }: BatchArray, weights: Readonly<Record<string, number>>): BatchArray {
  const width = values.length / size;
  const labelOf = (i: number): number => {
    if (width === 1) return Math.round(values[i] ?? 0);
    const row = Array.from(values.subarray(i * width, (i + 1) * width));
    return row.indexOf(Math.max(...row));
  };
  return { values: Float32Array.from({ length: size }, (_, i) => weights[labelOf(i)] ?? 1), shape: [size] };
}
