// How well predicted labels are right: confusion matrix, precision and recall over thresholds, ROC, calibration, worst examples.
// Definitions and tie rules are scikit-learn's (sklearn.metrics, sklearn.calibration).
import type { PredictedLabels } from '#shared/predictions/prediction-set.ts';

/** What one output said, read as a label: with one score label 1 where it is above the threshold, else the largest score. */
export function labelOf({ output, scores }: PredictedLabels, sample: number, threshold = 0.5): number {
  const { width } = output;
  if (width === 1) return (scores[sample] ?? NaN) > threshold ? 1 : 0;
  let best = 0;
  for (let label = 1; label < width; label++)
    if ((scores[sample * width + label] ?? NaN) > (scores[sample * width + best] ?? NaN)) best = label;
  return best;
}

/** The score that a sample's output gives a label. */
export function scoreOf({ output, scores }: PredictedLabels, sample: number, label: number): number {
  const { width } = output;
  if (width > 1) return scores[sample * width + label] ?? NaN;
  const score = scores[sample] ?? NaN;
  return label === 1 ? score : 1 - score;
}

/** `matrix[right][predicted]`: how many samples of a label were given which one. */
export function confusionMatrix(set: PredictedLabels, threshold = 0.5): number[][] {
  const count = set.output.labels.length;
  const matrix = Array.from({ length: count }, () => new Array<number>(count).fill(0));
  for (let sample = 0; sample < set.samples; sample++) {
    const row = matrix[set.labels[sample] ?? 0];
    const said = labelOf(set, sample, threshold);
    if (row !== undefined) row[said] = (row[said] ?? 0) + 1;
  }
  return matrix;
}

/** A label's figures; NaN where nothing was said (precision) or nothing is (recall). */
export interface LabelFigures {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** How many samples have it. */
  readonly samples: number;
}

/** Of each label, from a confusion matrix. */
export function labelFigures(matrix: readonly (readonly number[])[]): LabelFigures[] {
  return matrix.map((row, label) => {
    const right = row[label] ?? 0;
    const samples = row.reduce((sum, value) => sum + value, 0);
    const said = matrix.reduce((sum, each) => sum + (each[label] ?? 0), 0);
    return { precision: right / said, recall: right / samples, f1: (2 * right) / (said + samples), samples };
  });
}

/** The share of samples whose label is right. */
export function accuracyOf(matrix: readonly (readonly number[])[]): number {
  const all = matrix.flat().reduce((sum, value) => sum + value, 0);
  return matrix.reduce((sum, row, label) => sum + (row[label] ?? 0), 0) / all;
}

/** What is above a threshold, for every score that occurs, from the largest down. */
export interface ThresholdCurve {
  readonly thresholds: Float64Array;
  /** Samples of the label with at least this score. */
  readonly truePositives: Float64Array;
  /** Other samples with at least this score. */
  readonly falsePositives: Float64Array;
  readonly positives: number;
  readonly negatives: number;
}

/** The counts at every threshold for one label against the others; samples without a score are left out. */
export function thresholdCurve(set: PredictedLabels, label: number): ThresholdCurve {
  const scores = Float64Array.from({ length: set.samples }, (_, sample) => scoreOf(set, sample, label));
  const order = Uint32Array.from(scores.keys())
    .filter((sample) => !Number.isNaN(scores[sample] ?? NaN))
    .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
  const thresholds: number[] = [];
  const truePositives: number[] = [];
  const falsePositives: number[] = [];
  let [right, wrong] = [0, 0];
  for (const [place, sample] of order.entries()) {
    if (set.labels[sample] === label) right += 1;
    else wrong += 1;
    const next = order[place + 1];
    if (next !== undefined && scores[next] === scores[sample]) continue;
    thresholds.push(scores[sample] ?? NaN);
    truePositives.push(right);
    falsePositives.push(wrong);
  }
  return {
    thresholds: Float64Array.from(thresholds),
    truePositives: Float64Array.from(truePositives),
    falsePositives: Float64Array.from(falsePositives),
    positives: right,
    negatives: wrong,
  };
}

/** The area under the ROC curve, by trapezoids; NaN where one of both kinds is missing. */
export function rocArea({ truePositives, falsePositives, positives, negatives }: ThresholdCurve): number {
  let [area, lastTrue, lastFalse] = [0, 0, 0];
  for (const [i, right] of truePositives.entries()) {
    const wrong = falsePositives[i] ?? 0;
    area += ((wrong - lastFalse) * (right + lastTrue)) / 2;
    [lastTrue, lastFalse] = [right, wrong];
  }
  return area / (positives * negatives);
}

/** Average precision: the precision at each threshold, weighted by how much recall it adds. NaN without samples of the label. */
export function averagePrecision({ truePositives, falsePositives, positives }: ThresholdCurve): number {
  let [sum, last] = [0, 0];
  for (const [i, right] of truePositives.entries()) {
    sum += ((right - last) / positives) * (right / (right + (falsePositives[i] ?? 0)));
    last = right;
  }
  return positives === 0 ? NaN : sum;
}

/** The samples whose score lies within one of equal stretches of 0 to 1. */
export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly samples: number;
  /** The mean score, and the share that has the label; NaN without samples. */
  readonly meanScore: number;
  readonly share: number;
}

/** How often a label is right when it is given so much probability. Scores outside 0 to 1 are left out. */
export function calibration(set: PredictedLabels, label: number, count = 10): CalibrationBin[] {
  const bins = Array.from({ length: count }, () => ({ samples: 0, sum: 0, right: 0 }));
  for (let sample = 0; sample < set.samples; sample++) {
    const score = scoreOf(set, sample, label);
    if (!(score >= 0 && score <= 1)) continue;
    // As in scikit-learn, a score on a border belongs to the lower stretch.
    let place = Math.min(count - 1, Math.floor(score * count));
    if (place > 0 && score <= place / count) place -= 1;
    const bin = bins[place];
    if (bin === undefined) continue;
    bin.samples += 1;
    bin.sum += score;
    if (set.labels[sample] === label) bin.right += 1;
  }
  return bins.map(({ samples, sum, right }, i) => ({
    from: i / count,
    to: (i + 1) / count,
    samples,
    meanScore: sum / samples,
    share: right / samples,
  }));
}

/** The samples that are furthest from right: wrong ones, by falling score of what was said against the right label's. */
export function worstLabels(set: PredictedLabels, most: number, threshold = 0.5): number[] {
  const badness = new Float64Array(set.samples);
  const wrong: number[] = [];
  for (let sample = 0; sample < set.samples; sample++) {
    const right = set.labels[sample] ?? 0;
    const said = labelOf(set, sample, threshold);
    if (said === right) continue;
    badness[sample] = scoreOf(set, sample, said) - scoreOf(set, sample, right);
    wrong.push(sample);
  }
  return wrong.sort((a, b) => (badness[b] ?? 0) - (badness[a] ?? 0) || a - b).slice(0, most);
}

/** How two sets of predictions of the same samples differ: which samples only one of them gets right. */
export interface FlippedLabels {
  readonly onlyFirst: number[];
  readonly onlySecond: number[];
  readonly bothRight: number;
  readonly bothWrong: number;
}

/** @param second of the same samples as the first */
export function flippedLabels(first: PredictedLabels, second: PredictedLabels): FlippedLabels {
  const onlyFirst: number[] = [];
  const onlySecond: number[] = [];
  let [bothRight, bothWrong] = [0, 0];
  for (let sample = 0; sample < first.samples; sample++) {
    const right = first.labels[sample];
    const [one, other] = [labelOf(first, sample) === right, labelOf(second, sample) === right];
    if (one && other) bothRight += 1;
    else if (one) onlyFirst.push(sample);
    else if (other) onlySecond.push(sample);
    else bothWrong += 1;
  }
  return { onlyFirst, onlySecond, bothRight, bothWrong };
}
