// Keras's metrics that are no means over samples: sums over the samples add up from batch to batch, and a formula makes the
// value of them (keras/src/metrics: confusion_metrics.py, f_score_metrics.py, regression_metrics.py, metrics_utils.py).
import * as tf from '@tensorflow/tfjs-core';
import type { MetricConfig } from '#shared/training/metrics.ts';
import { alignTarget, eachTimes } from '#main/training/nn/targets.ts';

type Sums = readonly number[];

/** A metric computed from sums over samples. */
export interface SummedMetric {
  readonly kind: 'sums';
  /** The key in logs (`auc`, `recall`). */
  readonly name: string;
  /** How many sums there are. @param outputs the last axis of the model's output */
  count(outputs: number): number;
  /** The sums of a batch, `[count]`. @param weight what each sample counts, `[batch]`; 1 when left out */
  sums(target: tf.Tensor, output: tf.Tensor, weight?: tf.Tensor): tf.Tensor;
  /** The metric's value from the sums over any number of batches. */
  value(sums: Sums): number;
}

type Formula = Pick<SummedMetric, 'count' | 'sums' | 'value'>;
type ConfigOf<Name extends MetricConfig['function']> = Extract<MetricConfig, { function: Name }>;

/** Null for a metric that is a mean over samples. */
export function createSummedMetric(config: MetricConfig): SummedMetric | null {
  const formula = formulaOf(config);
  return formula === null ? null : { kind: 'sums', name: config.name, ...formula };
}

function formulaOf(config: MetricConfig): Formula | null {
  switch (config.function) {
    case 'precision':
      return confusion(config.threshold, ([hits, falseAlarms]) => ratio(hits, hits + falseAlarms));
    case 'recall':
      return confusion(config.threshold, ([hits, , misses]) => ratio(hits, hits + misses));
    case 'fbeta_score':
      return scores(config);
    case 'auc':
      return areaUnderCurve(config);
    case 'root_mean_squared_error':
      return {
        count: () => 2,
        sums(target, output, weight) {
          const squares = tf.square(tf.sub(output, alignTarget(target, output)));
          if (weight === undefined) return tf.stack([tf.sum(squares), tf.scalar(output.size)]);
          return tf.stack([tf.sum(eachTimes(squares, weight)), tf.sum(eachTimes(tf.onesLike(squares), weight))]);
        },
        value: ([squares = 0, count = 0]) => Math.sqrt(ratio(squares, count)),
      };
    case 'r2_score':
      return determination(config);
    default:
      return null;
  }
}

/** Keras's `divide_no_nan`. */
function ratio(value: number, of: number): number {
  return of === 0 ? 0 : value / of;
}

/** Sums: labels found, false alarms, labels missed. */
function confusion(
  threshold: number,
  value: (sums: readonly [hits: number, falseAlarms: number, misses: number]) => number,
): Formula {
  return {
    count: () => 3,
    sums(target, output, weight) {
      const label = asLabels(alignTarget(target, output));
      const answer = tf.cast(tf.greater(output, threshold), 'float32');
      const sumOf = (values: tf.Tensor): tf.Tensor => tf.sum(weighted(values, weight));
      const hits = sumOf(tf.mul(label, answer));
      return tf.stack([hits, tf.sub(sumOf(answer), hits), tf.sub(sumOf(label), hits)]);
    },
    value: ([hits = 0, falseAlarms = 0, misses = 0]) => value([hits, falseAlarms, misses]),
  };
}

/** Values that count as their samples do. */
function weighted(values: tf.Tensor, weight: tf.Tensor | undefined): tf.Tensor {
  return weight === undefined ? values : eachTimes(values, weight);
}

/** Any other number than 0 is a label, as Keras casts to bool. */
function asLabels(target: tf.Tensor): tf.Tensor {
  return tf.cast(tf.notEqual(target, 0), 'float32');
}

const epsilon = 1e-7;

/** Sums for each output: hits, answers, labels. */
function scores({ average, beta, threshold }: ConfigOf<'fbeta_score'>): Formula {
  const scoreOf = (hits: number, answers: number, labels: number): number => {
    const precision = hits / (answers + epsilon);
    const recall = hits / (labels + epsilon);
    return ((precision * recall) / (beta ** 2 * precision + recall + epsilon)) * (1 + beta ** 2);
  };
  return {
    count: (outputs) => 3 * outputs,
    sums(target, output, weight) {
      const answer = tf.cast(answersOf(output, threshold), 'float32');
      const label = alignTarget(target, output);
      return tf.concat([tf.mul(answer, label), answer, label].map((values) => tf.sum(weighted(values, weight), 0)));
    },
    value(sums) {
      const count = sums.length / 3;
      const [hits, answers, labels] = [0, 1, 2].map((place) => sums.slice(place * count, (place + 1) * count));
      if (average === 'micro') return scoreOf(total(hits), total(answers), total(labels));
      const each = Array.from({ length: count }, (_, i) =>
        scoreOf(hits?.[i] ?? 0, answers?.[i] ?? 0, labels?.[i] ?? 0),
      );
      if (average !== 'weighted') return total(each) / count;
      const all = total(labels) + epsilon;
      return total(each.map((score, i) => (score * (labels?.[i] ?? 0)) / all));
    },
  };
}

function answersOf(output: tf.Tensor, threshold: number | null): tf.Tensor {
  if (threshold !== null) return tf.greater(output, threshold);
  const isLargest = tf.greaterEqual(output, tf.max(output, -1, true));
  return tf.logicalAnd(isLargest, tf.greater(tf.abs(output), 1e-9));
}

function total(values: Sums | undefined): number {
  return (values ?? []).reduce((sum, value) => sum + value, 0);
}

/**
 * The area under the ROC or the precision–recall curve at evenly spaced thresholds. Sums: labels, then others, by the bucket
 * between two thresholds that their output lies in.
 */
function areaUnderCurve(config: ConfigOf<'auc'>): Formula {
  const { num_thresholds: thresholds, from_logits: fromLogits } = config;
  return {
    count: () => 2 * thresholds,
    sums(target, output, weight) {
      const label = asLabels(alignTarget(target, output));
      const rowOf = (values: tf.Tensor): tf.Tensor => tf.reshape(weighted(values, weight), [1, -1]);
      const answer = tf.clipByValue(tf.reshape(fromLogits ? tf.sigmoid(output) : output, [-1]), 0, 1);
      const bucket = tf.relu(tf.sub(tf.ceil(tf.mul(answer, thresholds - 1)), 1));
      const places = tf.cast(tf.oneHot(tf.cast(bucket, 'int32'), thresholds), 'float32');
      return tf.reshape(tf.matMul(tf.concat([rowOf(label), rowOf(tf.sub(1, label))], 0), places), [-1]);
    },
    value(sums) {
      const hits = fromThresholdOn(sums.slice(0, thresholds));
      const falseAlarms = fromThresholdOn(sums.slice(thresholds));
      return config.curve === 'PR' && config.summation_method === 'interpolation'
        ? interpolatedPrecision(hits, falseAlarms)
        : summedArea(config, hits, falseAlarms);
    },
  };
}

/** How many lie above each threshold. */
function fromThresholdOn(buckets: Sums): number[] {
  let sum = 0;
  return buckets
    .toReversed()
    .map((count) => (sum += count))
    .reverse();
}

function summedArea({ curve, summation_method: method }: ConfigOf<'auc'>, hits: Sums, falseAlarms: Sums): number {
  const [labels = 0, others = 0] = [hits[0], falseAlarms[0]];
  const recall = hits.map((count) => ratio(count, labels));
  const falseRate = falseAlarms.map((count) => ratio(count, others));
  const precision = hits.map((count, i) => ratio(count, count + (falseAlarms[i] ?? 0)));
  const [x, y] = curve === 'ROC' ? [falseRate, recall] : [recall, precision];
  const heightOf = { interpolation: (a: number, b: number) => (a + b) / 2, minoring: Math.min, majoring: Math.max }[
    method
  ];
  return pairs(x).reduce((area, [from, to], i) => area + (from - to) * heightOf(y[i] ?? 0, y[i + 1] ?? 0), 0);
}

/** Davis & Goadrich, 2006, as in Keras's `interpolate_pr_auc`. */
function interpolatedPrecision(hits: Sums, falseAlarms: Sums): number {
  const answers = hits.map((count, i) => count + (falseAlarms[i] ?? 0));
  const labels = hits[0] ?? 0;
  return pairs(hits).reduce((area, [more, fewer], i) => {
    const [all = 0, fewerAll = 0] = [answers[i], answers[i + 1]];
    const slope = ratio(more - fewer, Math.max(all - fewerAll, 0));
    const intercept = fewer - slope * fewerAll;
    const logarithm = all > 0 && fewerAll > 0 ? Math.log(all / fewerAll) : 0;
    return area + ratio(slope * (more - fewer + intercept * logarithm), Math.max(labels, 0));
  }, 0);
}

function pairs(values: Sums): [number, number][] {
  return values.slice(1).map((value, i) => [values[i] ?? 0, value]);
}

/** Sums for each output: targets, their squares, squared errors; and the number of samples. */
function determination(config: ConfigOf<'r2_score'>): Formula {
  const { class_aggregation: aggregation, num_regressors: regressors } = config;
  return {
    count: (outputs) => 3 * outputs + 2,
    sums(target, output, weight) {
      const aligned = alignTarget(target, output);
      const values = [aligned, tf.square(aligned), tf.square(tf.sub(aligned, output))].map((each) =>
        tf.sum(weighted(each, weight), 0),
      );
      const samples = tf.tensor1d([output.shape[0]]);
      return tf.concat([...values, weight === undefined ? samples : tf.reshape(tf.sum(weight), [1]), samples]);
    },
    value(sums) {
      const outputs = (sums.length - 2) / 3;
      const [weights = 0, samples = 0] = sums.slice(-2);
      const totals = sums.slice(0, outputs).map((sum, i) => (sums[outputs + i] ?? 0) - (sum * sum) / weights);
      const each = totals.map((squares, i) => {
        const value = 1 - (sums[2 * outputs + i] ?? 0) / squares;
        return Math.abs(value) === Infinity ? 0 : value;
      });
      const score =
        aggregation === 'uniform_average'
          ? total(each) / outputs
          : total(each.map((value, i) => value * (totals[i] ?? 0))) / total(totals);
      // Keras counts a sample once for each output here, and leaves the score as it is where it cannot be adjusted.
      const counted = samples * outputs;
      if (regressors === 0 || regressors >= counted - 1) return score;
      return 1 - ((1 - score) * (counted - 1)) / (counted - regressors - 1);
    },
  };
}
