import { describe, expect, it } from 'vitest';
import { callbackSchema } from '#shared/training/callbacks.ts';
import { createCallback } from '#main/training/worker/callbacks.ts';
import type { EpochDecision } from '#main/training/worker/callbacks.ts';

function decisions(config: Record<string, unknown>, values: readonly number[], monitor = 'val_loss'): EpochDecision[] {
  const callback = createCallback(callbackSchema.parse(config));
  return values.map((value, i) => callback({ epoch: i + 1, metrics: { [monitor]: value }, learningRate: 0.1 }));
}

describe('EarlyStopping', () => {
  it('stops when patience epochs brought nothing better, and keeps the best weights', () => {
    const made = decisions({ name: 'EarlyStopping', patience: 2, restore_best_weights: true }, [3, 2, 2.5, 2, 1]);
    expect(made.map(({ stop }) => stop === true)).toEqual([false, false, false, true, false]);
    expect(made.map(({ keepWeights }) => keepWeights)).toEqual([true, true, false, false, true]);
  });

  it('counts a change below min_delta as none, up for accuracy', () => {
    const config = { name: 'EarlyStopping', monitor: 'val_accuracy', min_delta: 0.05, patience: 1 };
    expect(decisions(config, [0.5, 0.54, 0.6], 'val_accuracy').map(({ stop }) => stop === true)).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('does not watch before start_from_epoch', () => {
    const config = { name: 'EarlyStopping', patience: 1, start_from_epoch: 3 };
    expect(decisions(config, [1, 2, 3, 4, 5]).map(({ stop }) => stop === true)).toEqual([
      false,
      false,
      false,
      false,
      true,
    ]);
  });

  it('does nothing when the metric is not there', () => {
    expect(decisions({ name: 'EarlyStopping' }, [1, 2, 3], 'loss')).toEqual([{}, {}, {}]);
  });
});

describe('min_delta', () => {
  const values = [3, 2.95, 2.9, 2.4, 2.39, 2.38, 2.37];

  // Keras 3.15: EarlyStopping stops after epoch 3 with both, ReduceLROnPlateau has 0.1 0.1 0.05 0.05 0.05 0.025 0.025 with both.
  it.each([0.1, -0.1])('counts without its sign, as in Keras: %d', (minDelta) => {
    const stopping = decisions({ name: 'EarlyStopping', min_delta: minDelta, patience: 2 }, values);
    expect(stopping.findIndex(({ stop }) => stop === true) + 1).toBe(3);
    const plateau = { name: 'ReduceLROnPlateau', min_delta: minDelta, patience: 2, factor: 0.5 };
    const reduced = decisions(plateau, values).map(({ learningRate }) => learningRate !== undefined);
    expect(reduced).toEqual([false, false, true, false, false, true, false]);
  });
});

describe('what a callback remembers', () => {
  const values = [5, 4, 4, 4.5, 4, 3, 3, 3, 3, 3];
  const configs = [
    { name: 'EarlyStopping', patience: 3, restore_best_weights: true, start_from_epoch: 1 },
    { name: 'EarlyStopping', patience: 2, baseline: 4 },
    { name: 'ReduceLROnPlateau', factor: 0.5, patience: 2, cooldown: 1, min_delta: 0 },
  ];

  it.each(configs)('$name goes on with it as if nothing had been in between, after every epoch', (config) => {
    const whole = decisions(config, values);
    const parsed = callbackSchema.parse(config);
    const end = (i: number) => ({ epoch: i + 1, metrics: { val_loss: values[i] ?? 0 }, learningRate: 0.1 });
    values.forEach((_, cut) => {
      const first = createCallback(parsed);
      for (let i = 0; i < cut; i++) first(end(i));
      // On disk it is JSON.
      const memory = JSON.parse(JSON.stringify(first.memory)) as typeof first.memory;
      const second = createCallback(parsed, memory);
      const rest = values.slice(cut).map((_value, i) => second(end(cut + i)));
      expect(rest).toEqual(whole.slice(cut));
    });
  });
});

describe('ReduceLROnPlateau', () => {
  it('multiplies the learning rate after patience epochs, then waits for the cooldown', () => {
    const config = { name: 'ReduceLROnPlateau', factor: 0.5, patience: 2, cooldown: 2, min_delta: 0 };
    const rates = decisions(config, [1, 1, 1, 1, 1, 1, 1]).map(({ learningRate }) => learningRate);
    expect(rates).toEqual([undefined, undefined, 0.05, undefined, undefined, 0.05, undefined]);
  });

  it('does not go below min_lr', () => {
    const config = { name: 'ReduceLROnPlateau', factor: 0.1, patience: 1, min_lr: 0.08 };
    expect(decisions(config, [1, 1]).map(({ learningRate }) => learningRate)).toEqual([undefined, 0.08]);
  });
});
