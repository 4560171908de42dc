// The Python file that `strata log --keras-callback` prints: a callback for Keras, of at most 60 lines.

/** @param command how this program was started: the callback starts it again */
export function kerasCallback(command: readonly string[]): string {
  return `"""Logs a training with Keras to Strata: model.fit(..., callbacks=[StrataLog()]). Made by: strata log --keras-callback"""

import json
import subprocess

import keras

COMMAND = ${JSON.stringify(command)}


class StrataLog(keras.callbacks.Callback):
    """A run in Strata for every call of fit.

    name: of the run, by default the model's.
    config: settings beside those of the optimizer, as a dictionary.
    every: logs the loss of every so many training steps; 0 for none.
    """

    def __init__(self, name=None, config=None, every=1):
        super().__init__()
        self.name, self.config, self.every = name, config or {}, every
        self.process, self.step, self.counted = None, 0, False

    def on_train_begin(self, logs=None):
        name = self.name or self.model.name
        command = [*COMMAND, "log", "--name", name]
        self.step = 0
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        optimizer = {key: value for key, value in self.model.optimizer.get_config().items() if value is not None}
        config = {"optimizer": optimizer, **self.config}
        self.write({"config": json.loads(json.dumps(config, default=str)), "epochs": self.params.get("epochs") or 1})

    def on_train_batch_end(self, batch, logs=None):
        self.step += 1
        if self.every and self.step % self.every == 0 and logs:
            self.write({"step": self.step, "loss": float(logs["loss"])})

    def on_epoch_end(self, epoch, logs=None):
        if not self.counted:  # A model may be built by its first batch.
            self.write({"config": {"parameters": self.model.count_params()}})
            self.counted = True
        self.write({"epoch": epoch + 1, **{key: float(value) for key, value in (logs or {}).items()}})

    def on_train_end(self, logs=None):
        if self.process is not None:
            self.process.stdin.close()
            self.process.wait()

    def write(self, line):
        """The training goes on whatever becomes of the log."""
        if self.process is None:
            return
        try:
            self.process.stdin.write(json.dumps(line) + "\\n")
            self.process.stdin.flush()
        except OSError as error:
            print(f"Strata does not log any more: {error}")
            self.process = None
`;
}
