"""Opens the Keras archives that print-archives.ts wrote with real Keras, and writes what came of it: see README.md beside this file."""

import json
import sys
from pathlib import Path

from keras_reference import array, write

import keras
import numpy as np


def case(number, given):
    keras.backend.clear_session()
    own = {}
    exec(given["layers"], own)
    model = keras.models.load_model(folder / f"{number}.keras", custom_objects=own["custom_objects"])
    inputs = [np.array(one["values"], one["dtype"]).reshape(one["shape"]) for one in given["inputs"]]
    outputs = model(inputs if len(inputs) > 1 else inputs[0])
    outputs = outputs if isinstance(outputs, (list, tuple)) else [outputs]
    return {
        "name": given["name"],
        "config": given["config"],
        "variables": given["variables"],
        "parameters": model.count_params(),
        "outputs": [array(np.array(output)) for output in outputs],
    }


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    cases = json.loads((folder / "cases.json").read_text())
    write("archives", [case(number, given) for number, given in enumerate(cases)])
