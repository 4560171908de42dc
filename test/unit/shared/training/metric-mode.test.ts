// Which way is better, for every metric by its name in logs.
import { expect, it } from 'vitest';
import { metricMode } from '#shared/training/metric-mode.ts';
import { isRising, metrics, resolveMetric } from '#shared/training/metrics.ts';

it.each(metrics.names)('%s is better as its function says', (name) => {
  const metric = resolveMetric(name, metrics.schema.parse({ name }), 'binary_crossentropy', [1]);
  expect(metricMode(`val_${name}`)).toBe(isRising(metric) ? 'max' : 'min');
});

it.each(['AUC', 'F1Score', 'R2Score', 'Precision', 'CosineSimilarity', 'val_pr_auc', 'acc'])('%s goes up', (name) => {
  expect(metricMode(name)).toBe('max');
});

it.each(['loss', 'val_loss', 'RootMeanSquaredError', 'mape'])('%s goes down', (name) => {
  expect(metricMode(name)).toBe('min');
});
