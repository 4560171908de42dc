"""Writes the shapes and parameters that real Keras gives the models of pasted/*.py: see README.md beside this file.

Keras 3 refuses `input_length` and the old names of modules that Strata reads too; they are taken out before a file runs.
"""

import re
from pathlib import Path

from keras_reference import write

import keras

def sorted_shapes(shapes):
    return sorted(shapes, key=str)


if __name__ == "__main__":
    cases = []
    for path in sorted((Path(__file__).parent / "pasted").glob("*.py")):
        keras.backend.clear_session()
        scope = {}
        text = re.sub(r", input_length=(\w+)", "", path.read_text())
        exec(compile(text, path.name, "exec"), scope)
        model = scope["model"]
        if not model.built:
            model.build((None, scope["max_len"]))
        shapes = sorted_shapes(
            list(output.shape[1:]) for layer in model.layers for node in layer._inbound_nodes for output in node.output_tensors
        ) if path.stem != "imdb_conv1d" else sorted_shapes(list(layer.output.shape[1:]) for layer in model.layers)
        cases.append({"name": path.stem, "parameters": model.count_params(), "shapes": shapes})
    write("pasted", cases)
