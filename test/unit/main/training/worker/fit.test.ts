import { describe, expect, it } from 'vitest';
import { trainingEventSchema } from '#main/training/protocol.ts';
import { createCallback } from '#main/training/worker/callbacks.ts';
import { fit, stepsFor } from '#main/training/worker/fit.ts';
import { callbackSchema } from '#shared/training/callbacks.ts';
import { CountingStep, memoryCheckpoints, context, epochsOf } from './counting-step.ts';

describe('fit', () => {
  it('sees every sample once an epoch, the last batch smaller, in another order each epoch', async () => {
    const step = new CountingStep();
    await fit(context(step).whole);
    const firstEpoch = step.seen.slice(0, 3);
    expect(firstEpoch.map(({ length }) => length)).toEqual([4, 4, 2]);
    expect(firstEpoch.flat().toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(step.seen.slice(3).flat()).not.toEqual(firstEpoch.flat());
  });

  it('gives the same order for the same seed', async () => {
    const [a, b, c] = [new CountingStep(), new CountingStep(), new CountingStep()];
    await fit(context(a).whole);
    await fit(context(b).whole);
    await fit(context(c, { seed: 2 }).whole);
    expect(a.seen).toEqual(b.seen);
    expect(a.seen).not.toEqual(c.seen);
  });

  it('goes on through the samples when an epoch has fewer steps than a pass', async () => {
    const step = new CountingStep();
    await fit(context(step, { stepsPerEpoch: 2, epochs: 3, shuffle: false }).whole);
    expect(step.seen).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
      [8, 9],
      [0, 1, 2, 3],
      [4, 5, 6, 7],
      [8, 9],
    ]);
  });

  it('weights the loss by samples', async () => {
    const step = new CountingStep();
    const { whole, events } = context(step, { epochs: 1 });
    await fit(whole);
    expect(epochsOf(events)[0]?.metrics['loss']).toBeCloseTo(4.5);
    expect(epochsOf(events)[0]?.metrics['val_loss']).toBeCloseTo(1.5);
  });

  it('stops within one batch and keeps what was measured', async () => {
    const step = new CountingStep();
    const { whole, events } = context(step, { epochs: 9 }, { isStopped: () => step.seen.length >= 5 });
    expect(await fit(whole)).toMatchObject({ status: 'stopped', epochsDone: 1 });
    expect(step.seen).toHaveLength(5);
    const losses = events.flatMap((event) => ('points' in event ? event.points : []));
    expect(losses.filter(({ key }) => key === 'batch/loss').map((point) => point.step)).toEqual([1, 2, 3, 4, 5]);
  });

  it('says in which step the loss stopped being a number, and keeps the points before', async () => {
    const step = new CountingStep();
    step.lossOf = (number) => (number === 5 ? Number.NaN : 1);
    const { whole, events } = context(step);
    await expect(fit(whole)).rejects.toMatchObject({
      code: 'training-failed',
      message: 'The loss became NaN in epoch 2, step 2.',
    });
    const points = events.flatMap((event) => ('points' in event ? event.points : []));
    expect(points.filter(({ key }) => key === 'batch/loss')).toHaveLength(4);
  });

  it.each([
    [Infinity, 'infinite'],
    [-Infinity, 'infinite'],
    [Number.NaN, 'NaN'],
  ])('names the metric and epoch when validation gives %d, and keeps its points', async (value, what) => {
    const step = new CountingStep();
    step.validationLosses = [2, value];
    const kept = memoryCheckpoints();
    const { whole, events } = context(step, { epochs: 5 }, { checkpoints: kept.checkpoints });
    await expect(fit(whole)).rejects.toMatchObject({
      code: 'training-failed',
      message: `val_loss became ${what} in epoch 2.`,
      details: { epoch: 2, metric: 'val_loss' },
    });
    const points = events.flatMap((event) => ('points' in event ? event.points : []));
    expect(points.filter(({ key }) => key === 'epoch/val_loss').map((point) => point.value)).toEqual([2, value]);
    // What travels to the host can be read there, and the best epoch is a number.
    for (const event of events) expect(trainingEventSchema.safeParse(event).error).toBeUndefined();
    expect(epochsOf(events).at(-1)?.best).toEqual({ metric: 'val_loss', value: 2, epoch: 1 });
    expect(kept.endings).toEqual(['forgotten']);
  });

  it.each([
    ['a loss', 'The loss became NaN in epoch 3, step 1.'],
    ['a validation loss', 'val_loss became NaN in epoch 3.'],
  ])('ends with the best weights at %s that is NaN, where the plan says so', async (what, sentence) => {
    const step = new CountingStep();
    step.validationLosses = [2, 3, what === 'a loss' ? 1 : Number.NaN];
    if (what === 'a loss') step.lossOf = (number) => (number === 7 ? Number.NaN : 1);
    const kept = memoryCheckpoints();
    const { whole, events } = context(
      step,
      { epochs: 9, terminatesOnNaN: true },
      { checkpoints: kept.checkpoints, callbacks: [createCallback(callbackSchema.parse({ name: 'TerminateOnNaN' }))] },
    );
    const outcome = await fit(whole);
    expect(outcome).toMatchObject({
      status: 'completed',
      epochsDone: what === 'a loss' ? 2 : 3,
      best: { metric: 'val_loss', value: 2, epoch: 1 },
      warning: { message: `${sentence} TerminateOnNaN ended the run; its best weights, of epoch 1, are kept.` },
    });
    expect(kept.endings).toEqual(['forgotten']);
    const points = events.flatMap((event) => ('points' in event ? event.points : []));
    expect(points.filter(({ key }) => key === 'batch/loss')).toHaveLength(what === 'a loss' ? 6 : 9);
  });

  it('fails at a NaN in the first epoch, since no weights are good', async () => {
    const step = new CountingStep();
    step.lossOf = () => Number.NaN;
    await expect(fit(context(step, { terminatesOnNaN: true }).whole)).rejects.toMatchObject({
      message: 'The loss became NaN in epoch 1, step 1.',
    });
  });

  it('records the learning rate of each epoch’s last step', async () => {
    const step = new CountingStep();
    const train = step.train.bind(step);
    step.train = async (batch) => {
      const result = await train(batch);
      step.learningRate /= 2;
      return result;
    };
    const { whole, events } = context(step);
    await fit(whole);
    const points = events.flatMap((event) => ('points' in event ? event.points : []));
    expect(points.filter(({ key }) => key === 'epoch/learning_rate').map(({ value }) => value)).toEqual([
      1 / 4,
      1 / 32,
    ]);
  });

  it('goes on when a metric that decides nothing overflows', async () => {
    const step = new CountingStep();
    const evaluate = step.evaluate.bind(step);
    step.evaluate = async (batch) => ({ ...(await evaluate(batch)), metrics: { mse: Infinity } });
    const { whole, events } = context(step);
    expect(await fit(whole)).toMatchObject({ status: 'completed' });
    expect(epochsOf(events)[0]?.metrics['val_mse']).toBe(Infinity);
  });

  it('keeps the best epoch, and early stopping brings its weights back', async () => {
    const step = new CountingStep();
    step.validationLosses = [3, 1, 2, 2, 2];
    const early = createCallback(
      callbackSchema.parse({ name: 'EarlyStopping', patience: 2, restore_best_weights: true }),
    );
    const kept: number[] = [];
    const { whole } = context(
      step,
      { epochs: 9 },
      { callbacks: [early], keepBest: (_weights, { epoch }) => kept.push(epoch) },
    );
    expect(await fit(whole)).toEqual({
      status: 'completed',
      epochsDone: 4,
      best: { metric: 'val_loss', value: 1, epoch: 2 },
    });
    expect(kept).toEqual([1, 2]);
    expect(step.weight).toBe(6);
  });

  it.each([1, 2, 3])('goes on after epoch %i with the same samples, losses and decisions', async (after) => {
    const configs = [
      { name: 'EarlyStopping', patience: 3, restore_best_weights: true },
      { name: 'ReduceLROnPlateau', patience: 1, factor: 0.5, min_delta: 0 },
    ].map((config) => callbackSchema.parse(config));
    const losses = [3, 1, 2, 2, 2];
    // Fewer steps than a pass has: an epoch begins in the middle of one.
    const changes = { epochs: 5, stepsPerEpoch: 2 };
    const whole = new CountingStep();
    whole.validationLosses = [...losses];
    const kept = memoryCheckpoints();
    const callbacks = configs.map((config) => createCallback(config));
    const straight = context(whole, changes, { callbacks, checkpoints: kept.checkpoints });
    const outcome = await fit(straight.whole);
    const state = kept.states[after - 1]!;
    expect(state).toMatchObject({ epoch: after, steps: after * 2 });

    const rest = new CountingStep();
    rest.validationLosses = losses.slice(after);
    const resumed = context(rest, changes, {
      callbacks: configs.map((config, i) => createCallback(config, state.callbacks[i])),
      from: state,
    });
    expect(await fit(resumed.whole)).toEqual(outcome);
    expect(rest.seen).toEqual(whole.seen.slice(after * 2));
    expect([rest.weight, rest.learningRate]).toEqual([whole.weight, whole.learningRate]);
    const known = ({ metrics, best, epoch }: ReturnType<typeof epochsOf>[number]) => ({ metrics, best, epoch });
    expect(epochsOf(resumed.events).map(known)).toEqual(epochsOf(straight.events).slice(after).map(known));
  });

  it('leaves the state of the last epoch when it is stopped, none when it is completed or would fail again', async () => {
    const stopped = memoryCheckpoints();
    const step = new CountingStep();
    // In the middle of the second epoch.
    const isStopped = () => step.seen.length >= 4;
    await fit(context(step, { epochs: 9 }, { checkpoints: stopped.checkpoints, isStopped }).whole);
    expect([stopped.states.map(({ epoch }) => epoch), stopped.endings]).toEqual([[1], ['flushed']]);

    const between = memoryCheckpoints();
    const other = new CountingStep();
    // After the last step of the first epoch: validation goes on, then the loop ends at the epoch's end.
    let asked = 0;
    const isStoppedLate = () => other.seen.length === 3 && ++asked > 2;
    await fit(context(other, { epochs: 9 }, { checkpoints: between.checkpoints, isStopped: isStoppedLate }).whole);
    expect([between.states.map(({ epoch }) => epoch), between.endings]).toEqual([[1], ['flushed']]);

    const completed = memoryCheckpoints();
    await fit(context(new CountingStep(), {}, { checkpoints: completed.checkpoints }).whole);
    expect([completed.states.map(({ epoch }) => epoch), completed.endings]).toEqual([[1], ['forgotten']]);

    const failed = memoryCheckpoints();
    const failing = new CountingStep();
    failing.lossOf = (number) => (number === 5 ? Number.NaN : 1);
    await expect(fit(context(failing, {}, { checkpoints: failed.checkpoints }).whole)).rejects.toThrow();
    expect([failed.states.length, failed.endings]).toEqual([1, ['forgotten']]);
  });

  it('lowers the learning rate from the next epoch on', async () => {
    const step = new CountingStep();
    step.validationLosses = [1, 1, 1];
    const plateau = createCallback(callbackSchema.parse({ name: 'ReduceLROnPlateau', patience: 1, factor: 0.5 }));
    const { whole, events } = context(step, { epochs: 3 }, { callbacks: [plateau] });
    await fit(whole);
    const rates = events
      .flatMap((event) => ('points' in event ? event.points : []))
      .filter(({ key }) => key === 'epoch/learning_rate')
      .map(({ value }) => value);
    expect(rates).toEqual([1, 1, 0.5]);
  });
});

describe('stepsFor', () => {
  it('counts the smaller last batch, and takes the smaller of what is asked for and the limit', () => {
    expect(stepsFor(10, 4, null, null)).toBe(3);
    expect(stepsFor(10, 4, 7, null)).toBe(7);
    expect(stepsFor(10, 4, 7, 2)).toBe(2);
  });
});
