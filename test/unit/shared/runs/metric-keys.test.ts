import { expect, test } from 'vitest';
import { batchLossKey, epochKey, epochName, metricName } from '#shared/runs/metric-keys.ts';

test('a series of epochs is named by its key, and the other way round', () => {
  expect(epochKey('val_mae')).toBe('epoch/val_mae');
  expect(epochName('epoch/val_mae')).toBe('val_mae');
  expect(epochName(batchLossKey)).toBeNull();
});

test('what says nothing about a model is no metric', () => {
  expect(['loss', 'val_mae', 'msPerStep', 'seconds', 'learning_rate'].map(epochKey).map(metricName)).toEqual([
    'loss',
    'val_mae',
    null,
    null,
    null,
  ]);
});
