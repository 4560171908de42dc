// What tells the numbers of two runs on the same targets apart: the loss, and thresholds of metrics. Stored with every run.
import { lossText, type LossConfig } from '#shared/training/losses.ts';
import type { MetricConfig } from '#shared/training/metrics.ts';

const separator = '; ';

/** `huber (delta 2)`, `binary_crossentropy; binary_accuracy above 0.7`. A threshold of 0.5 is Keras's own and not said. */
export function objectiveText(training: {
  readonly loss: LossConfig;
  readonly metrics: readonly MetricConfig[];
}): string {
  const thresholds = training.metrics.flatMap(({ name, function: computed, threshold }) =>
    computed === 'binary_accuracy' && threshold !== 0.5 ? [`${name} above ${threshold}`] : [],
  );
  return [lossText(training.loss), ...thresholds.sort()].join(separator);
}

/** The loss alone, as `lossText` says it. */
export function lossOf(objective: string): string {
  return objective.split(separator)[0] ?? objective;
}

/** What the objective says of a metric's threshold; null for Keras's own. @param metric `val_binary_accuracy`, … */
export function thresholdOf(objective: string, metric: string): string | null {
  const name = metric.replace(/^val_/, '');
  return objective.split(separator).find((part) => part.startsWith(`${name} above `)) ?? null;
}
