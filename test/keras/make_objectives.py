"""Writes what real Keras 3 computes for the losses that make_reference.py does not have: see README.md beside this file."""

import json

import keras
import numpy as np
import tensorflow as tf
from keras_reference import RANDOM, array, normal, softmax, write
from training_cases import keras_loss_case, loss_case, optimizer_case

# Numbers of this file's own, from the same source as the cases that it shares.
RANDOM.bit_generator.state = np.random.default_rng(20260714).bit_generator.state


def pinball(quantile):
    """Keras 3 has no such loss; this is the usual custom function."""

    def loss(target, prediction):
        error = target - prediction
        return keras.ops.mean(keras.ops.maximum(quantile * error, (quantile - 1) * error), axis=-1)

    return loss


def loss_cases():
    cases = []

    def add(*given, **config):
        cases.append(keras_loss_case(*given, **config))

    for kind in ("LogCosh", "MeanAbsolutePercentageError"):
        add(kind, normal(4, 1), normal(4, 1, scale=2.0))
        add(kind, normal(4), normal(4, 1, scale=2.0), "targets without the last axis")
        add(kind, normal(2, 3, 2), normal(2, 3, 2, scale=2.0), "sequences")
    add("LogCosh", normal(4, 1), normal(4, 1, scale=80.0), "large errors")
    add("MeanAbsolutePercentageError", np.array([[0.5], [0.0], [2.0]], np.float32), normal(3, 1), "a target of 0")
    counts = RANDOM.integers(0, 6, (6, 1)).astype(np.float32)
    for kind in ("MeanSquaredLogarithmicError", "Poisson"):
        add(kind, counts, np.abs(normal(6, 1, scale=3.0)))
        add(kind, counts.reshape(-1), np.abs(normal(6, 1, scale=3.0)), "targets without the last axis")
        add(kind, counts.reshape(2, 3, 1), np.abs(normal(2, 3, 1)), "sequences")
    add("MeanSquaredLogarithmicError", normal(5, 2), normal(5, 2), "numbers below 0")

    classes = np.array([2, 0, 1, 1], np.int32)
    one_hot = np.eye(3, dtype=np.float32)[classes]
    for kind in ("KLDivergence", "CosineSimilarity"):
        add(kind, one_hot, softmax(normal(4, 3)))
        add(kind, one_hot * 0.7 + 0.1, softmax(normal(4, 3)), "soft targets")
        add(kind, softmax(normal(2, 4, 3)), softmax(normal(2, 4, 3)), "sequences")
    add("CosineSimilarity", normal(4, 5), normal(4, 5, scale=3.0), "any numbers")

    for quantile in (0.1, 0.5, 0.9):
        config = {"quantile": quantile}
        cases.append(loss_case(pinball(quantile), "quantile", config, normal(6, 1), normal(6, 1)))
        cases.append(loss_case(pinball(quantile), "quantile", config, normal(2, 3, 2), normal(2, 3, 2), "sequences"))

    bits = np.array([[1], [0], [0], [1], [1]], np.int32)
    probabilities = np.array([[0.9], [0.2], [0.0], [1.0], [0.0]], np.float32)
    gentle = probabilities * 0.8 + 0.1
    logits = np.array([[3.0], [-12.0], [12.0], [0.0], [-0.5]], np.float32)
    add("BinaryCrossentropy", bits, gentle, label_smoothing=0.2)
    add("BinaryCrossentropy", bits, logits, label_smoothing=0.2, from_logits=True)
    add("BinaryFocalCrossentropy", bits, gentle)
    add("BinaryFocalCrossentropy", bits, probabilities, "certain and wrong")
    add("BinaryFocalCrossentropy", bits.reshape(-1), gentle, "targets without the last axis", gamma=3.0)
    add("BinaryFocalCrossentropy", bits, gentle, gamma=0.0)
    add("BinaryFocalCrossentropy", bits, gentle, apply_class_balancing=True, alpha=0.4, gamma=1.5)
    add("BinaryFocalCrossentropy", bits, gentle, label_smoothing=0.3)
    add("BinaryFocalCrossentropy", bits, logits, from_logits=True)
    add("BinaryFocalCrossentropy", bits, logits, from_logits=True, apply_class_balancing=True, label_smoothing=0.1)

    scores = normal(4, 3, scale=2.0)
    add("CategoricalCrossentropy", one_hot, softmax(scores), label_smoothing=0.2)
    add("CategoricalCrossentropy", one_hot, scores, label_smoothing=0.1, from_logits=True)
    add("CategoricalFocalCrossentropy", one_hot, softmax(scores))
    add("CategoricalFocalCrossentropy", one_hot, softmax(scores) * 0.5 + 0.05, "outputs that do not sum to 1")
    add("CategoricalFocalCrossentropy", one_hot, softmax(scores), alpha=0.6, gamma=1.5, label_smoothing=0.2)
    add("CategoricalFocalCrossentropy", one_hot, softmax(scores), gamma=0.0)
    add("CategoricalFocalCrossentropy", one_hot, scores, from_logits=True)
    add("CategoricalFocalCrossentropy", softmax(normal(2, 4, 3)), normal(2, 4, 3), "sequences", from_logits=True)
    return cases


def metric_cases():
    """Values after every batch: what Keras's fit and evaluate tell of an epoch that has ended there."""
    cases = []

    def add(kind, batches, label="", **config):
        metric = keras.metrics.get({"class_name": kind, "config": config})
        told = []
        for target, prediction in batches:
            metric.update_state(tf.constant(target), tf.constant(prediction))
            told.append({"target": array(target), "prediction": array(prediction), "value": float(f"{metric.result().numpy():.9g}")})
        cases.append({"name": f"{kind} {json.dumps(config)} {label}".strip(), "metric": {"name": kind, "config": config}, "batches": told})

    def bits(*sizes):
        return [(RANDOM.integers(0, 2, (n, 1)).astype(np.int32), RANDOM.random((n, 1)).astype(np.float32)) for n in sizes]

    def learnt(*sizes):
        made = []
        for n in sizes:
            label = (RANDOM.random((n, 1)) < 0.3).astype(np.int32)
            made.append((label, np.clip(label * 0.4 + RANDOM.random((n, 1)) * 0.6, 0, 1).astype(np.float32)))
        return made

    def one_hot(*sizes, classes=4):
        return [(np.eye(classes, dtype=np.float32)[RANDOM.integers(0, classes, n)], softmax(normal(n, classes, scale=2.0))) for n in sizes]

    def classes(*sizes, count=4):
        return [(RANDOM.integers(0, count, n).astype(np.int32), softmax(normal(n, count, scale=2.0))) for n in sizes]

    def numbers(*sizes, outputs=1):
        made = []
        for n in sizes:
            target = normal(n, outputs, scale=2.0)
            made.append((target, target + normal(n, outputs)))
        return made

    nothing = [(np.zeros((3, 1), np.int32), np.full((3, 1), 0.2, np.float32)), *bits(5)]
    for kind in ("Precision", "Recall"):
        add(kind, bits(7, 5, 2))
        add(kind, learnt(16, 16, 3), thresholds=0.3)
        add(kind, nothing, "no answer at first")
        add(kind, one_hot(6, 4), "several outputs")
    edges = (np.array([[1], [0], [1], [0], [1]], np.int32), np.array([[0.0], [0.0], [1.0], [1.0], [0.5]], np.float32))
    for curve in ("ROC", "PR"):
        for method in ("interpolation", "minoring", "majoring"):
            add("AUC", learnt(20, 20, 7), curve=curve, summation_method=method)
        add("AUC", bits(16, 9), curve=curve, num_thresholds=11)
        add("AUC", [edges, *bits(4)], "outputs of 0 and 1", curve=curve)
        add("AUC", one_hot(8, 5), "several outputs", curve=curve)
        add("AUC", nothing, "one label at first", curve=curve)
    add("AUC", [(target, prediction * 6 - 3) for target, prediction in learnt(12, 12)], from_logits=True)
    for average in ("micro", "macro", "weighted"):
        add("F1Score", one_hot(9, 6, 2), average=average)
        add("F1Score", one_hot(9, 6, 2), average=average, threshold=0.4)
    add("F1Score", learnt(9, 6, 2), average="micro", threshold=0.5)
    add("FBetaScore", one_hot(9, 6), average="macro", beta=2.0)
    for k in (1, 2, 5):
        add("TopKCategoricalAccuracy", one_hot(6, 3, classes=8), k=k)
        add("SparseTopKCategoricalAccuracy", classes(6, 3, count=8), k=k)
    ties = np.array([[0.2, 0.2, 0.2, 0.4], [0.2, 0.2, 0.2, 0.4]], np.float32)
    add("SparseTopKCategoricalAccuracy", [(np.array([0, 3], np.int32), ties)], "equal outputs", k=2)
    add("RootMeanSquaredError", numbers(8, 8, 3))
    add("RootMeanSquaredError", numbers(8, 3, outputs=3), "several outputs")
    add("MeanAbsolutePercentageError", numbers(8, 8, 3))
    add("R2Score", numbers(8, 8, 3))
    add("R2Score", numbers(8, 3, outputs=3), class_aggregation="uniform_average")
    add("R2Score", numbers(8, 3, outputs=3), class_aggregation="variance_weighted_average")
    add("R2Score", numbers(8, 8), num_regressors=3)
    add("CosineSimilarity", numbers(8, 3, outputs=4))
    return cases


def optimizer_cases():
    kinds = [
        ("Adagrad", {}),
        ("Adagrad", dict(learning_rate=0.1, initial_accumulator_value=0.0, epsilon=1e-3, weight_decay=0.1)),
        ("Adadelta", {}),
        ("Adadelta", dict(learning_rate=1.0, rho=0.8, epsilon=1e-3, clipnorm=0.5)),
        ("Adamax", {}),
        ("Adamax", dict(learning_rate=0.05, beta_1=0.8, beta_2=0.9, weight_decay=0.05)),
        ("Nadam", {}),
        ("Nadam", dict(learning_rate=0.05, beta_1=0.8, beta_2=0.9, epsilon=1e-4, clipvalue=0.4)),
        ("Ftrl", {}),
        ("Ftrl", dict(learning_rate=0.1, l1_regularization_strength=0.05, l2_regularization_strength=0.1)),
        ("Ftrl", dict(learning_rate=0.1, l2_shrinkage_regularization_strength=0.1, beta=0.2, learning_rate_power=-0.6)),
        ("Lion", {}),
        ("Lion", dict(learning_rate=0.02, beta_1=0.8, beta_2=0.95, weight_decay=0.1, global_clipnorm=1.0)),
    ]
    return [optimizer_case(kind, config) for kind, config in kinds]


if __name__ == "__main__":
    keras.utils.set_random_seed(1)
    write("more-losses", loss_cases())
    write("metrics", metric_cases())
    write("more-optimizers", optimizer_cases())
