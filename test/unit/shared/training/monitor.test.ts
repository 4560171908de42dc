import { expect, it } from 'vitest';
import { monitoredMetric } from '#shared/training/monitor.ts';

it('takes what EarlyStopping watches, else the first metric, else the loss', () => {
  const metrics = [{ name: 'accuracy', config: {} }];
  const early = { name: 'early_stopping', config: { monitor: 'val_mae' } };
  expect(monitoredMetric({ callbacks: [early], metrics })).toBe('val_mae');
  expect(monitoredMetric({ callbacks: [{ name: 'EarlyStopping', config: {} }], metrics })).toBe('val_loss');
  expect(monitoredMetric({ callbacks: [], metrics })).toBe('val_accuracy');
  expect(monitoredMetric({ callbacks: [], metrics: [] })).toBe('val_loss');
});
