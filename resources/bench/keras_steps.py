"""Times training steps of a model in Keras, for `strata bench --against keras`: one JSON object a line, in and out.

First line in: the model, how it is trained, and the folder of one batch. Then {"steps": n} as often as it is asked.
"""

import json
import os
import pathlib
import sys
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

# What libraries print must not get between the lines.
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)


def answer(**values):
    answers.write(json.dumps(values) + "\n")
    answers.flush()


try:
    import keras
    import numpy
    import tensorflow
except ImportError as error:
    answer(error=str(error))
    sys.exit(1)


def call(layer, node, inputs):
    """As Keras is called: with a list, each input as an argument, or all but the first as the initial state."""
    options = {name: node["config"][name] for name in node["callArguments"] if name in node["config"]}
    if node["given"] == "arguments":
        return layer(*inputs, **options)
    if len(inputs) == 1:
        return layer(inputs[0], **options)
    if node["given"] == "initial_state":
        return layer(inputs[0], initial_state=inputs[1:], **options)
    return layer(inputs, **options)


def with_schedule(config):
    """A learning rate that is a schedule, as the file writes it, becomes Keras's."""
    schedule = config.get("learning_rate")
    if not isinstance(schedule, dict):
        return config
    given = {**schedule}
    name = given.pop("class_name", None) or given.pop("name")
    return {**config, "learning_rate": getattr(keras.optimizers.schedules, name)(**given.get("config", given))}


def loss(named):
    """A loss with the arguments that the file gives it."""
    if not named["config"]:
        return named["name"]
    function = keras.losses.get(named["name"])
    return lambda target, output: function(target, output, **named["config"])


def with_modules(config):
    """The layer inside a wrapper with the module in which Keras looks for it, which a file may leave out."""
    inner = {key: {"module": "keras.layers", **value} for key, value in config.items() if isinstance(value, dict) and hasattr(keras.layers, value.get("class_name", ""))}
    return {**config, **{key: {**each, "config": with_modules(each.get("config", {}))} for key, each in inner.items()}}


def layer_class(kind):
    """Keras's class of a layer; KerasHub's where Keras has none."""
    if hasattr(keras.layers, kind):
        return getattr(keras.layers, kind)
    import keras_hub

    return getattr(keras_hub.layers, kind)


def build(setup):
    layers, results = {}, {}
    for node in setup["layers"]:
        name, config = node["id"], node["config"]
        if node["type"] == "Input":
            results[name] = [keras.Input(tuple(config["shape"]), dtype=node["dtype"], name=name)]
            continue
        if node["sharedWith"] not in layers:
            own = {key: value for key, value in config.items() if key not in node["callArguments"]}
            layers[name] = layer_class(node["type"]).from_config(with_modules(own))
        result = call(layers[node["sharedWith"]], node, [results[source][place] for source, place in node["inputs"]])
        results[name] = list(result) if isinstance(result, (list, tuple)) else [result]
    outputs = {name: result[0] for name, result in results.items()}
    trained = setup["outputs"]
    model = keras.Model([outputs[name] for name in setup["inputs"]], [outputs[each["id"]] for each in trained])
    optimizer = getattr(keras.optimizers, setup["optimizer"]["name"])(**with_schedule(setup["optimizer"]["config"]))
    # Keras takes a weight for a model's only output in a list only.
    weights = [each["weight"] for each in trained]
    model.compile(
        optimizer=optimizer,
        loss=[loss(each["loss"]) for each in trained],
        loss_weights=None if all(weight == 1 for weight in weights) else weights,
        metrics=[each["metrics"] for each in trained],
    )
    return model


class Clock(keras.callbacks.Callback):
    """Milliseconds from the end of one batch to the end of the next, as an epoch has them."""

    def on_epoch_begin(self, epoch, logs=None):
        self.times = []
        self.last = time.perf_counter()

    def on_train_batch_end(self, batch, logs=None):
        now = time.perf_counter()
        self.times.append((now - self.last) * 1000)
        self.last = now


def read(setup, name):
    folder = pathlib.Path(setup["folder"])
    return [numpy.fromfile(folder / array["file"], array["dtype"]).reshape(array["shape"]) for array in setup[name]]


def main():
    setup = json.loads(sys.stdin.readline())
    model = build(setup)
    size = setup["batchSize"]
    x, y = read(setup, "x"), read(setup, "y")
    answer(version=keras.__version__, tensorflow=tensorflow.__version__, parameters=model.count_params())
    for line in sys.stdin:
        steps = json.loads(line)["steps"]
        repeat = lambda arrays: [numpy.concatenate([array] * steps) for array in arrays]
        clock = Clock()
        model.fit(repeat(x), repeat(y), batch_size=size, epochs=1, shuffle=False, verbose=0, callbacks=[clock])
        answer(times=clock.times)


if __name__ == "__main__":
    main()
