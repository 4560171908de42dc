// What tells the numbers of two runs on the same targets apart: the loss, and arguments of metrics. Stored with every run.
import { lossText, type LossConfig } from '#shared/training/losses.ts';
import type { MetricConfig } from '#shared/training/metrics.ts';

const separator = '; ';

/** Keras's defaults, and for `from_logits` what a value of given probabilities does not depend on. */
const silent: Readonly<Record<string, readonly unknown[]>> = {
  k: [5],
  beta: [1],
  average: [null],
  threshold: [null],
  num_thresholds: [200],
  curve: ['ROC'],
  summation_method: ['interpolation'],
  from_logits: [true, false],
  class_aggregation: ['uniform_average'],
  num_regressors: [0],
};

/** A metric with the arguments that are not Keras's own; null when all are. */
function metricText(metric: MetricConfig): string | null {
  const { name, function: computed } = metric;
  if (computed === 'binary_accuracy' || computed === 'precision' || computed === 'recall')
    return metric.threshold === 0.5 ? null : `${name} above ${metric.threshold}`;
  // The threshold of other means is unused.
  const { name: _name, function: _function, ...given } = metric;
  const told = Object.entries(given).filter(
    ([key, value]) => silent[key]?.includes(value) === false && !(key === 'threshold' && computed !== 'fbeta_score'),
  );
  return told.length === 0 ? null : `${name} (${told.map(([key, value]) => `${key} ${String(value)}`).join(', ')})`;
}

/** `huber (delta 2)`, `binary_crossentropy; binary_accuracy above 0.7`, `…; auc (curve PR)`. Keras's own arguments are not said. */
export function objectiveText(training: {
  readonly loss: LossConfig;
  readonly metrics: readonly MetricConfig[];
}): string {
  const told = training.metrics.flatMap((metric) => metricText(metric) ?? []);
  return [lossText(training.loss), ...told.sort()].join(separator);
}

/** The loss alone, as `lossText` says it. */
export function lossOf(objective: string): string {
  return objective.split(separator)[0] ?? objective;
}

/** What the objective says of a metric's arguments; null for Keras's own. @param metric `val_binary_accuracy`, … */
export function argumentsOf(objective: string, metric: string): string | null {
  const name = metric.replace(/^val_/, '');
  const starts = [`${name} above `, `${name} (`];
  const [, ...parts] = objective.split(separator);
  return parts.find((part) => starts.some((start) => part.startsWith(start))) ?? null;
}
