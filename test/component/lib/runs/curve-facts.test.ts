import { expect, test } from 'vitest';
import {
  bestPoint,
  lastPoint,
  mergedSteps,
  overfittingStretch,
  smoothed,
  valueAt,
} from '#renderer/lib/runs/curve-facts.ts';
import { unitOfMetric } from '#shared/data/target-unit.ts';

const series = (...values: number[]) => ({ key: 'k', steps: values.map((_, index) => index + 1), values });

test('the best goes down for a loss and up for an accuracy', () => {
  expect(bestPoint(series(3, 1, 2, 1), 'val_loss')).toEqual({ step: 2, value: 1 });
  expect(bestPoint(series(0.7, 0.9, 0.8), 'val_acc')).toEqual({ step: 2, value: 0.9 });
  expect(bestPoint(series(NaN, 2), 'val_loss')).toEqual({ step: 2, value: 2 });
  expect(bestPoint(series(), 'val_loss')).toBeNull();
});

test('the last point and a point by its step', () => {
  expect(lastPoint(series(3, 1))).toEqual({ step: 2, value: 1 });
  expect(lastPoint(series())).toBeNull();
  expect(valueAt(series(3, 1), 2)).toBe(1);
  expect(valueAt(series(3, 1), 9)).toBeNull();
});

test('the steps of several series, each once', () => {
  const some = { key: 'k', steps: [2, 4], values: [1, 1] };
  expect(mergedSteps([some, series(1, 2, 3)])).toEqual([1, 2, 3, 4]);
  expect(mergedSteps([series(1), series(1, 2, 3), series()])).toEqual([1, 2, 3]);
  expect(mergedSteps([])).toEqual([]);
});

test('overfitting is shaded from the epoch that its words name', () => {
  const loss = series(0.49, 0.28, 0.2, 0.13);
  expect(overfittingStretch(loss, series(0.316, 0.293, 0.305, 0.339))).toEqual({ from: 3, to: 4 });
  expect(overfittingStretch(loss, series(0.316, 0.3, 0.295, 0.29))).toBeNull();
  expect(overfittingStretch(series(), series())).toBeNull();
});

test('only what is measured in the target has its unit', () => {
  const unit = { unit: '°F', scale: 18, column: 'temp' };
  expect(unitOfMetric('val_mae', [unit])).toBe(unit);
  expect(unitOfMetric('mean_absolute_error', [unit])).toBe(unit);
  expect(unitOfMetric('val_loss', [unit], 'mae')).toBe(unit);
  expect(unitOfMetric('val_loss', [unit], 'mse')).toBeNull();
  expect(unitOfMetric('mse', [unit])).toBeNull();
  expect(unitOfMetric('val_mae', [])).toBeNull();
  expect(unitOfMetric('val_mae', [unit, { ...unit, column: 'dewp' }])).toBeNull();
  // A second number without a name says nothing.
  expect(unitOfMetric('val_mae', [{ ...unit, unit: '', column: 'wave' }])?.unit).toBe('wave');
});

test('the running mean begins at the first value and follows', () => {
  const mean = smoothed({ steps: [1, 2, 3, 4], values: [1, 1, 1, 5] }).values;
  for (const value of mean.slice(0, 3)) expect(value).toBeCloseTo(1);
  expect(mean[3]).toBeGreaterThan(1);
  expect(mean[3]).toBeLessThan(5);
  expect(smoothed({ steps: [1, 2], values: [NaN, 2] }).values[1]).toBeCloseTo(2);
});

test('the running mean goes on from where the host has computed it', () => {
  const steps = Array.from({ length: 2000 }, (_, i) => i + 1);
  const values = steps.map((step) => Math.sin(step) + step / 1000);
  const whole = smoothed({ steps, values });
  const before = { steps: [1, 900, 1500], values: [1, 900, 1500].map((step) => whole.values[step - 1] ?? NaN) };
  const here = { steps: [1, 900, ...steps.slice(1499)], values: [values[0]!, values[899]!, ...values.slice(1499)] };
  const mean = smoothed(here, before);
  expect(mean.steps).toEqual([1, 900, ...steps.slice(1499)]);
  for (const [i, step] of mean.steps.entries()) expect(mean.values[i]).toBeCloseTo(whole.values[step - 1] ?? NaN, 9);
});
