import { expect, it } from 'vitest';
import { monitoredMetric } from '#shared/training/monitor.ts';
import { callbacks, type CallbackConfig } from '#shared/training/callbacks.ts';
import { lossSchema } from '#shared/training/losses.ts';
import type { MetricConfig } from '#shared/training/metrics.ts';

const metrics: MetricConfig[] = [{ name: 'accuracy', function: 'binary_accuracy', threshold: 0.5 }];
const stopping = (given: object): CallbackConfig => callbacks.schema.parse({ name: 'EarlyStopping', ...given });

it('takes what EarlyStopping watches, else the first metric, else the loss', () => {
  expect(monitoredMetric({ callbacks: [stopping({ monitor: 'val_mae' })], metrics })).toBe('val_mae');
  expect(monitoredMetric({ callbacks: [stopping({})], metrics })).toBe('val_loss');
  expect(monitoredMetric({ callbacks: [], metrics })).toBe('val_accuracy');
  expect(monitoredMetric({ callbacks: [], metrics: [] })).toBe('val_loss');
});

it('takes the loss of several outputs, which is one number for all', () => {
  const loss = lossSchema.parse({ name: 'huber' });
  const outputs = ['a', 'b'].map((id) => ({ id, loss, weight: 1, metrics }));
  expect(monitoredMetric({ callbacks: [], metrics, outputs })).toBe('val_loss');
  expect(monitoredMetric({ callbacks: [stopping({ monitor: 'val_a_accuracy' })], metrics, outputs })).toBe(
    'val_a_accuracy',
  );
});
