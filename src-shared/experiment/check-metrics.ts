// Checks the metrics of an output against its loss and the shape that it ends the model with.
import { msg } from '#shared/base/message.ts';
import type { Problem, ProblemDetails } from '#shared/base/problem.ts';
import { errorProblem, warningProblem } from '#shared/base/problem.ts';
import { nameOf } from '#shared/model/check-edges.ts';
import { formatShape } from '#shared/model/layer-rules/common.ts';
import { firstOutput, type LayerSpec } from '#shared/model/model-spec.ts';
import { traitsOf } from '#shared/training/losses.ts';
import { targetsFor, type MetricConfig, type MetricFunction } from '#shared/training/metrics.ts';
import type { OutputTraining } from '#shared/training/output-training.ts';

/** An output, its metrics, and where the file has them. */
export interface MeasuredOutput extends OutputTraining {
  readonly layer: LayerSpec;
  /** With the fix that leaves the metric out. */
  readonly metricPlace: (index: number) => ProblemDetails;
  readonly weightedPlace: (index: number) => ProblemDetails;
}

/**
 * Metrics that cannot be computed, or say nothing, on the loss's targets and the model's output.
 * @param output whose shape fits its target
 */
export function checkMetrics(output: MeasuredOutput): Problem[] {
  const { metrics, weightedMetrics = [], metricPlace, weightedPlace } = output;
  return [...checkMetricList(output, metrics, metricPlace), ...checkMetricList(output, weightedMetrics, weightedPlace)];
}

/** Metrics that Keras computes of one row of numbers for each sample only. */
const wantsRow: ReadonlySet<MetricFunction> = new Set<MetricFunction>(['r2_score', 'fbeta_score']);

function checkMetricList(
  { loss, layer }: Pick<MeasuredOutput, 'loss' | 'layer'>,
  metrics: readonly MetricConfig[],
  metricPlace: MeasuredOutput['metricPlace'],
): Problem[] {
  const shape = firstOutput(layer);
  const units = shape.at(-1) ?? null;
  if (units === null) return [];
  const compared = traitsOf(loss).target;
  const form = compared === 'class' || compared === 'one-hot' ? compared : 'aligned';
  return metrics.flatMap((metric, i) => {
    const place = metricPlace(i);
    const wanted = targetsFor(metric);
    const { name } = metric;
    if (shape.length > 1 && wantsRow.has(metric.function)) {
      const message = msg`${name} takes an output of one size, [units], but ${nameOf(layer)} ends the model with ${formatShape(shape)}; leave it out.`;
      return [errorProblem('metric-of-sequence', message, place)];
    }
    if (form === 'class' && wanted !== 'class' && units > 1) {
      const message = msg`${name} compares each of ${units} outputs with its target, but ${loss.name} takes one label number; use categorical_crossentropy.`;
      return [errorProblem('metric-and-targets', message, place)];
    }
    if (form !== 'class' && wanted === 'class' && units > 1) {
      const message = msg`${name} wants label numbers, but ${loss.name} takes one target for each output; use sparse_categorical_crossentropy.`;
      return [errorProblem('metric-and-targets', message, place)];
    }
    if (units === 1 && (wanted !== 'aligned' || metric.function === 'cosine_similarity')) {
      const message = msg`${name} compares several outputs, but the model ends with one.`;
      return [warningProblem('metric-of-one', message, place)];
    }
    if ('k' in metric && metric.k >= units) {
      const message = msg`${name} counts the right label among the ${metric.k} likeliest, but the model has ${units}: it is always 1.`;
      return [warningProblem('metric-of-all', message, place)];
    }
    if (metric.function !== 'fbeta_score') return [];
    if (units === 1 && metric.threshold === null) {
      const message = msg`${name} without a threshold counts the largest output as the answer, which one output always is; set threshold to 0.5.`;
      return [warningProblem('metric-of-one', message, place)];
    }
    if (units > 1 && metric.average === null) {
      const message = msg`${name} of ${units} outputs is ${units} numbers; set average to "macro", "micro" or "weighted".`;
      return [errorProblem('metric-of-several', message, place)];
    }
    return [];
  });
}
