"""Writes what real Keras 3 computes for the losses that make_reference.py does not have: see README.md beside this file."""

import json

import keras
import numpy as np
import tensorflow as tf
from make_reference import array, softmax, write

RANDOM = np.random.default_rng(20260714)


def normal(*shape, scale=0.7):
    return (RANDOM.standard_normal(shape) * scale).astype(np.float32)


def pinball(quantile):
    """Keras 3 has no such loss; this is the usual custom function."""

    def loss(target, prediction):
        error = target - prediction
        return keras.ops.mean(keras.ops.maximum(quantile * error, (quantile - 1) * error), axis=-1)

    return loss


def loss_cases():
    cases = []

    def judge(loss, name, config, target, prediction, label=""):
        value = tf.constant(prediction)
        with tf.GradientTape() as tape:
            tape.watch(value)
            result = tf.reduce_mean(loss(tf.constant(target), value))
        cases.append(
            {
                "name": f"{name} {json.dumps(config)} {label}".strip(),
                "loss": {"name": name, **config},
                "target": array(target),
                "prediction": array(prediction),
                "value": float(f"{result.numpy():.9g}"),
                "gradient": array(tape.gradient(result, value).numpy()),
            }
        )

    def add(kind, target, prediction, label="", **config):
        loss = keras.losses.get({"class_name": kind, "config": config})
        judge(loss, loss.name, config, target, prediction, label)

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
        judge(pinball(quantile), "quantile", config, normal(6, 1), normal(6, 1))
        judge(pinball(quantile), "quantile", config, normal(2, 3, 2), normal(2, 3, 2), "sequences")

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


if __name__ == "__main__":
    keras.utils.set_random_seed(1)
    write("more-losses", loss_cases())
