"""Trains with real Keras and the callback in reference/strata_log.py, and keeps the lines that it writes and what Keras measured.

    node scripts/launch.mjs test/histories/print-callback.ts > test/histories/reference/strata_log.py
    python test/histories/make_keras_log.py
"""

import json
import sys
from pathlib import Path

import keras
import numpy as np

FOLDER = Path(__file__).resolve().parent / "reference"
sys.path.insert(0, str(FOLDER))
sys.dont_write_bytecode = True

import strata_log  # noqa: E402

keras.utils.set_random_seed(1)
x = np.linspace(-1, 1, 64, dtype="float32").reshape(-1, 1)
model = keras.Sequential([keras.layers.Dense(4, activation="tanh"), keras.layers.Dense(1)], name="tiny")
model.compile(optimizer=keras.optimizers.Adam(0.05), loss="mse", metrics=["mae"])
# Instead of Strata, a program that keeps what it is given.
keep = "import sys; open(sys.argv[-1] + '.ndjson', 'w').write(sys.stdin.read())"
strata_log.COMMAND = [sys.executable, "-c", keep]
callback = strata_log.StrataLog(name=str(FOLDER / "keras-log"), config={"data": "line"})
history = model.fit(x, x * x, epochs=3, validation_split=0.25, callbacks=[callback], verbose=0)
text = json.dumps(history.history, indent=1)
(FOLDER / "keras-log.json").write_text(text + "\n", encoding="utf-8")
