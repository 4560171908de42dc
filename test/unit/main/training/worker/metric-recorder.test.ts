import { expect, it } from 'vitest';
import type { TrainingEvent } from '#main/ports/trainer.ts';
import { MetricRecorder } from '#main/training/worker/metric-recorder.ts';

const result = { loss: 1, metrics: {}, size: 32 };

function recorderOf(plan: { epochs: number; stepsPerEpoch: number; validationSteps: number }) {
  const events: TrainingEvent[] = [];
  const recorder = new MetricRecorder({ ...plan, stepsUntil: (epoch) => epoch * plan.stepsPerEpoch }, (event) =>
    events.push(event),
  );
  const lastRemainingMs = (): number | null =>
    events.flatMap((event) => (event.type === 'progress' ? [event.remainingMs] : [])).at(-1) ?? null;
  const train = (epoch: number, durations: readonly number[]): void => {
    recorder.startEpoch(epoch);
    for (const [i, durationMs] of durations.entries()) recorder.step(i + 1, result, durationMs);
  };
  const end = (seconds: number): void => recorder.endEpoch({ metrics: {}, seconds, learningRate: 1, best: null });
  return { recorder, events, train, end, lastRemainingMs };
}

it('tells the time left by the last steps: that the first epoch compiled for a minute does not come again', () => {
  const { recorder, train, end, lastRemainingMs } = recorderOf({ epochs: 10, stepsPerEpoch: 100, validationSteps: 0 });
  train(1, [60_000, ...Array<number>(99).fill(50)]);
  recorder.startValidation();
  expect(lastRemainingMs()).toBeCloseTo(9 * 100 * 50);
  end(65);
  train(2, Array<number>(100).fill(50));
  recorder.startValidation();
  expect(lastRemainingMs()).toBeCloseTo(8 * 100 * 50);
});

it('counts the steps of validation, as they were measured', () => {
  const { recorder, train, end, lastRemainingMs } = recorderOf({ epochs: 2, stepsPerEpoch: 2, validationSteps: 4 });
  train(1, [30, 30]);
  recorder.startValidation();
  // Not measured yet: a third of a training step each.
  expect(lastRemainingMs()).toBeCloseTo(4 * 10 + 2 * 30 + 4 * 10);
  for (const [i, durationMs] of [900, 5, 5, 5].entries()) recorder.validationStep(i + 1, durationMs);
  end(1);
  train(2, [30, 30]);
  recorder.startValidation();
  expect(lastRemainingMs()).toBeCloseTo(4 * 5);
});

it('gives the median of the run’s steps, not of its last epoch', () => {
  const { events, train, end } = recorderOf({ epochs: 3, stepsPerEpoch: 3, validationSteps: 0 });
  train(1, [900, 20, 20]);
  end(1);
  train(2, [20, 20, 20]);
  end(1);
  train(3, [90, 90, 90]);
  end(1);
  const epochs = events.flatMap((event) => (event.type === 'epoch' ? [event.msPerStep] : []));
  expect(epochs.at(-1)).toBeCloseTo(20, 1);
  const points = events.flatMap((event) => ('points' in event ? event.points : []));
  expect(points.filter(({ key }) => key === 'epoch/msPerStep').map(({ value }) => value)).toEqual([20, 20, 90]);
});
