"""Writes reference/embedding-updates.json and embedding-runs.json: what Keras on TensorFlow makes of an Embedding's gradient, which is a list of rows.

A word that occurs twice in a batch has two rows (tf.IndexedSlices). Keras squares row by row, clips by the rows' norm or
row by row, and sums them wherever they meet something dense. See README.md beside this file.
"""

import json
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras_reference as base  # noqa: E402
import keras  # noqa: E402
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402
from keras_reference import array, normal  # noqa: E402

base.RANDOM = np.random.default_rng(20261128)
WORDS, SIZE = 6, 3


def words(*shape, most=WORDS):
    """Word 0 often, the last ones seldom or never."""
    return np.minimum(base.RANDOM.geometric(0.35, shape) - 1, most - 1).astype(np.int32)


KINDS = [
    ("SGD", dict(learning_rate=0.1)),
    ("SGD", dict(learning_rate=0.1, momentum=0.9)),
    ("SGD", dict(learning_rate=0.1, momentum=0.9, nesterov=True)),
    ("RMSprop", dict(learning_rate=0.01)),
    ("RMSprop", dict(learning_rate=0.01, momentum=0.7)),
    ("RMSprop", dict(learning_rate=0.01, rho=0.95, centered=True)),
    ("RMSprop", dict(learning_rate=0.01, momentum=0.5, centered=True, rho=0.95, weight_decay=0.1)),
    ("Adam", dict(learning_rate=0.05)),
    ("Adam", dict(learning_rate=0.05, amsgrad=True)),
    ("AdamW", dict(learning_rate=0.05, weight_decay=0.2)),
]
for clip in (dict(clipnorm=0.8), dict(global_clipnorm=0.8), dict(clipvalue=0.3), dict(clipnorm=100.0)):
    KINDS += [(kind, dict(learning_rate=0.05, **clip)) for kind in ("SGD", "RMSprop", "Adam")]


def optimizer_cases():
    """A table that gets rows, and a dense weight beside it, after five updates."""
    cases = []
    for kind, config in KINDS:
        optimizer = getattr(keras.optimizers, kind)(**config)
        initial = [normal(WORDS, SIZE), normal(4)]
        variables = [keras.Variable(value) for value in initial]
        steps = []
        for _ in range(5):
            indices, rows, dense = words(7), normal(7, SIZE), normal(4, scale=0.2)
            gradient = tf.IndexedSlices(tf.constant(rows), tf.constant(indices), tf.constant([WORDS, SIZE]))
            optimizer.apply([gradient, tf.constant(dense)], variables)
            steps.append({"words": array(indices), "rows": array(rows), "dense": array(dense)})
        final = [array(v.numpy()) for v in variables]
        assert all(np.isfinite(v.numpy()).all() for v in variables), (kind, config)
        cases.append(
            {
                "name": f"{kind} {json.dumps(config)}",
                "optimizer": {"name": kind, **config},
                "initial": [array(value) for value in initial],
                "steps": steps,
                "final": final,
            }
        )
    return cases


def train(optimizer, regularizer, data, weights, is_summed):
    """Eight epochs of batches in order. Returns each epoch's loss and the weights."""
    inputs, targets, batch_size = data
    tokens = keras.Input((inputs.shape[1],), dtype="int32", name="words")
    table = keras.layers.Embedding(40, 8, embeddings_regularizer=regularizer, name="embedding")
    x = keras.layers.GlobalAveragePooling1D(name="pool")(table(tokens))
    x = keras.layers.Dense(8, activation="tanh", name="dense")(x)
    model = keras.Model(tokens, keras.layers.Dense(1, activation="sigmoid", name="answer")(x))
    if weights is None:
        for layer in model.layers:
            base.randomize(layer)
        weights = model.get_weights()
    model.set_weights(weights)
    kind, config = optimizer
    made = getattr(keras.optimizers, kind)(**config)
    model.compile(optimizer=base.with_summed_gradients(made) if is_summed else made, loss="binary_crossentropy")
    history = model.fit(inputs, targets, batch_size=batch_size, epochs=8, shuffle=False, verbose=0)
    named = [{"name": f"{layer.name}/{w.name}", **array(w.numpy())} for layer in model.layers for w in layer.weights]
    return weights, [float(f"{loss:.9g}") for loss in history.history["loss"]], named


def run_cases():
    cases = []
    inputs = words(64, 16, most=40)
    inputs[:, 8:] = base.RANDOM.integers(0, 40, (64, 8))
    targets = (inputs[:, 8:].max(1) > 36).astype(np.int32)
    for optimizer, regularizer in (
        (("Adam", dict(learning_rate=0.02)), None),
        (("RMSprop", dict(learning_rate=0.02)), None),
        (("AdamW", dict(learning_rate=0.02, clipnorm=0.05)), None),
        (("Adam", dict(learning_rate=0.02, clipvalue=0.0005)), None),
        (("Adam", dict(learning_rate=0.02, global_clipnorm=0.05)), None),
        (("SGD", dict(learning_rate=0.5, momentum=0.9)), None),
        (("Adam", dict(learning_rate=0.02)), {"class_name": "L2", "config": {"l2": 0.001}}),
        (("Adam", dict(learning_rate=0.02)), {"class_name": "L2", "config": {"l2": 0.0}}),
        (("Adam", dict(learning_rate=0.02)), {"class_name": "L1L2", "config": {"l1": 0.0, "l2": 0.0}}),
    ):
        data = (inputs, targets, 16)
        made = None if regularizer is None else keras.regularizers.get(regularizer)
        weights, rows, final = train(optimizer, made, data, None, False)
        _, summed, _ = train(optimizer, made, data, weights, True)
        names = [entry["name"] for entry in final]
        kind, config = optimizer
        cases.append(
            {
                "name": f"{kind} {json.dumps(config)}" + ("" if regularizer is None else f" {json.dumps(regularizer)}"),
                "optimizer": {"name": kind, **config},
                "regularizer": regularizer,
                "initial": [{"name": name, **array(value)} for name, value in zip(names, weights)],
                "inputs": array(inputs),
                "targets": array(targets),
                "batchSize": 16,
                "losses": {"rows": rows, "summed": summed},
                "final": final,
            }
        )
        print(cases[-1]["name"], rows[-1], summed[-1])
    return cases


if __name__ == "__main__":
    keras.utils.set_random_seed(1)
    base.write("embedding-updates", optimizer_cases())
    base.write("embedding-runs", run_cases())
