"""Writes MLflow's two stores and Trackio's with the programs themselves, and what they read of them.

    python test/histories/make_stores.py
"""

import gzip
import json
import math
import os
import shutil
import sqlite3
import tempfile
from pathlib import Path

WORK = Path(tempfile.mkdtemp())
FOLDER = Path(__file__).resolve().parent / "reference"
os.chdir(WORK)
os.environ.update(TRACKIO_DIR=str(WORK / "trackio"), HF_HUB_OFFLINE="1", MLFLOW_ALLOW_FILE_STORE="true", LOGNAME="someone")

import mlflow  # noqa: E402
import trackio  # noqa: E402


def named(value):
    """JSON has no NaN and no infinities."""
    return value if math.isfinite(value) else str(value)


def fill_mlflow(uri):
    mlflow.set_tracking_uri(uri)
    mlflow.set_experiment("weather")
    with mlflow.start_run(run_name="gru: the 'first' run, whose name is longer than a line of eighty columns in a YAML file"):
        mlflow.log_params({"lr": 0.01, "cell": "GRU", "shuffle": True, "note": "x: 'y' #z"})
        mlflow.set_tags({"mlflow.note.content": "# Note\n한국어", "stage": "final"})
        for step in range(4):
            mlflow.log_metric("val_loss", 1 / (step + 1), step=step)
        for step, value in enumerate([math.nan, math.inf, -math.inf, 0.5]):
            mlflow.log_metric("loss", value, step=step)
        for value in (3.0, 2.0, 1.0):
            mlflow.log_metric("train/acc", value)
    try:
        with mlflow.start_run(run_name="failed"):
            mlflow.log_metric("loss", 1.0, step=7)
            raise ValueError
    except ValueError:
        pass
    with mlflow.start_run(run_name="deleted") as deleted:
        mlflow.log_metric("loss", 1.0)
    mlflow.delete_run(deleted.info.run_id)
    mlflow.set_experiment("empty")
    with mlflow.start_run(run_name="no metric"):
        mlflow.log_param("lr", 1)


def read_mlflow():
    client = mlflow.MlflowClient()
    found = {}
    for experiment in client.search_experiments():
        for run in client.search_runs([experiment.experiment_id]):
            found[run.info.run_id] = {
                "name": run.info.run_name,
                "status": run.info.status,
                "start": run.info.start_time,
                "end": run.info.end_time,
                "params": run.data.params,
                "metrics": {
                    key: [
                        [each.step, named(each.value), each.timestamp]
                        for each in client.get_metric_history(run.info.run_id, key)
                    ]
                    for key in run.data.metrics
                },
            }
    return found


def hide_machine(folder):
    """The store says in which folder it was."""
    for path in list(folder.rglob("*")):
        if path.name.startswith("mlflow.source"):
            path.unlink()
        elif path.is_file():
            text = path.read_text(encoding="utf-8")
            changed = text.replace(str(WORK), "/home/ada").replace("user_id: root", "user_id: someone")
            if path.name == "mlflow.user":
                changed = "someone"
            path.write_text(changed, encoding="utf-8")


def fill_trackio():
    trackio.init(project="weather", name="gru", config={"lr": 0.01, "optimizer": {"name": "adam"}, "layers": [32, 16]})
    for step in range(4):
        trackio.log({"loss": 1 / (step + 1), "val": {"loss": 2 / (step + 1)}, "words": "no number"})
    trackio.log({"loss": math.nan, "big": math.inf})
    trackio.finish()
    trackio.init(project="weather", name="own steps", config={})
    trackio.log({"loss": 0.5}, step=10)
    trackio.log({"accuracy": 0.5}, step=10)
    trackio.finish()


def pack(path, name):
    """One file, without a log beside it."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("VACUUM")
    connection.close()
    (FOLDER / name).write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))


def main():
    shutil.rmtree(FOLDER / "mlruns", ignore_errors=True)
    expected = {}
    fill_mlflow((WORK / "mlruns").as_uri())
    expected["files"] = read_mlflow()
    hide_machine(WORK / "mlruns")
    # Empty folders are not kept by git, and their absence is no fault.
    shutil.copytree(WORK / "mlruns", FOLDER / "mlruns", ignore=shutil.ignore_patterns("artifacts", ".trash"))
    fill_mlflow(f"sqlite:///{WORK / 'mlflow.db'}")
    expected["database"] = read_mlflow()
    connection = sqlite3.connect(WORK / "mlflow.db")
    for table, column in (("experiments", "artifact_location"), ("runs", "artifact_uri")):
        connection.execute(f"UPDATE {table} SET {column} = replace({column}, ?, '/home/ada')", (str(WORK),))
    connection.execute("DELETE FROM tags WHERE key LIKE 'mlflow.source%'")
    connection.execute("UPDATE runs SET user_id = 'someone'")
    connection.execute("UPDATE tags SET value = 'someone' WHERE key = 'mlflow.user'")
    connection.commit()
    connection.close()
    pack(WORK / "mlflow.db", "mlflow.db.gz")
    text = json.dumps(expected, indent=1, ensure_ascii=False)
    (FOLDER / "mlflow.json").write_text(text + "\n", encoding="utf-8")
    fill_trackio()
    pack(WORK / "trackio" / "weather.db", "trackio.db.gz")
    os.chdir(FOLDER)
    shutil.rmtree(WORK)


main()
