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

INITIALIZERS = """zeros ones constant identity orthogonal glorot_uniform glorot_normal he_uniform he_normal lecun_uniform
lecun_normal random_uniform random_normal truncated_normal variance_scaling""".split()
initializers = []


def add_initializers(layer_type, config, shape):
    """Every initializer for every weight of the layer: whether Keras builds it."""
    for argument in inspect.signature(getattr(layers, layer_type).__init__).parameters:
        if not argument.endswith("_initializer"):
            continue
        for name in INITIALIZERS:
            # Keras makes no Constant from its name alone.
            value = {"class_name": "Constant", "config": {"value": 0.1}} if name == "constant" else name
            given = {**config, argument: value}
            try:
                getattr(layers, layer_type)(**given)(keras.Input(tuple(shape)))
                fits = True
            except ValueError:
                fits = False
            initializers.append({"type": layer_type, "config": given, "input": shape, "argument": argument, "fits": fits})


add_initializers("Dense", {"units": 4}, [3])
add_initializers("Dense", {"units": 4}, [5, 3])
for size in (1, 3):
    add_initializers("Conv1D", {"filters": 4, "kernel_size": size}, [12, 3])
for reset_after in (True, False):
    add_initializers("GRU", {"units": 4, "reset_after": reset_after}, [12, 3])
for unit_forget_bias in (True, False):
    add_initializers("LSTM", {"units": 4, "unit_forget_bias": unit_forget_bias}, [12, 3])
add_initializers("SimpleRNN", {"units": 4}, [12, 3])
add_initializers("Embedding", {"input_dim": 10, "output_dim": 4}, [12])


def defaults_of(thing):
    """Arguments with a default; those without one are listed under "required"."""
    parameters = [p for n, p in inspect.signature(thing.__init__).parameters.items() if n not in ("self", "kwargs")]
    return {
        "required": [p.name for p in parameters if p.default is inspect.Parameter.empty],
        "defaults": {p.name: p.default for p in parameters if p.default is not inspect.Parameter.empty},
    }


# Every layer of Keras that Strata has; those of KerasHub are not among them.
asked = json.loads((pathlib.Path(__file__).parent / "layer-cases.json").read_text())
layer_types = sorted(name for name in {case["type"] for case in asked} if hasattr(layers, name))
defaults = {
    "layers": {name: defaults_of(getattr(layers, name)) for name in layer_types},
    "optimizers": {name: defaults_of(getattr(keras.optimizers, name)) for name in ("SGD", "RMSprop", "Adam", "AdamW")},
    "callbacks": {name: defaults_of(getattr(keras.callbacks, name)) for name in ("EarlyStopping", "ReduceLROnPlateau")},
}

lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
fits = ",\n".join(json.dumps(case, separators=(",", ":")) for case in initializers)
head = f'"keras": "{keras.__version__}",\n"defaults": {json.dumps(defaults)}'
text = f'{{{head},\n"cases": [\n{lines}\n],\n"initializers": [\n{fits}\n]}}\n'
(pathlib.Path(__file__).parent / "reference" / "layer-shapes.json").write_text(text)
print(f"{len(cases)} cases, {sum(case['output'] is None for case in cases)} of them refused by Keras {keras.__version__}")
