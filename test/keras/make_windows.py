"""Writes the arrays that a generator in the manner of Keras's weather tutorial gives for models with several inputs and outputs:
each input with columns, a lookback and a step of its own, each output with targets of its own. See README.md beside this file.
"""

import numpy as np

from keras_reference import RANDOM, array, write

COLUMNS = ["temp", "pressure", "wind"]
ROWS, TRAIN, VALIDATION = 60, 36, 48
PARTS = {"train": (0, TRAIN), "validation": (TRAIN, VALIDATION), "test": (VALIDATION, ROWS)}


def columns_of(names):
    return [COLUMNS.index(name) for name in names]


def samples_of(data, inputs, outputs, min_index, max_index):
    """All samples in time order. `row` is the first row that no window sees, as in the tutorial."""
    longest = max(one["lookback"] for one in inputs)
    furthest = max(one["delay"] + one["horizon"] for one in outputs)
    rows = range(min_index + longest, max_index - furthest + 1)
    samples = [
        np.array([data[range(row - one["lookback"], row, one["step"])][:, columns_of(one["features"])] for row in rows])
        for one in inputs
    ]
    targets = []
    for one in outputs:
        values = np.array(
            [data[row + one["delay"] : row + one["delay"] + one["horizon"]][:, columns_of(one["target"])] for row in rows]
        )
        # One column, or one step, has no axis of its own.
        if len(one["target"]) == 1:
            values = values[:, :, 0]
        elif one["horizon"] == 1:
            values = values[:, 0, :]
        targets.append(values)
    return samples, targets


def window(features, lookback, step):
    return {"features": features, "lookback": lookback, "step": step}


def target(names, delay, horizon=1):
    return {"target": names, "delay": delay, "horizon": horizon}


CASES = [
    ("one of each", {"recent": window(["temp", "wind"], 4, 1)}, {"temp": target(["temp"], 1)}),
    (
        "two inputs, two outputs",
        {"recent": window(["temp", "wind"], 3, 1), "past": window(["pressure", "temp", "wind"], 7, 3)},
        {"temp": target(["temp"], 0, 2), "air": target(["pressure", "wind"], 2, 1)},
    ),
    (
        "several columns over several steps, of a column that no input has",
        {"past": window(["wind"], 6, 4), "recent": window(["wind"], 2, 1)},
        {"both": target(["temp", "pressure"], 1, 3), "wind": target(["wind"], 0)},
    ),
]


def make(name, inputs, outputs):
    # Tenths, so that a file of numbers holds them exactly.
    raw = np.round(RANDOM.normal([12, 1010, 4], [6, 8, 3], (ROWS, 3)), 1)
    data = raw - raw[:TRAIN].mean(axis=0)
    data = data / data[:TRAIN].std(axis=0)
    parts = {}
    for part, bounds in PARTS.items():
        samples, targets = samples_of(data, list(inputs.values()), list(outputs.values()), *bounds)
        parts[part] = {"inputs": [array(one) for one in samples], "targets": [array(one) for one in targets]}
    return {"name": name, "columns": COLUMNS, "rows": raw.tolist(), "inputs": inputs, "outputs": outputs, **parts}


write("windows", [make(*case) for case in CASES])
