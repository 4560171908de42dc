"""Losses and optimizers as real Keras computes them."""

import json

import keras
import numpy as np
import tensorflow as tf
from keras_reference import RANDOM, array, normal, softmax


def loss_case(loss, name, config, target, prediction, label=""):
    """Value and gradient of a loss, or of a function of target and prediction."""
    value = tf.constant(prediction)
    with tf.GradientTape() as tape:
        tape.watch(value)
        result = tf.reduce_mean(loss(tf.constant(target), value))
    return {
        "name": f"{name} {json.dumps(config)} {label}".strip(),
        "loss": {"name": name, **config},
        "target": array(target),
        "prediction": array(prediction),
        "value": float(f"{result.numpy():.9g}"),
        "gradient": array(tape.gradient(result, value).numpy()),
    }


def keras_loss_case(kind, target, prediction, label="", **config):
    loss = keras.losses.get({"class_name": kind, "config": config})
    return loss_case(loss, loss.name, config, target, prediction, label)


def optimizer_case(kind, config):
    """Two weights after five updates, of which one leaves the second weight alone."""
    optimizer = getattr(keras.optimizers, kind)(**config)
    initial = [normal(3, 2), normal(4)]
    variables = [keras.Variable(value) for value in initial]
    gradients = [[normal(3, 2), normal(4, scale=0.2)] for _ in range(5)]
    gradients[1][1][:] = 0.0
    for step in gradients:
        optimizer.apply([tf.constant(g) for g in step], variables)
    return {
        "name": f"{kind} {json.dumps(config)}",
        "optimizer": {"name": kind, **config},
        "initial": [array(value) for value in initial],
        "gradients": [[array(g) for g in step] for step in gradients],
        "final": [array(v.numpy()) for v in variables],
    }


def loss_cases():
    cases = []

    def add(*given, **config):
        cases.append(keras_loss_case(*given, **config))

    for name in ("MeanSquaredError", "MeanAbsoluteError", "Huber"):
        add(name, normal(4, 1), normal(4, 1, scale=2.0))
        add(name, normal(4), normal(4, 1, scale=2.0), "targets without the last axis")
        add(name, normal(2, 3, 2), normal(2, 3, 2, scale=2.0), "sequences")
        same = normal(3, 2)
        add(name, same, same, "no error at all")
    add("Huber", normal(4, 3), normal(4, 3, scale=2.0), delta=0.4)

    bits = np.array([[1], [0], [0], [1], [1]], np.int32)
    probabilities = np.array([[0.9], [0.2], [0.0], [1.0], [0.0]], np.float32)
    add("BinaryCrossentropy", bits, probabilities, "certain and wrong")
    add("BinaryCrossentropy", bits.reshape(-1), probabilities * 0.8 + 0.1, "targets without the last axis")
    add("BinaryCrossentropy", bits.astype(np.float32) * 0.9, probabilities * 0.8 + 0.1, "soft targets")
    add("BinaryCrossentropy", RANDOM.integers(0, 2, (3, 4)), normal(3, 4) * 0.1 + 0.5, "several outputs")
    logits = np.array([[3.0], [-40.0], [40.0], [0.0], [-0.5]], np.float32)
    add("BinaryCrossentropy", bits, logits, from_logits=True)
    add("BinaryCrossentropy", RANDOM.integers(0, 2, (2, 3, 1)), normal(2, 3, 1), "sequences", from_logits=True)

    classes = np.array([2, 0, 1, 1], np.int32)
    scores = normal(4, 3, scale=2.0)
    scores[0] = [50.0, -50.0, 0.0]
    one_hot = np.eye(3, dtype=np.float32)[classes]
    add("CategoricalCrossentropy", one_hot, softmax(scores))
    add("CategoricalCrossentropy", one_hot, softmax(scores) * 0.5 + 0.05, "outputs that do not sum to 1")
    add("CategoricalCrossentropy", one_hot * 0.8 + 0.1, softmax(normal(4, 3)), "soft targets")
    add("CategoricalCrossentropy", one_hot, scores, from_logits=True)
    add("SparseCategoricalCrossentropy", classes, softmax(normal(4, 3)))
    add("SparseCategoricalCrossentropy", classes, softmax(scores) * 0.5 + 0.05, "outputs that do not sum to 1")
    add("SparseCategoricalCrossentropy", classes.reshape(-1, 1), scores, from_logits=True)
    add("SparseCategoricalCrossentropy", RANDOM.integers(0, 3, (2, 4)), normal(2, 4, 3), "sequences", from_logits=True)
    return cases


def optimizer_cases():
    kinds = [
        ("SGD", {}),
        ("SGD", dict(learning_rate=0.1, momentum=0.9)),
        ("SGD", dict(learning_rate=0.1, momentum=0.9, nesterov=True)),
        ("SGD", dict(learning_rate=0.1, weight_decay=0.05)),
        ("RMSprop", {}),
        ("RMSprop", dict(learning_rate=0.01, rho=0.8, epsilon=1e-3)),
        ("RMSprop", dict(learning_rate=0.01, momentum=0.7)),
        ("RMSprop", dict(learning_rate=0.01, centered=True)),
        ("RMSprop", dict(learning_rate=0.01, momentum=0.5, centered=True, weight_decay=0.1)),
        ("Adam", {}),
        ("Adam", dict(learning_rate=0.05, beta_1=0.8, beta_2=0.9, epsilon=1e-4)),
        ("Adam", dict(learning_rate=0.05, amsgrad=True)),
        ("AdamW", {}),
        ("AdamW", dict(learning_rate=0.05, weight_decay=0.2, amsgrad=True)),
    ]
    for clip in (dict(clipnorm=0.8), dict(global_clipnorm=0.8), dict(clipvalue=0.3), dict(clipnorm=100.0)):
        kinds += [("SGD", dict(learning_rate=0.5, **clip)), ("Adam", dict(learning_rate=0.05, **clip))]
    kinds += [("RMSprop", dict(global_clipnorm=50.0)), ("AdamW", dict(clipnorm=0.5))]
    return [optimizer_case(kind, config) for kind, config in kinds]
