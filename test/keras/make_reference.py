"""Writes what real Keras 3 computes, for the training core to be compared with: see README.md beside this file.

Numbers only, rounded to the nine significant digits that tell every float32 apart. Weights and inputs are drawn
here and written down, so that nothing depends on how Keras draws them. Dropout is 0: chance is tested elsewhere.
"""

# First, because it sets the environment that TensorFlow reads.
from keras_reference import OUT, write

import keras
import numpy as np
from activation_cases import activation_cases
from model_cases import model_cases
from training_cases import loss_cases, optimizer_cases

INITIALIZERS = [
    {"class_name": name, "config": {}}
    for name in "GlorotUniform GlorotNormal HeUniform HeNormal LecunUniform LecunNormal RandomUniform RandomNormal".split()
] + [
    {"class_name": "TruncatedNormal", "config": {"stddev": 0.3, "mean": 0.2}},
    {"class_name": "RandomUniform", "config": {"minval": -0.5, "maxval": 1.5}},
    {"class_name": "Orthogonal", "config": {"gain": 2.0}},
    {"class_name": "Constant", "config": {"value": 0.25}},
    {"class_name": "VarianceScaling", "config": {"scale": 2.0, "mode": "fan_out", "distribution": "uniform"}},
    {"class_name": "VarianceScaling", "config": {"scale": 3.0, "mode": "fan_avg", "distribution": "untruncated_normal"}},
]


def initializer_cases():
    cases = []
    for given in INITIALIZERS:
        for shape in ((256, 512), (512, 256), (5, 96, 256)):
            values = np.asarray(keras.initializers.get(given)(shape)).astype(np.float64)
            statistics = dict(mean=values.mean(), std=values.std(), least=values.min(), most=values.max())
            rounded = {key: float(f"{value:.6g}") for key, value in statistics.items()}
            cases.append({"initializer": given, "shape": list(shape), **rounded})
    return cases


if __name__ == "__main__":
    keras.utils.set_random_seed(1)
    OUT.mkdir(exist_ok=True)
    write("activations", activation_cases())
    write("losses", loss_cases())
    write("optimizers", optimizer_cases())
    write("models", model_cases())
    write("initializers", initializer_cases())
