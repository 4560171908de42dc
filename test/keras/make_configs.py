"""Writes what real Keras's `get_config` gives for a layer of every kind: see README.md beside this file.

With `all`, prints those of every case that is asked in `layer-cases.json`.
"""

import json
import sys
from pathlib import Path

import keras
from keras_reference import write
from make_layers import with_modules


def saved(case):
    """The layer as Keras saves it in a model; None for one that Keras 3 does not have."""
    layer_class = getattr(keras.layers, case["type"], None)
    if layer_class is None:
        return None
    own = {name: value for name, value in case["config"].items() if name not in case["callArguments"]}
    layer = layer_class.from_config(with_modules(own))
    return {"asked": own, **keras.saving.serialize_keras_object(layer)}


if __name__ == "__main__":
    cases = json.loads((Path(__file__).parent / "layer-cases.json").read_text())
    inputs = [keras.layers.InputLayer(shape=(None, 3)), keras.layers.InputLayer(shape=(7,), dtype="int32")]
    first = {case["type"]: case for case in reversed(cases)}
    chosen = cases if "all" in sys.argv else [first[kind] for kind in sorted(first)]
    found = [each for each in map(saved, chosen) if each is not None]
    found += [{"asked": {"shape": list(each.batch_shape[1:]), "dtype": each.dtype}, **keras.saving.serialize_keras_object(each)} for each in inputs]
    if "all" in sys.argv:
        print(json.dumps(found))
    else:
        write("layer-configs", found)
