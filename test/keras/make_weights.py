"""Writes what Keras's `fit` logs where samples have weights: the loss, plain and weighted metrics, of training and validation, over
epochs whose batches have different sums of weights; and the metrics alone, batch by batch. See README.md beside this file.
"""

import keras
import numpy as np
import tensorflow as tf

from keras_reference import RANDOM, array, draw_anew, graph_of, normal, randomize, softmax, write
from make_outputs import REGULARIZED, SERIES, STEPS, WORDS, layer, number

SAMPLES, VALIDATION, BATCH, EPOCHS = 8, 5, 3, 3
SGD = {"name": "SGD", "config": {"learning_rate": 0.05, "momentum": 0.9}}
ACCUMULATED = {"name": "SGD", "config": {"learning_rate": 0.05, "gradient_accumulation_steps": 2}}


def numbers(*shape):
    return lambda n: normal(n, *shape)


def bits(n):
    return RANDOM.integers(0, 2, (n, 1)).astype(np.float32)


def classes(count):
    return lambda n: RANDOM.integers(0, count, (n, 1)).astype(np.int32)


CASES = [
    (
        "a number",
        SERIES + [number("temp")],
        {"loss": "mse", "metrics": ["mae", "mse"], "weighted_metrics": ["mae", "root_mean_squared_error", "r2_score"]},
        [numbers(1)],
    ),
    (
        "a number with a regularizer, weighted metrics only",
        SERIES + [number("temp", **REGULARIZED)],
        {"loss": "mae", "metrics": [], "weighted_metrics": ["mae", "mape"]},
        [numbers(1)],
    ),
    (
        "accumulated gradients",
        SERIES + [number("temp")],
        {"loss": "mse", "metrics": ["mae"], "weighted_metrics": ["mae"], "optimizer": ACCUMULATED},
        [numbers(1)],
    ),
    (
        "a bit",
        SERIES + [number("rain", activation="sigmoid")],
        {"loss": "binary_crossentropy", "metrics": ["accuracy"], "weighted_metrics": ["accuracy", "precision", "recall", "auc"]},
        [bits],
    ),
    (
        "a class",
        SERIES + [number("kind", 3, activation="softmax")],
        {"loss": "sparse_categorical_crossentropy", "metrics": [], "weighted_metrics": ["accuracy"]},
        [classes(3)],
    ),
    (
        "two outputs, each with weights and metrics of its own",
        SERIES + [number("temp"), number("rain", activation="sigmoid")],
        {
            "loss": "mse",
            "metrics": ["mae"],
            "weighted_metrics": ["mae"],
            "outputs": {"rain": {"loss": "binary_crossentropy", "weight": 0.3, "metrics": ["accuracy"], "weighted_metrics": ["accuracy", "recall"]}},
        },
        [numbers(1), bits],
    ),
    (
        "several rows of several columns",
        SERIES + [number("flat", 6), layer("rows", "Reshape", {"target_shape": [3, 2]}, "flat")],
        {"loss": "mse", "metrics": ["mae"], "weighted_metrics": ["mae", "root_mean_squared_error"]},
        [numbers(3, 2)],
    ),
    (
        "masked steps beside an answer for the whole",
        WORDS + [layer("each", "Dense", {"units": 1}, "gru"), layer("pool", "GlobalAveragePooling1D", {}, "gru"), number("whole", activation="sigmoid")],
        {
            "loss": "mse",
            "metrics": ["mae"],
            "weighted_metrics": ["mae"],
            "outputs": {"whole": {"loss": "binary_crossentropy", "weighted_metrics": ["accuracy"]}},
        },
        [numbers(STEPS, 1), bits],
    ),
]


def alone(each):
    """What of one output stands alone: Keras gives the weights of a list of one another meaning."""
    return each[0] if len(each) == 1 else each


def fit_case(name, layers, training, targets):
    draw_anew(name)
    training = {"optimizer": SGD, "outputs": {}, **training}
    tensors, built, inputs, outputs = graph_of(layers)
    model = keras.Model(tensors[inputs["id"]], alone([tensors[output] for output in outputs]))
    for made in built:
        randomize(made)
    settings = [training["outputs"].get(output, {}) for output in outputs]
    optimizer = training["optimizer"]
    model.compile(
        optimizer=getattr(keras.optimizers, optimizer["name"])(**optimizer["config"]),
        # In a TensorFlow graph the size of a batch is unknown to the trackers of single outputs' losses: each batch counts the same.
        # Eagerly, and on JAX and PyTorch, it counts by its size, as it does in the loss of all.
        run_eagerly=True,
        loss=alone([each.get("loss", training["loss"]) for each in settings]),
        loss_weights=alone([each.get("weight", 1.0) for each in settings]),
        metrics=alone([list(each.get("metrics", training["metrics"])) for each in settings]),
        weighted_metrics=alone([list(each.get("weighted_metrics", training["weighted_metrics"])) for each in settings]),
    )

    def weights():
        return [{"name": f"{made.name}/{w.name}", **array(w.numpy())} for made in built for w in made.weights]

    def samples(count):
        if inputs["config"].get("dtype") == "int32":
            x = RANDOM.integers(0, 7, (count, STEPS)).astype(np.int32)
            x[:, 0] = 1  # Every sample has a step that counts.
        else:
            x = normal(count, *inputs["config"]["shape"])
        y = [make(count) for make in targets]
        # The last batch counts nothing at all for the first output.
        w = [(RANDOM.random(count) * 3).astype(np.float32) for _ in outputs]
        w[0][6:] = 0
        w[-1][1] = 0
        return x, y, w

    def for_keras(w):
        """A weight of a sample of steps needs an axis of one, or Keras takes it for one of the steps."""
        return alone([each[:, None] if tensors[output].shape[1:-1] else each for each, output in zip(w, outputs)])

    def told(x, y, w):
        return {"inputs": [array(x)], "targets": [array(each) for each in y], "weights": [array(each) for each in w]}

    initial = weights()
    x, y, w = samples(SAMPLES)
    held = samples(VALIDATION)
    validation = (held[0], alone(held[1]), for_keras(held[2]))
    history = model.fit(x, alone(y), sample_weight=for_keras(w), batch_size=BATCH, epochs=EPOCHS, shuffle=False, validation_data=validation, validation_batch_size=BATCH, verbose=0).history
    edges = [{"from": source, "to": each["node"]["id"]} for each in layers for source in each["sources"]]
    return {
        "name": name,
        "model": {"nodes": [each["node"] for each in layers], "edges": edges},
        "training": {**training, "batch_size": BATCH, "epochs": EPOCHS, "shuffle": False},
        "initial": initial,
        "train": told(x, y, w),
        "validation": told(*held),
        "epochs": [{key: float(f"{values[epoch]:.9g}") for key, values in history.items()} for epoch in range(EPOCHS)],
        "final": weights(),
    }


def metric_cases():
    """Values after every batch, as of `make_objectives.py`, of samples with weights."""
    cases = []

    def add(kind, batches, label="", **config):
        name = f"{kind} {config} {label}".strip()
        metric = keras.metrics.get({"class_name": kind, "config": config})
        told = []
        for target, prediction in batches:
            weights = (RANDOM.random(len(target)) * 3).astype(np.float32)
            weights[1:3] = 0
            metric.update_state(tf.constant(target), tf.constant(prediction), tf.constant(weights))
            told.append({"target": array(target), "prediction": array(prediction), "weights": array(weights), "value": float(f"{metric.result().numpy():.9g}")})
        cases.append({"name": name, "metric": {"name": kind, "config": config}, "batches": told})

    def learnt(*sizes):
        made = []
        for n in sizes:
            label = (RANDOM.random((n, 1)) < 0.3).astype(np.int32)
            made.append((label, np.clip(label * 0.4 + RANDOM.random((n, 1)) * 0.6, 0, 1).astype(np.float32)))
        return made

    def one_hot(*sizes, count=4):
        return [(np.eye(count, dtype=np.float32)[RANDOM.integers(0, count, n)], softmax(normal(n, count, scale=2.0))) for n in sizes]

    def labels(*sizes, count=4):
        return [(RANDOM.integers(0, count, n).astype(np.int32), softmax(normal(n, count, scale=2.0))) for n in sizes]

    def pairs(*sizes, outputs=1):
        made = []
        for n in sizes:
            target = normal(n, outputs, scale=2.0)
            made.append((target, target + normal(n, outputs)))
        return made

    draw_anew("weighted metrics")
    for kind in ("Precision", "Recall"):
        add(kind, learnt(16, 7, 3))
        add(kind, one_hot(6, 4), "several outputs", thresholds=0.3)
    for curve in ("ROC", "PR"):
        add("AUC", learnt(20, 20, 7), curve=curve)
        add("AUC", one_hot(8, 5), "several outputs", curve=curve, num_thresholds=11)
    for average in ("micro", "macro", "weighted"):
        add("F1Score", one_hot(9, 6, 4), average=average)
    add("FBetaScore", one_hot(9, 6), average="macro", beta=2.0, threshold=0.4)
    add("BinaryAccuracy", learnt(9, 5))
    add("CategoricalAccuracy", one_hot(9, 5))
    add("SparseCategoricalAccuracy", labels(9, 5))
    add("TopKCategoricalAccuracy", one_hot(6, 3, count=8), k=2)
    add("SparseTopKCategoricalAccuracy", labels(6, 3, count=8), k=2)
    for kind in ("MeanAbsoluteError", "MeanSquaredError", "RootMeanSquaredError", "MeanAbsolutePercentageError", "R2Score"):
        add(kind, pairs(8, 8, 3))
        add(kind, pairs(8, 3, outputs=3), "several outputs")
    add("R2Score", pairs(8, 3, outputs=3), class_aggregation="variance_weighted_average")
    add("R2Score", pairs(8, 8), num_regressors=3)
    add("CosineSimilarity", pairs(8, 3, outputs=4))
    return cases


if __name__ == "__main__":
    write("weighted-metrics", metric_cases())
    write("weighted-fits", [fit_case(*case) for case in CASES])
