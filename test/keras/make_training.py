"""Writes what real Keras 3 computes for the arguments of training: see README.md beside this file.

Schedules at single steps; and small models after some training steps with schedules, averages of weights, accumulated
gradients, constraints, an orthogonal regularizer, and weights of samples. Layers that are fitted on data. With names, only
those files.
"""

import sys

import keras
import numpy as np
from keras_reference import array, draw_anew, normal, randomize, write

STEPS = [0, 1, 2, 3, 4, 5, 7, 9, 10, 11, 13, 19, 20, 21, 25, 29, 31, 45, 60, 69, 75, 100, 150, 1000]

SCHEDULES = [
    ("PiecewiseConstantDecay", dict(boundaries=[3], values=[0.1, 0.01])),
    ("PiecewiseConstantDecay", dict(boundaries=[2, 10, 31], values=[0.1, 0.05, 0.2, 0.001])),
    ("ExponentialDecay", dict(initial_learning_rate=0.1, decay_steps=10, decay_rate=0.9)),
    ("ExponentialDecay", dict(initial_learning_rate=0.1, decay_steps=7, decay_rate=0.5, staircase=True)),
    ("InverseTimeDecay", dict(initial_learning_rate=0.1, decay_steps=10, decay_rate=0.5)),
    ("InverseTimeDecay", dict(initial_learning_rate=0.1, decay_steps=4, decay_rate=2.0, staircase=True)),
    ("PolynomialDecay", dict(initial_learning_rate=0.1, decay_steps=20)),
    ("PolynomialDecay", dict(initial_learning_rate=0.1, decay_steps=20, end_learning_rate=0.02, power=2.5)),
    ("PolynomialDecay", dict(initial_learning_rate=0.1, decay_steps=10, end_learning_rate=0.01, power=0.5, cycle=True)),
    ("CosineDecay", dict(initial_learning_rate=0.1, decay_steps=25)),
    ("CosineDecay", dict(initial_learning_rate=0.1, decay_steps=25, alpha=0.1)),
    ("CosineDecay", dict(initial_learning_rate=0.0, decay_steps=25, alpha=0.2, warmup_target=0.2, warmup_steps=10)),
    ("CosineDecay", dict(initial_learning_rate=0.05, decay_steps=60, warmup_target=0.01, warmup_steps=5)),
    ("CosineDecay", dict(initial_learning_rate=0.05, decay_steps=60, warmup_target=0.01)),
    ("CosineDecayRestarts", dict(initial_learning_rate=0.1, first_decay_steps=10)),
    ("CosineDecayRestarts", dict(initial_learning_rate=0.1, first_decay_steps=7.3, t_mul=1.0, m_mul=0.8, alpha=0.1)),
    ("CosineDecayRestarts", dict(initial_learning_rate=0.1, first_decay_steps=6.1, t_mul=1.5, m_mul=0.5, alpha=0.2)),
]


def schedule_cases():
    cases = []
    for kind, config in SCHEDULES:
        schedule = getattr(keras.optimizers.schedules, kind)(**config)
        cases.append(
            {
                "name": f"{kind} {config}",
                "schedule": {"class_name": kind, "config": config},
                "steps": STEPS,
                "values": [float(f"{float(schedule(step)):.9g}") for step in STEPS],
            }
        )
    return cases


def scheduled(kind, **config):
    return {"class_name": kind, "config": config}


class Cases:
    def __init__(self):
        self.cases = []

    def add(self, name, optimizer, count=5, dense=None, conv=None, sample_weights=None, loss="mean_squared_error", metrics=()):
        """Conv1D, GlobalMaxPooling1D, Dense; `optimizer`: a name and its arguments."""
        draw_anew(name)
        nodes = [
            {"id": "input", "type": "Input", "config": {"shape": [6, 3]}},
            {"id": "conv", "type": "Conv1D", "config": {"filters": 4, "kernel_size": 2, "activation": "tanh", **(conv or {})}},
            {"id": "pool", "type": "GlobalAveragePooling1D", "config": {}},
            {"id": "dense", "type": "Dense", "config": {"units": 1 if loss == "mean_squared_error" else 3, "activation": "linear" if loss == "mean_squared_error" else "softmax", **(dense or {})}},
        ]
        x = inputs = keras.Input((6, 3), name="input")
        for node in nodes[1:]:
            x = getattr(keras.layers, node["type"])(**node["config"], name=node["id"])(x)
        model = keras.Model(inputs, x)
        for layer in model.layers:
            randomize(layer)
        weights = lambda: [{"name": f"{layer.name}/{w.name}", **array(w.numpy())} for layer in model.layers for w in layer.weights]  # noqa: E731
        kind, config = optimizer
        rate = config.get("learning_rate")
        if isinstance(rate, dict):
            rate = getattr(keras.optimizers.schedules, rate["class_name"])(**rate["config"])
        ready = getattr(keras.optimizers, kind)(**{**config, **({} if rate is None else {"learning_rate": rate})})
        model.compile(optimizer=ready, loss=loss, metrics=list(metrics))
        initial = weights()

        def batch(number=0):
            drawn = normal(5, 6, 3)
            if loss == "mean_squared_error":
                return drawn, normal(5, 1), sample_weights and np.asarray(sample_weights[number % len(sample_weights)], np.float32)
            classes = np.array([0, 2, 1, 2, 0], np.int32)
            return drawn, classes, sample_weights and np.asarray(sample_weights[number % len(sample_weights)], np.float32)

        def logs_of(values):
            return {k: float(f"{v:.9g}") for k, v in values.items()}

        steps = []
        for number in range(count):
            given, targets, of_samples = batch(number)
            model.reset_metrics()
            logs = model.train_on_batch(given, targets, sample_weight=of_samples, return_dict=True)
            weighted = {} if of_samples is None else {"weights": array(of_samples)}
            steps.append({"input": array(given), "target": array(targets), **weighted, "logs": logs_of(logs)})
        final = weights()
        given, targets, _ = batch()
        model.reset_metrics()
        logs = model.test_on_batch(given, targets, return_dict=True)
        averages = {}
        if config.get("use_ema"):
            ready.finalize_variable_values(model.trainable_variables)
            averages = {"averages": weights()}
        self.cases.append(
            {
                "name": name,
                "nodes": nodes,
                "loss": {"name": loss},
                "optimizer": {"name": kind, **config},
                "metrics": list(metrics),
                "parameters": model.count_params(),
                "initial": initial,
                "steps": steps,
                "final": final,
                **averages,
                "evaluation": {"input": array(given), "target": array(targets), "logs": logs_of(logs)},
            }
        )


def scheduled_cases():
    made = Cases()
    made.add("cosine with warm-up", ("Adam", dict(learning_rate=scheduled("CosineDecay", initial_learning_rate=0.0, decay_steps=4, alpha=0.1, warmup_target=0.1, warmup_steps=2))), 7)
    made.add("cosine with restarts", ("Lion", dict(learning_rate=scheduled("CosineDecayRestarts", initial_learning_rate=0.01, first_decay_steps=3.0, t_mul=1.0, m_mul=0.5))), 7)
    made.add("piecewise constant, with weight decay", ("SGD", dict(learning_rate=scheduled("PiecewiseConstantDecay", boundaries=[1, 3], values=[0.1, 0.01, 0.05]), momentum=0.9, weight_decay=0.1)), 6)
    made.add("exponential", ("RMSprop", dict(learning_rate=scheduled("ExponentialDecay", initial_learning_rate=0.01, decay_steps=2, decay_rate=0.5, staircase=True))), 6)
    made.add("polynomial", ("Nadam", dict(learning_rate=scheduled("PolynomialDecay", initial_learning_rate=0.02, decay_steps=4))), 6)
    made.add("inverse time", ("AdamW", dict(learning_rate=scheduled("InverseTimeDecay", initial_learning_rate=0.02, decay_steps=1, decay_rate=0.5))), 6)
    return made.cases


def averaged_cases():
    made = Cases()
    ema = dict(use_ema=True, ema_momentum=0.8)
    made.add("averages, SGD", ("SGD", dict(learning_rate=0.1, **ema)))
    made.add("averages, Adam", ("Adam", dict(learning_rate=0.02, use_ema=True)))
    made.add("averages that overwrite every second update", ("SGD", dict(learning_rate=0.1, momentum=0.9, ema_overwrite_frequency=2, **ema)))
    made.add("averages that overwrite every third update, Lion", ("Lion", dict(learning_rate=0.02, ema_overwrite_frequency=3, **ema)), 7)
    made.add("averages and a constraint", ("Adam", dict(learning_rate=0.05, ema_overwrite_frequency=2, **ema)), conv=dict(kernel_constraint="unit_norm"), dense=dict(kernel_constraint="non_neg"))
    for kind, config in [("SGD", dict(learning_rate=0.1)), ("Adam", dict(learning_rate=0.05, clipnorm=0.3)), ("AdamW", dict(learning_rate=0.05, weight_decay=0.2)), ("Nadam", dict(learning_rate=0.05)), ("RMSprop", dict(learning_rate=0.02, momentum=0.5))]:
        made.add(f"gradients of three batches, {kind}", (kind, dict(gradient_accumulation_steps=3, **config)), 7)
    made.add("gradients of two batches and a schedule", ("SGD", dict(learning_rate=scheduled("ExponentialDecay", initial_learning_rate=0.1, decay_steps=1, decay_rate=0.5), gradient_accumulation_steps=2)), 6)
    made.add("gradients of two batches and averages", ("Adam", dict(learning_rate=0.05, gradient_accumulation_steps=2, ema_overwrite_frequency=2, **ema)), 9)
    made.add("gradients of two batches and a constraint", ("SGD", dict(learning_rate=0.1, gradient_accumulation_steps=2)), 5, conv=dict(kernel_constraint=scheduled("MinMaxNorm", min_value=0.5, max_value=0.8, rate=0.5)))
    return made.cases


def constrained_cases():
    made = Cases()
    constraints = [
        ("MaxNorm", dict(max_value=0.6), [0, 1, [0, 1], [0, 1, 2]]),
        ("UnitNorm", {}, [0, 2, [0, 1]]),
        ("MinMaxNorm", dict(min_value=0.4, max_value=0.6), [0, [0, 1]]),
        ("MinMaxNorm", dict(min_value=0.4, max_value=0.6, rate=0.3), [1, [0, 1, 2]]),
    ]
    for optimizer in [("Adam", dict(learning_rate=0.05)), ("Lion", dict(learning_rate=0.05))]:
        for kind, config, axes in constraints:
            for axis in axes:
                constraint = scheduled(kind, **config, axis=axis)
                made.add(f"{kind} {config} along {axis}, {optimizer[0]}", optimizer, conv=dict(kernel_constraint=constraint, bias_constraint=scheduled("MaxNorm", max_value=0.2)))
        made.add(f"NonNeg, {optimizer[0]}", optimizer, conv=dict(kernel_constraint="non_neg", bias_constraint="non_neg"), dense=dict(kernel_constraint=scheduled("NonNeg")))
        made.add(f"constraints by their names, {optimizer[0]}", optimizer, conv=dict(kernel_constraint="max_norm"), dense=dict(kernel_constraint="unit_norm", bias_constraint="min_max_norm"))
    for mode in ("rows", "columns"):
        made.add(f"orthogonal regularizer, {mode}", ("SGD", dict(learning_rate=0.1)), dense=dict(units=3, kernel_regularizer=scheduled("OrthogonalRegularizer", factor=0.1, mode=mode)), loss="sparse_categorical_crossentropy")
    return made.cases


def weighted_cases():
    made = Cases()
    samples = [[1.0, 0.5, 3.0, 0.0, 2.0], [2.0, 2.0, 0.1, 1.0, 0.0]]
    made.add("weights of samples", ("SGD", dict(learning_rate=0.1)), sample_weights=samples)
    made.add("weights of samples, classes", ("Adam", dict(learning_rate=0.05)), sample_weights=samples, loss="sparse_categorical_crossentropy", metrics=["sparse_categorical_accuracy"])
    return made.cases


def fitted_cases():
    """Layers of a chain, each Normalization fitted by Keras's own adapt on what the layers before it give."""
    cases = []
    chains = [
        ((3,), [("Normalization", {})]),
        ((4, 3), [("Normalization", {})]),
        ((4, 3), [("Normalization", dict(axis=1))]),
        ((4, 3), [("Normalization", dict(axis=[2, 1]))]),
        ((4, 3), [("Normalization", dict(axis=None, invert=True))]),
        ((4, 3), [("Cropping1D", dict(cropping=[1, 0])), ("Rescaling", dict(scale=3.0, offset=50.0)), ("Normalization", {})]),
        ((4, 3), [("Normalization", {}), ("Rescaling", dict(scale=2.0, offset=3.0)), ("Flatten", {}), ("Normalization", dict(axis=None)), ("Dense", dict(units=1))]),
        ((4, 3), [("Normalization", dict(mean=1.0, variance=2.0)), ("Normalization", {})]),
    ]
    for shape, chain in chains:
        name = f"{chain} on {shape}"
        draw_anew(name)
        data = normal(11, *shape) * np.array([1.0, 20.0, 0.0], np.float32) + np.array([0.0, 1000.0, 7.0], np.float32)
        nodes = [{"id": "input", "type": "Input", "config": {"shape": list(shape)}}]
        x, weights = data, []
        for i, (kind, config) in enumerate(chain):
            layer = getattr(keras.layers, kind)(**config)
            if kind == "Normalization" and "mean" not in config:
                layer.adapt(x)
                weights += [{"name": f"layer_{i}/{w.name}", **array(w.numpy())} for w in layer.weights]
            x = np.asarray(layer(x))
            nodes.append({"id": f"layer_{i}", "type": kind, "config": config})
        cases.append({"name": name, "nodes": nodes, "data": array(data), "weights": weights})
    return cases


if __name__ == "__main__":
    files = {
        "fitted-layers": fitted_cases,
        "schedules": schedule_cases,
        "scheduled-models": scheduled_cases,
        "averaged-models": averaged_cases,
        "constrained-models": constrained_cases,
        "weighted-models": weighted_cases,
    }
    for name in sys.argv[1:] or files:
        write(name, files[name]())
