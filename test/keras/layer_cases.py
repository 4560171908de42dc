"""Layers and activations as real Keras computes them."""

import json

import keras
import numpy as np
import tensorflow as tf
from keras_reference import RANDOM, array, normal, dense_gradient, weight_names, randomize


def layer_case(kind, config, inputs):
    layer = getattr(keras.layers, kind)(**config)
    layer.build((None,) + inputs.shape[1:])
    randomize(layer)
    x = tf.constant(inputs)
    with tf.GradientTape() as tape:
        tape.watch(x)
        output = layer(x)
        projection = normal(*output.shape)
        total = tf.reduce_sum(output * projection)
    sources = list(layer.trainable_variables) + ([x] if x.dtype.is_floating else [])
    gradients = tape.gradient(total, [getattr(s, "value", s) for s in sources])
    names = weight_names(layer) + (["input"] if x.dtype.is_floating else [])
    return {
        "name": f"{kind} {json.dumps(config, sort_keys=True)} on {list(inputs.shape[1:])}",
        "type": kind,
        "config": config,
        "weights": [{"name": w.name, **array(w.numpy())} for w in layer.weights],
        "input": array(inputs),
        "output": array(output.numpy()),
        "projection": array(projection),
        "gradients": [{"name": n, **array(dense_gradient(g))} for n, g in zip(names, gradients)],
    }


def layer_cases():
    cases = []

    def add(kind, inputs, **config):
        cases.append(layer_case(kind, config, inputs))

    # Words that repeat: their gradients must be summed.
    words = RANDOM.integers(0, 6, (2, 7)).astype(np.int32)
    words[:, :3] = 0
    add("Embedding", words, input_dim=6, output_dim=3)

    for padding in ("valid", "same", "causal"):
        for strides, dilation in ((1, 1), (2, 1), (3, 1), (1, 2), (1, 3)):
            for kernel_size in (2, 3):
                config = dict(filters=3, kernel_size=kernel_size, strides=strides, padding=padding)
                add("Conv1D", normal(2, 8, 2), **config, dilation_rate=dilation)
    add("Conv1D", normal(2, 5, 2), filters=3, kernel_size=1)
    add("Conv1D", normal(2, 5, 2), filters=3, kernel_size=1, padding="causal", dilation_rate=2)
    add("Conv1D", normal(2, 5, 2), filters=2, kernel_size=5, use_bias=False)
    add("Conv1D", normal(2, 6, 2), filters=3, kernel_size=3, activation="relu")
    add("Conv1D", normal(2, 6, 2), filters=3, kernel_size=4, padding="same", activation="tanh")

    for kind in ("MaxPooling1D", "AveragePooling1D"):
        for padding in ("valid", "same"):
            for pool_size, strides in ((2, None), (3, None), (3, 1), (2, 3), (4, 2), (1, 1)):
                add(kind, normal(2, 7, 2), pool_size=pool_size, strides=strides, padding=padding)
    for kind in ("GlobalMaxPooling1D", "GlobalAveragePooling1D"):
        add(kind, normal(2, 5, 3))
        add(kind, normal(2, 5, 3), keepdims=True)
        # Steps that share the largest value, as under padding or after a relu.
        tied = np.maximum(normal(2, 6, 3), 0.0)
        tied[0, :, 0] = 0.0
        tied[1, :3, 1] = 2.0
        add(kind, tied)

    add("Flatten", normal(2, 3, 2))
    add("Dense", normal(3, 4), units=2)
    add("Dense", normal(3, 4), units=3, use_bias=False, activation="relu")
    add("Dense", normal(2, 3, 4), units=2, activation="sigmoid")
    add("Dense", normal(3, 4), units=3, activation="softmax")
    add("Activation", normal(2, 3, 2), activation="tanh")

    for kind in ("GRU", "LSTM", "SimpleRNN"):
        add(kind, normal(2, 6, 3), units=2)
        add(kind, normal(2, 6, 3), units=2, return_sequences=True)
        add(kind, normal(2, 5, 3), units=2, go_backwards=True)
        add(kind, normal(2, 5, 3), units=2, go_backwards=True, return_sequences=True)
        add(kind, normal(2, 5, 3), units=2, use_bias=False)
        add(kind, normal(2, 5, 3), units=2, activation="relu")
        add(kind, normal(2, 5, 3), units=2, activation="softsign", return_sequences=True)
        add(kind, normal(2, 1, 3), units=2)
        add(kind, normal(3, 4, 1), units=1, return_sequences=True)
        if kind != "SimpleRNN":
            add(kind, normal(2, 5, 3), units=2, recurrent_activation="hard_sigmoid", return_sequences=True)
    add("GRU", normal(2, 6, 3), units=2, reset_after=False)
    add("GRU", normal(2, 6, 3), units=2, reset_after=False, return_sequences=True)
    add("GRU", normal(2, 6, 3), units=2, reset_after=False, go_backwards=True)
    add("GRU", normal(2, 6, 3), units=2, reset_after=False, use_bias=False)
    add("GRU", normal(2, 6, 3), units=2, reset_after=False, recurrent_activation="hard_sigmoid")
    add("GRU", normal(4, 40, 2), units=3)
    add("LSTM", normal(2, 6, 3), units=2, unit_forget_bias=False)
    return cases


ACTIVATIONS = (
    "linear relu sigmoid tanh softmax softplus softsign elu selu gelu silu exponential leaky_relu relu6 hard_sigmoid"
)


def activation_cases():
    cases = []
    x = np.concatenate([[-30.0, -6.5, -3.1, -1.0, -0.01, 0.02, 0.5, 1.0], [2.9, 5.9, 6.2, 25.0]]).astype(np.float32)
    x = np.stack([x, normal(12, scale=2.0)])
    for name in ACTIVATIONS.split():
        inputs = np.minimum(x, 6.0) if name == "exponential" else x
        projection = normal(*inputs.shape)
        value = tf.constant(inputs)
        with tf.GradientTape() as tape:
            tape.watch(value)
            output = keras.activations.get(name)(value)
            total = tf.reduce_sum(output * projection)
        cases.append(
            {
                "name": name,
                "input": array(inputs),
                "output": array(output.numpy()),
                "projection": array(projection),
                "gradient": array(tape.gradient(total, value).numpy()),
            }
        )
    return cases
