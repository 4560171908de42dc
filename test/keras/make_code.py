"""Runs the code that Strata exports under real Keras, and writes what came of it: see README.md beside this file.

Reads what print-code.ts prints. A program runs as it is, but for `fit` and `evaluate`, which take one step. Weights and inputs
follow from a formula, so that neither is stored. With `data`, only the small data files are prepared anew.
"""

import csv
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

from keras_reference import array, write

import keras
import numpy as np

WEATHER = Path(__file__).parent.parent.parent / "resources" / "samples" / "weather.csv"


def formula(size, number):
    """Numbers in ±0.2 that code-conformance.ts computes too."""
    return ((((np.arange(size, dtype=np.int64) * 7919 + number * 104729) % 1009) / 1009 - 0.5) * 0.4).astype(np.float32)


def write_file(case):
    name = f"{case['dataset']}.csv"
    preparation = case["preparation"]
    if case["dataset"] == "weather":
        shutil.copy(WEATHER, name)
        return
    with open(name, "w", newline="") as file:
        writer = csv.writer(file)
        if preparation["kind"] == "text":
            writer.writerow(["text", "label"])
            writer.writerows([[f"good film number {i % 7}" * (i % 5), "neg" if i % 3 else "pos"] for i in range(40)])
            return
        names = list(dict.fromkeys([*preparation["features"], preparation["target"]]))
        rows = 5 * (preparation["lookback"] + preparation["delay"] + 40)
        writer.writerow(["time", *names])
        writer.writerows([[i, *(f"{np.sin(i * (k + 1)):.5f}" for k in range(len(names)))] for i in range(rows)])


def one_step(method):
    def run(self, *args, **kwargs):
        steps = "steps" if method.__name__ == "evaluate" else "steps_per_epoch"
        kwargs[steps] = 1
        if "epochs" in kwargs:
            kwargs.update(epochs=1, validation_steps=1, verbose=0)
        return method(self, *args, **kwargs)

    return run


def run_code(code):
    kept = keras.Model.fit, keras.Model.evaluate
    keras.Model.fit, keras.Model.evaluate = one_step(kept[0]), one_step(kept[1])
    keras.backend.clear_session()
    scope = {"__name__": "__main__"}
    try:
        # TensorFlow reads a function's source in the file that it stands in.
        file = Path(tempfile.mkstemp(suffix=".py", dir=".")[1])
        file.write_text(code)
        exec(compile(code, str(file.resolve()), "exec"), scope)
    finally:
        keras.Model.fit, keras.Model.evaluate = kept
    return scope


def model_case(case):
    write_file(case)
    model = run_code(case["code"])["model"]
    parameters = model.count_params()
    weights = []
    for layer in model.layers:
        state = {id(weight) for weight in layer.non_trainable_weights}
        values = []
        for weight in layer.weights:
            name = weight.path.split("/")[-1]
            if name in ("seed_generator_state", "count") or weight.dtype != "float32":
                values.append(weight.numpy())
                continue
            drawn = formula(weight.numpy().size, len(weights)).reshape(weight.shape)
            values.append(np.abs(drawn) + 0.5 if id(weight) in state else drawn)
            weights.append({"layer": layer.name, "shape": list(weight.shape), "isState": id(weight) in state})
        layer.set_weights(values)
        if hasattr(layer, "finalize_state"):
            layer.finalize_state()
    inputs = []
    for i, tensor in enumerate(model.inputs):
        shape = (2, *tensor.shape[1:])
        size = int(np.prod(shape))
        if "int" in tensor.dtype:
            inputs.append((np.arange(size) * 31 % 97).reshape(shape).astype("int32"))
        else:
            inputs.append((formula(size, 1000 + i) * 5).reshape(shape))
    outputs = model.predict(inputs if len(inputs) > 1 else inputs[0], verbose=0)
    outputs = outputs if isinstance(outputs, list) else [outputs]
    return {
        "name": case["name"],
        "code": case["code"],
        "parameters": parameters,
        "weights": weights,
        "outputs": [array(output) for output in outputs],
    }


def data_case(case):
    Path("small.csv").write_text(case["file"])
    scope = run_code(case["code"])
    if "x_train" in scope:
        names = ("x", "y", "w") if "w_train" in scope else ("x", "y")
        parts = {part: tuple(scope[f"{name}_{part}"] for name in names) for part in ("train", "val", "test") if f"x_{part}" in scope}
    else:
        samples = {"train": scope["train"], "val": scope["validation"], "test": scope["test"]}
        parts = {
            part: tuple(np.concatenate(each) for each in zip(*([np.asarray(array) for array in batch] for batch in given)))
            for part, given in samples.items()
            if given is not None
        }
    return {**case, "parts": {part: {name: array(of) for name, of in zip("xyw", each)} for part, each in parts.items()}}


if __name__ == "__main__":
    cases = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        if "data" not in sys.argv:
            write("code", [model_case(case) for case in cases["models"]])
        write("code-data", [data_case(case) for case in cases["data"]])
