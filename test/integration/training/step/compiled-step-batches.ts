// The models and batches that the tests of the compiled step train on.
import { expect } from 'vitest';
import type { Batch } from '#shared/data/samples.ts';
import type { StepOptions } from '#main/training/step/step-state.ts';
import type { TrainStep } from '#main/training/step/train-step.ts';
import { chainSpec, chanceNodes, stepTraining } from '../../../keras/specs.ts';
import { learnableBatch } from './native-step.ts';

export const training = stepTraining;
export const spec = chainSpec(chanceNodes);
export const options = (seed = 1): StepOptions => ({ spec, training, seed });

/** A step's options without anything that is chance. */
export const calmSpec = chainSpec(
  chanceNodes
    .filter(({ type }) => type !== 'Dropout')
    .map((node) => (node.type === 'GRU' ? { ...node, config: { units: 3 } } : node)),
);
export const calm: StepOptions = { spec: calmSpec, training, seed: 1 };

export const batchOf = (number: number, size = 6): Batch => learnableBatch(spec, size, number);

export async function trainOn(step: TrainStep, batches: readonly Batch[]): Promise<number[]> {
  const losses: number[] = [];
  for (const batch of batches) losses.push((await step.train(batch)).loss);
  return losses;
}

export const batches = (...numbers: readonly number[]): Batch[] => numbers.map((number) => batchOf(number));

/** Losses that are computed in another order differ in their last digits. */
export function expectClose(actual: readonly number[], expected: readonly number[], relative = 1e-5): void {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, i) => {
    expect(Math.abs((actual[i] ?? Number.NaN) - value), `place ${i}`).toBeLessThan(relative * Math.abs(value) + 1e-6);
  });
}
