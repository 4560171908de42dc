"""Writes what Keras computes for models with several outputs, each with a loss, a weight and metrics of its own: what it logs, and
the weights after five updates. See README.md beside this file.
"""

import keras
import numpy as np

from keras_reference import RANDOM, array, draw_anew, graph_of, normal, randomize, write

BATCH, STEPS = 6, 5


def layer(name, kind, config, *sources):
    return {"node": {"id": name, "type": kind, "config": config}, "sources": list(sources)}


SERIES = [
    layer("input", "Input", {"shape": [STEPS, 3]}),
    layer("conv", "Conv1D", {"filters": 4, "kernel_size": 2, "activation": "tanh"}, "input"),
    layer("pool", "GlobalAveragePooling1D", {}, "conv"),
]
REGULARIZED = {"kernel_regularizer": {"class_name": "L2", "config": {"l2": 0.01}}}
WORDS = [
    layer("words", "Input", {"shape": [STEPS], "dtype": "int32"}),
    layer("embedding", "Embedding", {"input_dim": 7, "output_dim": 3, "mask_zero": True}, "words"),
    layer("gru", "GRU", {"units": 4, "return_sequences": True}, "embedding"),
]


def number(name, units=1, **more):
    return layer(name, "Dense", {"units": units, **more}, "pool")


def bits():
    return RANDOM.integers(0, 2, (BATCH, 1)).astype(np.float32)


CASES = [
    (
        "a number and a bit",
        SERIES + [number("temp"), number("rain", activation="sigmoid")],
        {"loss": "mse", "metrics": ["mae"], "outputs": {"rain": {"loss": "binary_crossentropy", "weight": 0.3, "metrics": ["accuracy", "recall"]}}},
        lambda: [normal(BATCH, 1), bits()],
    ),
    (
        "one loss for all, with weights and a regularizer",
        SERIES + [number("a", **REGULARIZED), number("b")],
        {"loss": "mae", "metrics": ["mse"], "outputs": {"a": {"weight": 2.0}, "b": {"metrics": []}}},
        lambda: [normal(BATCH, 1), normal(BATCH, 1)],
    ),
    (
        "a class and a class as a row, without common metrics",
        SERIES + [number("kind", 3, activation="softmax"), number("side", 2, activation="softmax")],
        {
            "loss": "sparse_categorical_crossentropy",
            "metrics": [],
            "outputs": {"kind": {"metrics": ["accuracy"]}, "side": {"loss": "categorical_crossentropy", "metrics": ["accuracy"], "weight": 0.0}},
        },
        lambda: [RANDOM.integers(0, 3, (BATCH, 1)).astype(np.int32), np.eye(2, dtype=np.float32)[RANDOM.integers(0, 2, BATCH)]],
    ),
    (
        "several columns, and several rows of several columns",
        SERIES + [number("next", 2), number("flat", 6), layer("rows", "Reshape", {"target_shape": [3, 2]}, "flat")],
        {"loss": "mse", "metrics": ["mae"], "outputs": {"rows": {"loss": {"name": "huber", "config": {"delta": 0.5}}, "weight": 0.5}}},
        lambda: [normal(BATCH, 2), normal(BATCH, 3, 2)],
    ),
    (
        "masked steps beside an answer for the whole",
        WORDS + [layer("each", "Dense", {"units": 1}, "gru"), layer("pool", "GlobalAveragePooling1D", {}, "gru"), number("whole", activation="sigmoid")],
        {"loss": "mse", "metrics": ["mae"], "outputs": {"whole": {"loss": "binary_crossentropy", "weight": 1.5, "metrics": ["accuracy"]}}},
        lambda: [normal(BATCH, STEPS, 1), bits()],
    ),
    (
        "a weight for the only output",
        SERIES + [number("temp")],
        {"loss": "mse", "metrics": ["mae"], "outputs": {"temp": {"weight": 0.25}}},
        lambda: [normal(BATCH, 1)],
    ),
]


def loss_of(given):
    if isinstance(given, str):
        return given
    return {"huber": keras.losses.Huber}[given["name"]](**given["config"])


def output_case(name, layers, training, targets):
    draw_anew(name)
    tensors, built, inputs, outputs = graph_of(layers)
    model = keras.Model(tensors[inputs["id"]], [tensors[output] for output in outputs])
    for made in built:
        randomize(made)
    settings = [training["outputs"].get(output, {}) for output in outputs]
    model.compile(
        optimizer=keras.optimizers.SGD(0.05, momentum=0.9),
        loss=[loss_of(each.get("loss", training["loss"])) for each in settings],
        loss_weights=[each.get("weight", 1.0) for each in settings],
        metrics=[each.get("metrics", training["metrics"]) for each in settings],
    )

    def weights():
        return [{"name": f"{made.name}/{w.name}", **array(w.numpy())} for made in built for w in made.weights]

    def batch():
        if inputs["config"].get("dtype") != "int32":
            return normal(BATCH, *inputs["config"]["shape"])
        words = RANDOM.integers(0, 7, (BATCH, STEPS)).astype(np.int32)
        words[:, 0] = 1  # Every sample has a step that counts.
        return words

    def judged(work):
        x, y = batch(), targets()
        model.reset_metrics()
        logs = work(x, y, return_dict=True)
        return {"inputs": [array(x)], "targets": [array(each) for each in y], "logs": {k: float(f"{v:.9g}") for k, v in logs.items()}}

    initial = weights()
    steps = [judged(model.train_on_batch) for _ in range(5)]
    final = weights()
    edges = [{"from": source, "to": each["node"]["id"]} for each in layers for source in each["sources"]]
    return {
        "name": name,
        "model": {"nodes": [each["node"] for each in layers], "edges": edges},
        "training": training,
        "initial": initial,
        "steps": steps,
        "final": final,
        "evaluation": judged(model.test_on_batch),
    }


if __name__ == "__main__":
    write("outputs", [output_case(*case) for case in CASES])
