"""Small models as real Keras trains them."""

import keras
import numpy as np
from keras_reference import RANDOM, array, normal, randomize, with_summed_gradients


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
