"""Writes what real Keras 3 computes for every layer, as `layer-cases.json` asks: see README.md beside this file.

Arguments: the layers that are asked about; all, when there are none. Outputs, their masks, and the gradients of `sum(output * projection)` for weights and inputs; in training also the weights that
the layer changes itself.
"""

import json
import sys
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from keras.src.backend import get_keras_mask, set_keras_mask
from keras_reference import OUT, RANDOM, array, dense_gradient, draw_anew, normal, randomize, write


def numbers(given):
    """An input of a case as numbers, and its mask or None."""
    given = given if isinstance(given, dict) else {"shape": given}
    shape = given["shape"]
    if "below" in given:
        values = RANDOM.integers(0, given["below"], shape).astype(np.int32)
    else:
        values = normal(*shape)
    if given.get("tied"):
        values = np.maximum(values, 0.0)
        values[0, :, 0] = 0.0
        values[1, :3, -1] = 2.0
    if not given.get("masked"):
        return values, None
    # Masked steps at the start, in the middle and at the end; every sequence has a step that counts.
    mask = RANDOM.random(shape[: 3 if given["masked"] == 3 else 2]) < 0.6
    mask[0, ..., 0], mask[0, ..., -1], mask[..., 1] = False, False, True
    return values, mask


def call(layer, case, inputs):
    options = {name: case["config"][name] for name in case["callArguments"] if name in case["config"]}
    if layer_takes_training(layer):
        options["training"] = case.get("training", False)
    if len(inputs) == 1 and case["given"] != "arguments":
        return layer(inputs[0], **options)
    if case["given"] == "list":
        return layer(inputs, **options)
    if case["given"] == "arguments":
        return layer(*inputs, **options)
    return layer(inputs[0], initial_state=list(inputs[1:]), **options)


def layer_takes_training(layer):
    return layer._call_has_training_arg


def with_modules(config):
    """A layer in a wrapper's config with the module in which Keras looks for it."""
    inner = {k: {**v, "module": "keras.layers"} for k, v in config.items() if isinstance(v, dict) and hasattr(keras.layers, v.get("class_name", ""))}
    return {**config, **{name: {**each, "config": with_modules(each["config"])} for name, each in inner.items()}}


def layer_class(kind):
    """Keras's class of a layer; KerasHub's where Keras has none."""
    if hasattr(keras.layers, kind):
        return getattr(keras.layers, kind)
    import keras_hub

    return getattr(keras_hub.layers, kind)


def layer_case(case):
    kind, config = case["type"], case["config"]
    draw_anew(json.dumps(case, sort_keys=True))
    own = {name: value for name, value in config.items() if name not in case["callArguments"]}
    layer = layer_class(kind).from_config(with_modules(own))
    values, masks = zip(*[numbers(given) for given in case["inputs"]])

    def tensors():
        given = [tf.constant(each) for each in values]
        for tensor, mask in zip(given, masks):
            if mask is not None:
                set_keras_mask(tensor, tf.constant(mask))
        return given

    call(layer, case, tensors())
    randomize(layer)
    weights = [array(weight.numpy()) for weight in layer.weights]
    given = tensors()
    floats = [x for x in given if x.dtype.is_floating]
    with tf.GradientTape() as tape:
        for x in floats:
            tape.watch(x)
        outputs = tf.nest.flatten(call(layer, case, given))
        projections = [normal(*output.shape) for output in outputs]
        total = sum(tf.reduce_sum(tf.cast(o, "float32") * p) for o, p in zip(outputs, projections))
    sources = [weight.value for weight in layer.trainable_weights] + floats
    gradients = tape.gradient(total, sources, unconnected_gradients="zero")
    count = len(layer.trainable_weights)
    out_masks = [get_keras_mask(output) for output in outputs]
    return {
        "name": f"{kind} {json.dumps(config)} on {json.dumps(case['inputs'])}" + (" in training" if case.get("training") else ""),
        "type": kind,
        "config": config,
        "training": case.get("training", False),
        "weights": [{"path": weight.path, **each} for weight, each in zip(layer.weights, weights)],
        "inputs": [array(each) for each in values],
        "masks": [None if mask is None else array(mask.astype(np.float32)) for mask in masks],
        "outputs": [array(output.numpy()) for output in outputs],
        "output_masks": [None if mask is None else array(np.asarray(mask).astype(np.float32)) for mask in out_masks],
        "projections": [array(projection) for projection in projections],
        "weight_gradients": [array(dense_gradient(each)) for each in gradients[:count]],
        "input_gradients": [array(dense_gradient(each)) for each in gradients[count:]],
        "state": [array(weight.numpy()) for weight in layer.non_trainable_weights],
    }


if __name__ == "__main__":
    keras.utils.set_random_seed(1)
    cases = json.loads((Path(__file__).parent / "layer-cases.json").read_text())
    (OUT / "layers").mkdir(parents=True, exist_ok=True)
    for kind in sys.argv[1:] or sorted({case["type"] for case in cases}):
        write(f"layers/{kind}", [layer_case(case) for case in cases if case["type"] == kind])
