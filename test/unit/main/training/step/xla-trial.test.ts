import { describe, expect, it } from 'vitest';
import { XlaTrial } from '#main/training/step/xla-trial.ts';

/** Of each kind: the first 5 do not count, 15 are timed. */
const stepsOfKind = 20;

/** Adds steps that took what is given for their kind, until it is settled. @returns how many there were */
function settle(trial: XlaTrial, { on, off }: { on: number; off: number }): number {
  for (let steps = 1; steps <= 1000; steps++) {
    if (trial.add(trial.xla ? on : off)) return steps;
  }
  throw new Error('The trial does not end.');
}

describe('XlaTrial', () => {
  it('does not begin when fewer than 1,000 steps are left', () => {
    const trial = new XlaTrial(999);
    expect(trial.isOver).toBe(true);
    expect(trial.xla).toBe(true);
    expect(trial.add(1)).toBe(false);
    expect(trial.times).toEqual({ on: null, off: null });
    expect(new XlaTrial(1000).isOver).toBe(false);
  });

  it('tries it with XLA first, then without, 20 steps each', () => {
    const trial = new XlaTrial(1000);
    const tried = Array.from({ length: 2 * stepsOfKind }, () => {
      const { xla } = trial;
      trial.add(1);
      return xla;
    });
    expect(tried.slice(0, stepsOfKind)).toEqual(Array(stepsOfKind).fill(true));
    expect(tried.slice(stepsOfKind)).toEqual(Array(stepsOfKind).fill(false));
    expect(trial.isOver).toBe(true);
  });

  it('says with the last step, and with no other, that it is settled', () => {
    const trial = new XlaTrial(5000);
    expect(settle(trial, { on: 10, off: 4 })).toBe(2 * stepsOfKind);
    expect(trial.add(4)).toBe(false);
  });

  it.each([
    { on: 10, off: 4, xla: false },
    { on: 4, off: 10, xla: true },
    // A tenth faster, or less, is not worth another graph for every shape of batch.
    { on: 10, off: 9.5, xla: true },
    { on: 10, off: 8.9, xla: false },
  ])('uses it: $xla, where a step takes $on ms with XLA and $off without', ({ xla, ...times }) => {
    const trial = new XlaTrial(5000);
    settle(trial, times);
    expect(trial.xla).toBe(xla);
    expect(trial.times).toEqual(times);
  });

  it('counts neither the steps that load and compile nor a straggler', () => {
    const trial = new XlaTrial(5000);
    for (let i = 0; i < stepsOfKind; i++) trial.add(i < 5 ? 1000 : 10);
    for (let i = 0; i < stepsOfKind; i++) trial.add(i < 5 || i === 12 ? 5000 : 3);
    expect(trial.times).toEqual({ on: 10, off: 3 });
    expect(trial.xla).toBe(false);
  });

  it('has no figure for a kind of which no step was timed', () => {
    const trial = new XlaTrial(5000);
    for (let i = 0; i < 5; i++) trial.add(1);
    expect(trial.times).toEqual({ on: null, off: null });
    for (let i = 0; i < 3; i++) trial.add(7);
    expect(trial.times).toEqual({ on: 7, off: null });
  });

  it.each([true, false])('stays with XLA: %s when the other way cannot be had', (xla) => {
    const trial = new XlaTrial(5000);
    trial.add(1);
    trial.decide(xla);
    expect(trial.isOver).toBe(true);
    for (let i = 0; i < 3 * stepsOfKind; i++) expect(trial.add(1)).toBe(false);
    expect(trial.xla).toBe(xla);
  });
});
