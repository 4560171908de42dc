"""Writes reference/layer-shapes.json: what real Keras 3 says about shapes, weights, defaults and refusals of the layers.

Run with the environment that README.md describes: .keras/bin/python test/keras/make_shapes.py
"""

import inspect
import itertools
import json
import os
import pathlib

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras  # noqa: E402
from keras import layers  # noqa: E402

cases = []


def add(layer_type, config, shape):
    """One layer on one input shape (without the batch axis); Keras's refusal is a result as well."""
    case = {"type": layer_type, "config": config, "input": shape}
    try:
        layer = getattr(layers, layer_type)(**config)
        output = layer(keras.Input(tuple(shape)))
        case["output"] = list(output.shape[1:])
        case["weights"] = [[weight.name, list(weight.shape)] for weight in layer.weights]
    except ValueError:
        case["output"] = None
    cases.append(case)


for steps in (1, 2, 5, 7, 12, 100, None):
    sequence = [steps, 3]
    paddings = ("valid", "same", "causal")
    for size, strides, padding, dilation in itertools.product((1, 2, 3, 7), (1, 2, 3), paddings, (1, 2)):
        config = {"filters": 4, "kernel_size": size, "strides": strides, "padding": padding, "dilation_rate": dilation}
        add("Conv1D", config, sequence)
    for pooling in ("MaxPooling1D", "AveragePooling1D"):
        for size, strides, padding in itertools.product((1, 2, 3, 5), (None, 1, 2, 4), ("valid", "same")):
            add(pooling, {"pool_size": size, "strides": strides, "padding": padding}, sequence)
    for pooling in ("GlobalMaxPooling1D", "GlobalAveragePooling1D"):
        for keepdims in (True, False):
            add(pooling, {"keepdims": keepdims}, sequence)
    for recurrent in ("GRU", "LSTM", "SimpleRNN"):
        for sequences, bias in itertools.product((True, False), (True, False)):
            add(recurrent, {"units": 4, "return_sequences": sequences, "use_bias": bias}, sequence)
    add("GRU", {"units": 4, "reset_after": False}, sequence)
    add("Flatten", {}, sequence)
    for bias in (True, False):
        add("Dense", {"units": 4, "use_bias": bias}, sequence)
    add("Embedding", {"input_dim": 10, "output_dim": 4}, [steps])
    add("Dropout", {"rate": 0.5}, sequence)
    add("Activation", {"activation": "relu"}, sequence)
add("Dense", {"units": 4}, [3])
add("Dropout", {"rate": 0.5}, [3])


def defaults_of(thing):
    """Arguments with a default; those without one are listed under "required"."""
    parameters = [p for n, p in inspect.signature(thing.__init__).parameters.items() if n not in ("self", "kwargs")]
    return {
        "required": [p.name for p in parameters if p.default is inspect.Parameter.empty],
        "defaults": {p.name: p.default for p in parameters if p.default is not inspect.Parameter.empty},
    }


layer_types = sorted({case["type"] for case in cases})
defaults = {
    "layers": {name: defaults_of(getattr(layers, name)) for name in layer_types},
    "optimizers": {name: defaults_of(getattr(keras.optimizers, name)) for name in ("SGD", "RMSprop", "Adam", "AdamW")},
    "callbacks": {name: defaults_of(getattr(keras.callbacks, name)) for name in ("EarlyStopping", "ReduceLROnPlateau")},
}

lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
text = f'{{"keras": "{keras.__version__}",\n"defaults": {json.dumps(defaults)},\n"cases": [\n{lines}\n]}}\n'
(pathlib.Path(__file__).parent / "reference" / "layer-shapes.json").write_text(text)
print(f"{len(cases)} cases, {sum(case['output'] is None for case in cases)} of them refused by Keras {keras.__version__}")
