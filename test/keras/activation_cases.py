"""Activations as real Keras computes them."""

import keras
import numpy as np
import tensorflow as tf
from keras_reference import array, normal


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
