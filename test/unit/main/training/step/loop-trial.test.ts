import { describe, expect, it } from 'vitest';
import { LoopTrial } from '#main/training/step/loop-trial.ts';

/** Of each kind: the first 5 do not count, 15 are timed. */
const stepsOfKind = 20;

/** Adds steps that took what is given for their kind, until it is settled. @returns how many there were */
function settle(trial: LoopTrial, { compiled, unrolled }: { compiled: number; unrolled: number }): number {
  for (let steps = 1; steps <= 1000; steps++) {
    if (trial.add(trial.loops === 'compiled' ? compiled : unrolled)) return steps;
  }
  throw new Error('The trial does not end.');
}

describe('LoopTrial', () => {
  it('does not begin when fewer than 1,000 steps are left', () => {
    const trial = new LoopTrial(999);
    expect(trial.isOver).toBe(true);
    expect(trial.loops).toBe('compiled');
    expect(trial.add(1)).toBe(false);
    expect(trial.times).toEqual({ compiled: null, unrolled: null });
    expect(new LoopTrial(1000).isOver).toBe(false);
  });

  it('tries the compiled loop first, then the unrolled one, 20 steps each', () => {
    const trial = new LoopTrial(1000);
    const tried = Array.from({ length: 2 * stepsOfKind }, () => {
      const { loops } = trial;
      trial.add(1);
      return loops;
    });
    expect(tried.slice(0, stepsOfKind)).toEqual(Array(stepsOfKind).fill('compiled'));
    expect(tried.slice(stepsOfKind)).toEqual(Array(stepsOfKind).fill('unrolled'));
    expect(trial.isOver).toBe(true);
  });

  it('says with the last step, and with no other, that it is settled', () => {
    const trial = new LoopTrial(5000);
    expect(settle(trial, { compiled: 10, unrolled: 4 })).toBe(2 * stepsOfKind);
    expect(trial.add(4)).toBe(false);
  });

  it.each([
    { compiled: 10, unrolled: 4, chosen: 'unrolled' },
    { compiled: 4, unrolled: 10, chosen: 'compiled' },
    // A tenth faster, or less, is not worth another graph for every shape of batch.
    { compiled: 10, unrolled: 9.5, chosen: 'compiled' },
    { compiled: 10, unrolled: 8.9, chosen: 'unrolled' },
  ])('takes $chosen where a compiled step takes $compiled ms and an unrolled one $unrolled', ({ chosen, ...times }) => {
    const trial = new LoopTrial(5000);
    settle(trial, times);
    expect(trial.loops).toBe(chosen);
    expect(trial.times).toEqual(times);
  });

  it('counts neither the steps that load and compile nor a straggler', () => {
    const trial = new LoopTrial(5000);
    for (let i = 0; i < stepsOfKind; i++) trial.add(i < 5 ? 1000 : 10);
    for (let i = 0; i < stepsOfKind; i++) trial.add(i < 5 || i === 12 ? 5000 : 3);
    expect(trial.times).toEqual({ compiled: 10, unrolled: 3 });
    expect(trial.loops).toBe('unrolled');
  });

  it('has no figure for a kind of which no step was timed', () => {
    const trial = new LoopTrial(5000);
    for (let i = 0; i < 5; i++) trial.add(1);
    expect(trial.times).toEqual({ compiled: null, unrolled: null });
    for (let i = 0; i < 3; i++) trial.add(7);
    expect(trial.times).toEqual({ compiled: 7, unrolled: null });
  });

  it.each(['compiled', 'unrolled'] as const)('stays with %s loops when the others cannot be had', (loops) => {
    const trial = new LoopTrial(5000);
    trial.add(1);
    trial.giveUp(loops);
    expect(trial.isOver).toBe(true);
    for (let i = 0; i < 3 * stepsOfKind; i++) expect(trial.add(1)).toBe(false);
    expect(trial.loops).toBe(loops);
  });
});
