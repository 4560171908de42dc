import { describe, expect, it } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import type { JsonObject } from '#shared/base/json.ts';
import { resolveTraining } from '#shared/training/resolve-training.ts';
import { learningRateAt, scheduleSchema } from '#shared/training/schedules.ts';
import { expectClose } from '../../../keras/close.ts';
import { scheduleCases } from '../../../keras/reference.ts';

describe('learningRateAt', () => {
  it.each(scheduleCases())('$name gives Keras’s numbers', ({ schedule, steps, values }) => {
    const read = scheduleSchema.parse(schedule);
    expectClose(
      steps.map((step) => learningRateAt(read, step)),
      values,
      'learning rates',
      { floor: 1e-5 },
    );
  });
});

const withRate = (rate: JsonObject | number, callbacks: readonly string[] = []) =>
  resolveTraining(
    {
      loss: { name: 'mse', config: {} },
      optimizer: { name: 'Adam', config: { learning_rate: rate } },
      metrics: [],
      callbacks: callbacks.map((name) => ({ name, config: {} })),
    },
    [{ id: 'y', shape: [1] }],
  );

describe('a schedule in the file', () => {
  const cosine = { initial_learning_rate: 0.1, decay_steps: 100 };

  it.each([
    { class_name: 'CosineDecay', config: { ...cosine, name: 'CosineDecay' } },
    { module: 'keras.optimizers.schedules', class_name: 'CosineDecay', config: cosine, registered_name: null },
    { name: 'cosine_decay', config: cosine },
    { name: 'CosineDecay', ...cosine },
  ])('is read as Keras and Strata write it', (rate) => {
    const all = { name: 'CosineDecay', ...cosine, alpha: 0, warmup_target: null, warmup_steps: 0 };
    expect(withRate(rate).training?.optimizer.learning_rate).toEqual(all);
    expect(scheduleSchema.parse(all)).toEqual(all);
  });

  it.each([
    [
      { class_name: 'CosineDecay', config: { ...cosine, decay_steps: 0 } },
      'Adam has learning_rate.decay_steps 0; it must be above 0.',
    ],
    [{ class_name: 'CosineDecay', config: {} }, 'Adam lacks learning_rate.initial_learning_rate; it must be a number.'],
    [
      { class_name: 'CosineDecay', config: { ...cosine, alfa: 1 } },
      'Adam has no argument "learning_rate.alfa". It has initial_learning_rate, decay_steps, alpha, warmup_target, warmup_steps.',
    ],
    [
      { class_name: 'CosineDecay', config: { ...cosine, warmup_steps: 3 } },
      'Adam has warmup_steps without a warmup_target to warm up to.',
    ],
    [
      { class_name: 'PiecewiseConstantDecay', config: { boundaries: [3, 5], values: [0.1, 0.2] } },
      'Adam has 2 values for 2 boundaries; there must be one value more than boundaries.',
    ],
    [
      { class_name: 'PiecewiseConstantDecay', config: { boundaries: [5, 5], values: [0.1, 0.2, 0.3] } },
      'Adam has boundaries that do not rise from one to the next.',
    ],
    [
      { class_name: 'CosinDecay', config: cosine },
      'Adam has learning_rate "CosinDecay", which Strata does not know. Did you mean "CosineDecay"?',
    ],
  ])('%j is refused with one sentence', (rate, sentence) => {
    const { training, problems } = withRate(rate);
    expect(training).toBeNull();
    expect(problems.map(({ message }) => textOf(message))[0]).toBe(sentence);
  });

  it('is refused beside ReduceLROnPlateau, as in Keras', () => {
    const { problems } = withRate({ class_name: 'CosineDecay', config: cosine }, ['ReduceLROnPlateau']);
    expect(problems.map(({ code, path, message }) => [code, path, textOf(message)])).toEqual([
      [
        'scheduled-rate',
        'training.callbacks.0',
        'ReduceLROnPlateau cannot reduce a learning rate that CosineDecay decides; use one of the two.',
      ],
    ]);
    expect(withRate(0.1, ['ReduceLROnPlateau']).problems).toEqual([]);
  });
});
