"""Writes TensorBoard folders with the programs that people use, and what TensorBoard itself reads of them.

    python test/histories/make_tensorboard.py
"""

import math
import shutil
from pathlib import Path

import keras
import numpy as np
import tensorboardX
import tensorflow as tf
from tensorboard.compat.proto import event_pb2, summary_pb2
from tensorboard.plugins.hparams import api as hp
from tensorboard.plugins.hparams import summary_v2 as hparams
from tensorboard.summary.writer.event_file_writer import EventFileWriter

from read_tensorboard import as_text, read_all

FOLDER = Path(__file__).parent / "reference" / "logs"
START = 1_750_000_000.25


def write_keras(folder):
    """The callback's two folders, three epochs."""
    keras.utils.set_random_seed(1)
    x = np.linspace(-1, 1, 64, dtype="float32").reshape(-1, 1)
    model = keras.Sequential([keras.layers.Dense(4, activation="tanh"), keras.layers.Dense(1)])
    model.compile(optimizer=keras.optimizers.Adam(0.05), loss="mse", metrics=["mae"])
    callback = keras.callbacks.TensorBoard(str(folder), write_graph=False)
    model.fit(x, x * x, epochs=3, validation_split=0.25, callbacks=[callback], verbose=0)


def write_as_torch(folder):
    """torch's SummaryWriter hands such events to this writer: plain numbers, and hyper-parameters in between."""
    writer = EventFileWriter(str(folder))

    def add(step, summary):
        writer.add_event(event_pb2.Event(wall_time=START + step, step=step, summary=summary))

    add(0, summary_pb2.Summary(value=hparams.hparams_pb({"lr": 0.1, "optimizer": "adam", "shuffle": True}).value))
    values = {
        "train/loss": lambda step: 1 / (step + 1),
        "val/loss": lambda step: math.nan if step == 3 else math.inf if step == 4 else 1.5 / (step + 1),
    }
    for step in range(8):
        for tag, value in values.items():
            add(step, summary_pb2.Summary(value=[summary_pb2.Summary.Value(tag=tag, simple_value=value(step))]))
    writer.close()


def write_tensorboardx(folder):
    writer = tensorboardX.SummaryWriter(str(folder), flush_secs=1)
    for step in range(5):
        writer.add_scalar("loss", 0.5 / (step + 1), step * 100, walltime=START + step)
        writer.add_scalars("accuracy", {"val": 0.5 + step / 10}, step * 100, walltime=START + step)
    writer.add_text("notes", "no number", 0)
    writer.close()


def write_tf2(folder):
    """Tensors of several types, and what is no scalar."""
    writer = tf.summary.create_file_writer(str(folder))
    with writer.as_default():
        for step in range(4):
            tf.summary.scalar("loss", 2.0 ** -step, step=step)
            tf.summary.scalar("손실", np.float64(0.1) * step, step=step)
            tf.summary.scalar("count", 7 * step, step=step)
            tf.summary.histogram("weights", [0.0, 1.0, 2.0], step=step)
            tf.summary.text("words", "no number", step=step)
            tf.summary.write("vector", tf.constant([1.0, 2.0]), step=step)
        hp.hparams({"units": 16, "cell": "GRU", "dropout": 0.25})
    writer.close()


def write_restart(folder, has_start):
    """A program that stopped after step 9 and was started again from step 5."""
    for part, steps in enumerate([range(10), range(5, 8)]):
        writer = EventFileWriter(str(folder), filename_suffix=f".{part}")
        if part == 1 and has_start:
            session = event_pb2.SessionLog(status=event_pb2.SessionLog.START)
            writer.add_event(event_pb2.Event(wall_time=START + 50, step=5, session_log=session))
        for step in steps:
            value = summary_pb2.Summary.Value(tag="loss", simple_value=step + 100 * part)
            wall_time = START + step + 50 * part
            writer.add_event(event_pb2.Event(wall_time=wall_time, step=step, summary=summary_pb2.Summary(value=[value])))
        writer.close()


def hide_machine(folder):
    """A file's name says when, on which machine and by which process it was written."""
    for i, path in enumerate(sorted(folder.rglob("*tfevents*"))):
        path.rename(path.with_name(f"events.out.tfevents.{1_750_000_000 + i}.machine.{i}.0"))


def main():
    shutil.rmtree(FOLDER, ignore_errors=True)
    write_keras(FOLDER / "keras")
    write_as_torch(FOLDER / "torch" / "lr_0.1")
    write_tensorboardx(FOLDER / "tensorboardx")
    write_tf2(FOLDER / "tf2")
    write_restart(FOLDER / "restart", has_start=True)
    write_restart(FOLDER / "again", has_start=False)
    hide_machine(FOLDER)
    text = as_text(read_all(FOLDER))
    (FOLDER.parent / "logs.json").write_text(text, encoding="utf-8")


main()
