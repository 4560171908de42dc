"""What the scripts beside this file share: numbers drawn from one seed, and how cases are written."""

import json
import os
import zlib
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


def draw_anew(text):
    """From here on numbers are drawn from this text, so that one case's do not depend on those before it."""
    RANDOM.bit_generator.state = np.random.default_rng(zlib.crc32(text.encode())).bit_generator.state


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


def randomize(layer):
    """What a layer keeps itself, such as a variance, is positive."""
    state = {id(weight) for weight in layer.non_trainable_weights}
    values = [(weight, normal(*weight.shape, scale=0.5)) for weight in layer.weights]
    layer.set_weights([np.abs(drawn) if id(weight) in state else drawn for weight, drawn in values])
    if hasattr(layer, "finalize_state"):
        layer.finalize_state()


def softmax(x):
    e = np.exp(x - x.max(-1, keepdims=True))
    return (e / e.sum(-1, keepdims=True)).astype(np.float32)


def with_summed_gradients(optimizer):
    """An optimizer that sees each word's gradients summed.

    On TensorFlow, Keras hands an Embedding's gradient to the optimizer as a list of rows in which a word that occurs
    twice stands twice, and squares it row by row: RMSprop and Adam then keep the sum of squares in place of the square
    of the sum. On JAX and PyTorch, and in Keras 2, the rows are summed first, as the formulas say. So do we.
    """
    apply = optimizer.apply
    optimizer.apply = lambda grads, variables=None: apply([tf.convert_to_tensor(g) for g in grads], variables)
    return optimizer


def graph_of(layers):
    """Layers of one input each: the tensors by id, the layers made, the Input's node, and the ids that no layer reads."""
    tensors, built = {}, []
    for each in layers:
        node = each["node"]
        if node["type"] == "Input":
            tensors[node["id"]] = keras.Input(tuple(node["config"]["shape"]), name=node["id"], dtype=node["config"].get("dtype"))
            continue
        made = getattr(keras.layers, node["type"])(**node["config"], name=node["id"])
        tensors[node["id"]] = made(tensors[each["sources"][0]])
        built.append(made)
    read = {source for each in layers for source in each["sources"]}
    inputs = layers[0]["node"]
    outputs = [each["node"]["id"] for each in layers if each["node"]["id"] not in read]
    return tensors, built, inputs, outputs
