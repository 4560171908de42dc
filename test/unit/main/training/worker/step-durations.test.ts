import { describe, expect, it } from 'vitest';
import { StepDurations } from '#main/training/worker/step-durations.ts';

function durationsOf(epochs: readonly (readonly number[])[], earlier: readonly number[] = [], stepsPerEpoch = 1) {
  const durations = new StepDurations(earlier, stepsPerEpoch);
  for (const epoch of epochs) {
    durations.startEpoch();
    for (const durationMs of epoch) durations.add(durationMs);
  }
  return durations;
}

describe('the durations of a run’s steps', () => {
  it('have a median of the run, which a slow last epoch and a step that compiled do not move', () => {
    const durations = durationsOf([
      [60_000, 20, 20, 20],
      [20, 20, 20, 20],
      [90, 90, 90, 90],
    ]);
    expect(durations.runMedian).toBeCloseTo(20, 1);
    expect(durations.epochMedian).toBe(90);
  });

  it('follow the last steps over the end of an epoch', () => {
    const durations = durationsOf([Array<number>(100).fill(10), [40]]);
    expect(durations.recentMedian).toBe(10);
    expect(durations.epochMedian).toBe(40);
  });

  it('count the epochs before a resume, each for its steps', () => {
    expect(durationsOf([[90, 90, 90]], [20, 20], 3).runMedian).toBeCloseTo(20, 1);
    expect(durationsOf([], [0.004], 5).runMedian).toBeCloseTo(0.004, 5);
  });

  it('are not known before the first step', () => {
    const { runMedian, epochMedian, recentMedian } = durationsOf([]);
    expect([runMedian, epochMedian, recentMedian]).toEqual([null, null, null]);
  });
});
