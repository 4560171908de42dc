"""Reference scores of made-up predictions by scikit-learn: python make_scores.py > scores.json

Scores have few digits, so that many are equal.
"""
import json

import numpy as np
from sklearn.calibration import calibration_curve
from sklearn.metrics import (
    accuracy_score,
    average_precision_score,
    confusion_matrix,
    precision_recall_fscore_support,
    roc_auc_score,
    roc_curve,
)

random = np.random.default_rng(5)
cases = []
for classes, count in [(2, 200), (2, 7), (3, 150), (5, 400)]:
    labels = random.integers(0, classes, count)
    logits = random.normal(size=(count, classes)) + 1.2 * np.eye(classes)[labels]
    scores = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    scores = (np.floor(scores * 64) / 64).astype(np.float32)
    if classes == 2:
        scores = scores[:, 1:]
        said = (scores[:, 0] > 0.5).astype(int)
        of = lambda label: scores[:, 0].astype(np.float64) if label == 1 else 1 - scores[:, 0].astype(np.float64)
    else:
        said = scores.argmax(1)
        of = lambda label: scores[:, label].astype(np.float64)
    precision, recall, f1, support = precision_recall_fscore_support(
        labels, said, labels=range(classes), zero_division=np.nan
    )
    each = []
    for label in range(classes):
        fpr, tpr, thresholds = roc_curve(labels == label, of(label), drop_intermediate=False)
        share, mean = calibration_curve(labels == label, of(label), n_bins=10)
        each.append(
            {
                "auc": roc_auc_score(labels == label, of(label)),
                "average_precision": average_precision_score(labels == label, of(label)),
                "fpr": fpr[1:].tolist(),
                "tpr": tpr[1:].tolist(),
                "thresholds": thresholds[1:].tolist(),
                "calibration": {"share": share.tolist(), "mean": mean.tolist()},
                "precision": None if np.isnan(precision[label]) else precision[label],
                "recall": recall[label],
                "f1": f1[label],
                "samples": int(support[label]),
            }
        )
    cases.append(
        {
            "labels": labels.tolist(),
            "scores": scores.ravel().tolist(),
            "classes": classes,
            "confusion": confusion_matrix(labels, said, labels=range(classes)).tolist(),
            "accuracy": accuracy_score(labels, said),
            "each": each,
        }
    )
print(json.dumps(cases))
