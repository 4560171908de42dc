// What tells the numbers of two runs on the same targets apart: the loss, and arguments of metrics. Stored with every run.
import { lossText } from '#shared/training/losses.ts';
import type { MetricConfig } from '#shared/training/metrics.ts';
import { outputKey, type Objectives, type OutputTraining } from '#shared/training/output-training.ts';

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

const plus = ' + ';
const times = ' × ';

/** A column's name cannot part the text. */
const weightedBy = (column: string | undefined): string =>
  column === undefined ? '' : ` weighted by ${column.replaceAll(/[;+×:]/g, '_')}`;

/** `temp: huber (delta 2)`, `0.3 × rain: binary_crossentropy`; without the id for a model's only output. */
function termText({ id, loss, weight }: OutputTraining, isOnly: boolean, column: string | undefined): string {
  const factor = weight === 1 ? '' : `${weight}${times}`;
  const text = lossText(loss) + weightedBy(column);
  return isOnly ? factor + text : `${factor}${id}: ${text}`;
}

/**
 * `huber (delta 2)`, `binary_crossentropy; binary_accuracy above 0.7`, `…; auc (curve PR)`; of several outputs
 * `temp: huber (delta 2) + 0.3 × rain: binary_crossentropy; rain_recall above 0.7`. Keras's own arguments are not said.
 * @param column of the samples' weights: `mae weighted by quality; weighted_mae weighted by quality`
 */
export function objectiveText({ loss, metrics, weightedMetrics, ...given }: Objectives, column?: string): string {
  const outputs = given.outputs ?? [{ id: '', loss, weight: 1, metrics, weightedMetrics }];
  const isOnly = outputs.length < 2;
  const terms = outputs.map((output) => termText(output, isOnly, column)).sort();
  const told = outputs.flatMap((output) =>
    [
      ...output.metrics.map((metric) => ({ metric, by: '' })),
      ...(output.weightedMetrics ?? []).map((metric) => ({ metric, by: weightedBy(column) })),
    ].flatMap(({ metric, by }) => {
      const name = outputKey(output.id, metric.name, isOnly);
      const text = metricText({ ...metric, name }) ?? (by === '' ? null : name);
      return text === null ? [] : [text + by];
    }),
  );
  return [terms.join(plus), ...told.sort()].join(separator);
}

const termPattern = /^(?:\S+ × )?(.+): (.+)$/;

/**
 * The loss alone, as `lossText` says it; null for what is no loss. `loss` of several outputs is their sum, `temp_loss` the loss
 * of one.
 * @param metric `loss`, `val_loss`, `val_temp_loss`, …
 */
export function lossOf(objective: string, metric = 'loss'): string | null {
  const name = metric.replace(/^val_/, '');
  const [whole = objective] = objective.split(separator);
  if (name === 'loss') return whole;
  for (const term of whole.split(plus)) {
    const [, id, loss] = termPattern.exec(term) ?? [];
    if (id !== undefined && loss !== undefined && name === outputKey(id, 'loss', false)) return loss;
  }
  return null;
}

/**
 * The metric and the output that it is of: `val_temp_mae` is `mae` of `temp`, where the objective has a loss for `temp`. The
 * output is null for a value of the whole model.
 */
export function outputMetric(objective: string, metric: string): { output: string | null; name: string } {
  const name = metric.replace(/^val_/, '');
  const [whole = objective] = objective.split(separator);
  const ids = whole.split(plus).flatMap((term) => termPattern.exec(term)?.[1] ?? []);
  // Of two ids that fit, the longer one: an id may begin as another does.
  const [id] = ids.filter((one) => name.startsWith(`${one}_`)).toSorted((a, b) => b.length - a.length);
  return id === undefined ? { output: null, name } : { output: id, name: name.slice(id.length + 1) };
}

/** What the objective says of a metric's arguments; null for Keras's own. @param metric `val_binary_accuracy`, … */
export function argumentsOf(objective: string, metric: string): string | null {
  const name = metric.replace(/^val_/, '');
  const starts = [' above ', ' (', ' weighted by '].map((next) => name + next);
  const [, ...parts] = objective.split(separator);
  return parts.find((part) => starts.some((start) => part.startsWith(start))) ?? null;
}
