// What tells two losses apart, which decides whose baseline a run is set against.
import { describe, expect, it } from 'vitest';
import { unitOfMetric } from '#shared/data/target-unit.ts';
import { readLossText, takesOneHot } from '#shared/training/losses.ts';

describe('lossText', () => {
  it.each([
    ['mae', {}, 'mean_absolute_error'],
    ['huber', { delta: 2 }, 'huber (delta 2)'],
    ['quantile', { quantile: 0.9 }, 'quantile (quantile 0.9)'],
    ['bce', { from_logits: true }, 'binary_crossentropy'],
    ['bce', { label_smoothing: 0.1 }, 'binary_crossentropy (label_smoothing 0.1)'],
    ['BinaryFocalCrossentropy', { alpha: 0.9 }, 'binary_focal_crossentropy (gamma 2)'],
    [
      'BinaryFocalCrossentropy',
      { apply_class_balancing: true },
      'binary_focal_crossentropy (apply_class_balancing, alpha 0.25, gamma 2)',
    ],
    ['CategoricalFocalCrossentropy', {}, 'categorical_focal_crossentropy (alpha 0.25, gamma 2)'],
  ])('%s %j is %s', (name, config, text) => {
    expect(readLossText({ name, config })).toBe(text);
  });
});

it('a quantile loss is measured in the target’s unit, a squared one is not', () => {
  const degrees = { unit: '°C', scale: 8, column: 'temp' };
  expect(unitOfMetric('val_loss', [degrees], 'quantile (quantile 0.9)')).toBe(degrees);
  expect(unitOfMetric('val_loss', [degrees], 'mean_squared_error')).toBeNull();
});

it('losses over classes take rows of zeros and a one', () => {
  expect(takesOneHot({ name: 'kl_divergence' })).toBe(true);
  expect(takesOneHot({ name: 'categorical_focal_crossentropy' })).toBe(true);
  expect(takesOneHot({ name: 'binary_focal_crossentropy' })).toBe(false);
});
