"""Trains a model in Keras from beginning to end, for whole-run.ts: reads its setup, says each epoch's figures."""

import json
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "resources" / "bench"))

from keras_steps import answer, build, keras, read  # noqa: E402


def main():
    setup = json.loads(sys.stdin.readline())
    keras.utils.set_random_seed(setup["seed"])
    model = build(setup)
    x, y = read(setup, "x"), read(setup, "y")
    validation = (read(setup, "validationX"), read(setup, "validationY"))
    for epoch in range(setup["epochs"]):
        started = time.perf_counter()
        history = model.fit(x, y, batch_size=setup["batchSize"], validation_data=validation, verbose=0).history
        metrics = {name: values[0] for name, values in history.items()}
        answer(epoch=epoch + 1, metrics=metrics, seconds=time.perf_counter() - started)


main()
