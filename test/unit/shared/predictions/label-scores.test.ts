// Scores of labels against scikit-learn's (test/keras/make_scores.py).
import { describe, expect, it } from 'vitest';
import {
  accuracyOf,
  averagePrecision,
  calibration,
  confusionMatrix,
  flippedLabels,
  labelFigures,
  labelOf,
  rocArea,
  thresholdCurve,
  worstLabels,
} from '#shared/predictions/label-scores.ts';
import type { PredictedLabels } from '#shared/predictions/prediction-set.ts';
import cases from '../../../keras/reference/scores.json' with { type: 'json' };

function setOf(scores: readonly number[], labels: readonly number[], classes: number): PredictedLabels {
  return {
    output: {
      kind: 'labels',
      id: 'dense',
      labels: Array.from({ length: classes }, (_, i) => `label ${i}`),
      width: scores.length / labels.length,
    },
    samples: labels.length,
    scores: Float32Array.from(scores),
    labels: Uint32Array.from(labels),
    rows: Uint32Array.from(labels.keys()),
  };
}

const close = (values: Iterable<number>, wanted: readonly number[]): void => {
  const own = [...values];
  expect(own).toHaveLength(wanted.length);
  own.forEach((value, i) => {
    expect(value).toBeCloseTo(wanted[i] ?? NaN, 9);
  });
};

describe.each(
  cases.map((one, i) => [`case ${i}: ${one.labels.length} samples of ${one.classes} labels`, one] as const),
)('%s', (_, { scores, labels, classes, confusion, accuracy, each }) => {
  const set = setOf(scores, labels, classes);

  it('has scikit-learn’s confusion matrix and its figures', () => {
    const matrix = confusionMatrix(set);
    expect(matrix).toEqual(confusion);
    expect(accuracyOf(matrix)).toBeCloseTo(accuracy, 12);
    labelFigures(matrix).forEach((figures, label) => {
      const wanted = each[label];
      expect(figures.precision).toBeCloseTo(wanted?.precision ?? NaN, 9);
      expect(figures.recall).toBeCloseTo(wanted?.recall ?? NaN, 9);
      expect(figures.f1).toBeCloseTo(wanted?.f1 ?? NaN, 9);
      expect(figures.samples).toBe(wanted?.samples);
    });
  });

  it('has its ROC, precision-recall curve and calibration', () => {
    for (const [label, wanted] of each.entries()) {
      const curve = thresholdCurve(set, label);
      close(curve.thresholds, wanted.thresholds);
      close(
        curve.truePositives.map((count) => count / curve.positives),
        wanted.tpr,
      );
      close(
        curve.falsePositives.map((count) => count / curve.negatives),
        wanted.fpr,
      );
      expect(rocArea(curve)).toBeCloseTo(wanted.auc, 9);
      expect(averagePrecision(curve)).toBeCloseTo(wanted.average_precision, 9);
      const bins = calibration(set, label).filter(({ samples }) => samples > 0);
      close(
        bins.map(({ share }) => share),
        wanted.calibration.share,
      );
      close(
        bins.map(({ meanScore }) => meanScore),
        wanted.calibration.mean,
      );
    }
  });

  it('lists wrong samples first by how sure they were', () => {
    const wrong = worstLabels(set, 1000);
    expect(wrong).toHaveLength(labels.length - Math.round(accuracy * labels.length));
    for (const sample of wrong) expect(labelOf(set, sample)).not.toBe(labels[sample]);
    expect(worstLabels(set, 3)).toEqual(wrong.slice(0, 3));
  });
});

describe('two sets of predictions', () => {
  it('differ in the samples that one of them gets right', () => {
    const labels = [0, 0, 1, 1, 1];
    const flipped = flippedLabels(
      setOf([0.1, 0.9, 0.9, 0.1, 0.2], labels, 2),
      setOf([0.1, 0.2, 0.3, 0.8, 0.4], labels, 2),
    );
    expect(flipped).toEqual({ onlyFirst: [2], onlySecond: [1, 3], bothRight: 1, bothWrong: 1 });
  });
});

describe('odd predictions', () => {
  it('of one label only have no area and no recall of the other', () => {
    const set = setOf([0.2, 0.7], [1, 1], 2);
    expect(rocArea(thresholdCurve(set, 1))).toBeNaN();
    expect(averagePrecision(thresholdCurve(set, 0))).toBeNaN();
    expect(labelFigures(confusionMatrix(set))[0]).toMatchObject({ recall: NaN, precision: 0 });
  });

  it('without a number are wrong, and in no curve', () => {
    const set = setOf([NaN, 0.7], [1, 1], 2);
    expect(confusionMatrix(set)).toEqual([
      [0, 0],
      [1, 1],
    ]);
    expect(thresholdCurve(set, 1).thresholds).toHaveLength(1);
    expect(calibration(setOf([-2, 3, 0.5], [0, 1, 1], 2), 1).filter(({ samples }) => samples > 0)).toHaveLength(1);
  });
});
