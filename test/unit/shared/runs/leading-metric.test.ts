// By which of its logged values a run is judged.
import { expect, it } from 'vitest';
import { leadingMetric } from '#shared/runs/leading-metric.ts';

it.each([
  [['accuracy', 'loss', 'val_accuracy', 'val_loss'], 'val_loss'],
  [['train/loss', 'val/loss', 'lr'], 'val/loss'],
  [['epoch_loss', 'val_epoch_loss', 'val_epoch_mae'], 'val_epoch_loss'],
  [['eval/loss_per_token', 'eval/loss'], 'eval/loss'],
  [['interval_loss', 'loss'], 'loss'],
  [['accuracy', 'test_accuracy'], 'test_accuracy'],
  [['reward'], 'reward'],
  [[], null],
])('%j: %s', (names, expected) => {
  expect(leadingMetric(names)).toBe(expected);
});
