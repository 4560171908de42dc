"""Writes what real Keras 3 computes, for the training core to be compared with: see README.md beside this file.

Numbers only, rounded to the nine significant digits that tell every float32 apart. Weights and inputs are drawn
here and written down, so that nothing depends on how Keras draws them. Dropout is 0: chance is tested elsewhere.
"""

import json
import os
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"

import keras
import numpy as np
import tensorflow as tf

OUT = Path(__file__).parent / "reference"
RANDOM = np.random.default_rng(20240607)


def array(values):
    values = np.asarray(values)
    dtype = "int32" if np.issubdtype(values.dtype, np.integer) else "float32"
    flat = values.reshape(-1)
    numbers = [int(x) if dtype == "int32" else float(f"{np.float32(x):.9g}") for x in flat]
    return {"shape": list(values.shape), "dtype": dtype, "values": numbers}


def normal(*shape, scale=0.7):
    return (RANDOM.standard_normal(shape) * scale).astype(np.float32)


def dense_gradient(gradient):
    return tf.convert_to_tensor(gradient).numpy()


def write(name, cases):
    head = json.dumps({"keras": keras.__version__, "tensorflow": tf.__version__})[1:-1]
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    path = OUT / f"{name}.json"
    path.write_text("{" + head + ', "cases": [\n' + lines + "\n]}\n")
    print(f"{name}: {len(cases)} cases, {path.stat().st_size / 1024:.0f} KiB")


def weight_names(layer):
    return [weight.name for weight in layer.weights]


def randomize(layer):
    layer.set_weights([normal(*weight.shape, scale=0.5) for weight in layer.weights])


# Layers ---------------------------------------------------------------------------------------------------------------


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


# Activations, losses, optimizers --------------------------------------------------------------------------------------

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


def softmax(x):
    e = np.exp(x - x.max(-1, keepdims=True))
    return (e / e.sum(-1, keepdims=True)).astype(np.float32)


def loss_cases():
    cases = []

    def add(name, target, prediction, label="", **config):
        loss = keras.losses.get({"class_name": name, "config": config})
        value = tf.constant(prediction)
        with tf.GradientTape() as tape:
            tape.watch(value)
            result = loss(tf.constant(target), value)
        cases.append(
            {
                "name": f"{loss.name} {json.dumps(config)} {label}".strip(),
                "loss": {"name": loss.name, **config},
                "target": array(target),
                "prediction": array(prediction),
                "value": float(f"{result.numpy():.9g}"),
                "gradient": array(tape.gradient(result, value).numpy()),
            }
        )

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
    cases = []
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
    for kind, config in kinds:
        optimizer = getattr(keras.optimizers, kind)(**config)
        initial = [normal(3, 2), normal(4)]
        variables = [keras.Variable(value) for value in initial]
        gradients = [[normal(3, 2), normal(4, scale=0.2)] for _ in range(5)]
        gradients[1][1][:] = 0.0
        for step in gradients:
            optimizer.apply([tf.constant(g) for g in step], variables)
        cases.append(
            {
                "name": f"{kind} {json.dumps(config)}",
                "optimizer": {"name": kind, **config},
                "initial": [array(value) for value in initial],
                "gradients": [[array(g) for g in step] for step in gradients],
                "final": [array(v.numpy()) for v in variables],
            }
        )
    return cases


# Whole models ---------------------------------------------------------------------------------------------------------


def with_summed_gradients(optimizer):
    """An optimizer that sees each word's gradients summed.

    On TensorFlow, Keras hands an Embedding's gradient to the optimizer as a list of rows in which a word that occurs
    twice stands twice, and squares it row by row: RMSprop and Adam then keep the sum of squares in place of the square
    of the sum. On JAX and PyTorch, and in Keras 2, the rows are summed first, as the formulas say. So do we.
    """
    apply = optimizer.apply
    optimizer.apply = lambda grads, variables=None: apply([tf.convert_to_tensor(g) for g in grads], variables)
    return optimizer


def model_cases():
    cases = []

    def add(name, layers, make_batch, loss, optimizer, metrics=()):
        """`layers`: (type, config, name); the first is the Input."""
        tensors = x = None
        nodes = []
        for kind, config, layer_name in layers:
            if kind == "Input":
                tensors = x = keras.Input(**config, name=layer_name)
            else:
                config_of_keras = dict(config)
                for key, value in config.items():
                    if key.endswith("_regularizer"):
                        config_of_keras[key] = keras.regularizers.get(value)
                x = getattr(keras.layers, kind)(**config_of_keras, name=layer_name)(x)
            nodes.append({"id": layer_name, "type": kind, "config": config})
        model = keras.Model(tensors, x)
        for layer in model.layers:
            randomize(layer)
        weights = lambda: [  # noqa: E731
            {"name": f"{layer.name}/{w.name}", **array(w.numpy())} for layer in model.layers for w in layer.weights
        ]
        optimizer_kind, optimizer_config = optimizer
        loss_name, loss_config = loss
        model.compile(
            optimizer=with_summed_gradients(getattr(keras.optimizers, optimizer_kind)(**optimizer_config)),
            loss=keras.losses.get({"class_name": loss_name, "config": loss_config}),
            metrics=list(metrics),
        )
        initial = weights()
        steps = []
        for _ in range(5):
            inputs, targets = make_batch()
            model.reset_metrics()
            logs = model.train_on_batch(inputs, targets, return_dict=True)
            steps.append({"input": array(inputs), "target": array(targets), "logs": {k: float(f"{v:.9g}") for k, v in logs.items()}})
        inputs, targets = make_batch()
        model.reset_metrics()
        logs = model.test_on_batch(inputs, targets, return_dict=True)
        cases.append(
            {
                "name": name,
                "nodes": nodes,
                "loss": {"name": keras.losses.get({"class_name": loss_name, "config": loss_config}).name, **loss_config},
                "optimizer": {"name": optimizer_kind, **optimizer_config},
                "metrics": list(metrics),
                "parameters": model.count_params(),
                "initial": initial,
                "steps": steps,
                "final": weights(),
                "evaluation": {"input": array(inputs), "target": array(targets), "logs": {k: float(f"{v:.9g}") for k, v in logs.items()}},
                "prediction": array(model.predict_on_batch(inputs)),
            }
        )

    def texts():
        words = RANDOM.integers(1, 9, (4, 14)).astype(np.int32)
        for row, length in enumerate((0, 3, 9, 14)):
            words[row, : 14 - length] = 0
        return words, RANDOM.integers(0, 2, 4).astype(np.int32)

    def series(target=lambda: normal(4)):
        return lambda: (normal(4, 16, 3), target())

    add(
        "texts: two convolutions",
        [
            ("Input", dict(shape=(14,), dtype="int32"), "words"),
            ("Embedding", dict(input_dim=9, output_dim=4), "embedding"),
            ("Conv1D", dict(filters=5, kernel_size=3, activation="relu"), "conv1d"),
            ("MaxPooling1D", dict(pool_size=2), "max_pooling1d"),
            ("Conv1D", dict(filters=4, kernel_size=3, activation="relu"), "conv1d_1"),
            ("GlobalMaxPooling1D", {}, "global_max_pooling1d"),
            ("Dense", dict(units=1, activation="sigmoid"), "dense"),
        ],
        texts,
        ("BinaryCrossentropy", {}),
        ("RMSprop", dict(learning_rate=0.01)),
        ["accuracy", "mae"],
    )
    add(
        "a sigmoid that is sure of itself",
        [
            ("Input", dict(shape=(16, 3)), "series"),
            ("Flatten", {}, "flatten"),
            ("Dense", dict(units=8), "dense"),
            ("Dense", dict(units=6), "dense_1"),
            ("Dense", dict(units=1, activation="sigmoid"), "dense_2"),
        ],
        lambda: (normal(4, 16, 3, scale=8.0), RANDOM.integers(0, 2, (4, 1)).astype(np.int32)),
        ("BinaryCrossentropy", {}),
        ("SGD", dict(learning_rate=0.001)),
        ["accuracy"],
    )
    add(
        "series: convolutions to one number",
        [
            ("Input", dict(shape=(16, 3)), "series"),
            ("Conv1D", dict(filters=4, kernel_size=3, activation="relu", kernel_regularizer={"class_name": "L2", "config": {"l2": 0.01}}), "conv1d"),
            ("AveragePooling1D", dict(pool_size=2, padding="same"), "average_pooling1d"),
            ("Conv1D", dict(filters=4, kernel_size=2, padding="causal", dilation_rate=2, activation="relu"), "conv1d_1"),
            ("GlobalAveragePooling1D", {}, "global_average_pooling1d"),
            ("Dense", dict(units=1, bias_regularizer={"class_name": "L1", "config": {"l1": 0.02}}), "dense"),
        ],
        series(),
        ("MeanAbsoluteError", {}),
        ("RMSprop", {}),
        ["mae", "mse"],
    )
    add(
        "series: convolution and GRU",
        [
            ("Input", dict(shape=(16, 3)), "series"),
            ("Conv1D", dict(filters=4, kernel_size=3, activation="relu"), "conv1d"),
            ("MaxPooling1D", dict(pool_size=2), "max_pooling1d"),
            ("GRU", dict(units=3, recurrent_regularizer={"class_name": "L2", "config": {"l2": 0.02}}), "gru"),
            ("Dense", dict(units=1), "dense"),
        ],
        series(),
        ("MeanAbsoluteError", {}),
        ("RMSprop", dict(learning_rate=0.01)),
        ["mae"],
    )
    add(
        "series: two LSTMs to classes",
        [
            ("Input", dict(shape=(16, 3)), "series"),
            ("LSTM", dict(units=3, return_sequences=True), "lstm"),
            ("LSTM", dict(units=3, go_backwards=True), "lstm_1"),
            ("Dense", dict(units=3, activation="softmax"), "dense"),
        ],
        series(lambda: RANDOM.integers(0, 3, 4).astype(np.int32)),
        ("SparseCategoricalCrossentropy", {}),
        ("Adam", dict(learning_rate=0.02)),
        ["accuracy"],
    )
    add(
        "series: SimpleRNN, one class of three, clipped",
        [
            ("Input", dict(shape=(16, 3)), "series"),
            ("SimpleRNN", dict(units=4), "simple_rnn"),
            ("Dense", dict(units=3), "dense"),
            ("Activation", dict(activation="softmax"), "activation"),
        ],
        series(lambda: np.eye(3, dtype=np.float32)[RANDOM.integers(0, 3, 4)]),
        ("CategoricalCrossentropy", {}),
        ("AdamW", dict(learning_rate=0.02, clipnorm=0.5)),
        ["accuracy"],
    )
    add(
        "series: an answer for every step",
        [
            ("Input", dict(shape=(16, 3)), "series"),
            ("GRU", dict(units=3, reset_after=False, return_sequences=True), "gru"),
            ("Dense", dict(units=1), "dense"),
        ],
        series(lambda: normal(4, 16, 1)),
        ("Huber", dict(delta=0.5)),
        ("SGD", dict(learning_rate=0.1, momentum=0.9, nesterov=True)),
        ["mse"],
    )
    return cases


# Initializers ---------------------------------------------------------------------------------------------------------

INITIALIZERS = [
    {"class_name": name, "config": {}}
    for name in "GlorotUniform GlorotNormal HeUniform HeNormal LecunUniform LecunNormal RandomUniform RandomNormal".split()
] + [
    {"class_name": "TruncatedNormal", "config": {"stddev": 0.3, "mean": 0.2}},
    {"class_name": "RandomUniform", "config": {"minval": -0.5, "maxval": 1.5}},
    {"class_name": "Orthogonal", "config": {"gain": 2.0}},
    {"class_name": "Constant", "config": {"value": 0.25}},
    {"class_name": "VarianceScaling", "config": {"scale": 2.0, "mode": "fan_out", "distribution": "uniform"}},
    {"class_name": "VarianceScaling", "config": {"scale": 3.0, "mode": "fan_avg", "distribution": "untruncated_normal"}},
]


def initializer_cases():
    cases = []
    for given in INITIALIZERS:
        for shape in ((256, 512), (512, 256), (5, 96, 256)):
            values = np.asarray(keras.initializers.get(given)(shape)).astype(np.float64)
            statistics = dict(mean=values.mean(), std=values.std(), least=values.min(), most=values.max())
            rounded = {key: float(f"{value:.6g}") for key, value in statistics.items()}
            cases.append({"initializer": given, "shape": list(shape), **rounded})
    return cases


if __name__ == "__main__":
    keras.utils.set_random_seed(1)
    OUT.mkdir(exist_ok=True)
    write("layers", layer_cases())
    write("activations", activation_cases())
    write("losses", loss_cases())
    write("optimizers", optimizer_cases())
    write("models", model_cases())
    write("initializers", initializer_cases())
