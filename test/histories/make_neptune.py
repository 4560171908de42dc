"""Writes what neptune-exporter writes: its columns, one row group for each batch, Snappy, a folder for the project.

    python test/histories/make_neptune.py
"""

import datetime
import math
import shutil
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

FOLDER = Path(__file__).resolve().parent / "reference" / "neptune" / "team_weather-866072d3bf353a50"
PROJECT = "team/weather"
BEGIN = datetime.datetime(2025, 1, 1, tzinfo=datetime.timezone.utc)

# As in src/neptune_exporter/model.py.
SCHEMA = pa.schema(
    [
        ("project_id", pa.string()),
        ("run_id", pa.string()),
        ("attribute_path", pa.string()),
        ("attribute_type", pa.string()),
        ("step", pa.decimal128(18, 6)),
        ("timestamp", pa.timestamp("ms", tz="UTC")),
        ("int_value", pa.int64()),
        ("float_value", pa.float64()),
        ("string_value", pa.string()),
        ("bool_value", pa.bool_()),
        ("datetime_value", pa.timestamp("ms", tz="UTC")),
        ("string_set_value", pa.list_(pa.string())),
        ("file_value", pa.struct([("path", pa.string())])),
        (
            "histogram_value",
            pa.struct([("type", pa.string()), ("edges", pa.list_(pa.float64())), ("values", pa.list_(pa.float64()))]),
        ),
    ]
)


def write(run, parts, attributes, points):
    """`points` is a list of (name, step, value), in seconds after the beginning."""

    def row(path, kind, **values):
        return {"project_id": PROJECT, "run_id": run, "attribute_path": path, "attribute_type": kind, **values}

    def at(path, kind, step, **values):
        time = BEGIN + datetime.timedelta(seconds=float(step))
        return row(path, kind, step=Decimal(str(step)), timestamp=time, **values)

    own = {"sys/custom_run_id": run, "sys/creation_time": BEGIN, "sys/owner": "someone", **attributes}
    kinds = {bool: "bool", int: "int", float: "float", str: "string", datetime.datetime: "datetime", list: "string_set"}
    plain = [row(path, kinds[type(v)], **{f"{kinds[type(v)]}_value": v}) for path, v in own.items()]
    series = [at(name, "float_series", step, float_value=value) for name, step, value in points]
    others = [
        at("weights", "histogram_series", 1, histogram_value={"type": "COUNTING", "edges": [0.0, 1.0], "values": [3.0]}),
        at("log", "string_series", 1, string_value="hello"),
        row("model", "file", file_value={"path": "model.bin"}),
    ]
    size = math.ceil(len(series) / parts)
    for part in range(parts):
        batches = [plain, others] if part == 0 else []
        batches = [*batches, series[part * size : (part + 1) * size]]
        with pq.ParquetWriter(FOLDER / f"{run}_part_{part}.parquet", SCHEMA, compression="snappy") as writer:
            for batch in batches:
                writer.write_batch(pa.RecordBatch.from_pylist(batch, schema=SCHEMA))


def losses(begin, end):
    return [(name, step, math.nan if step == 3 else 1 / (step + 1)) for name in ("loss", "val/loss") for step in range(begin, end)]


shutil.rmtree(FOLDER, ignore_errors=True)
FOLDER.mkdir(parents=True)
settings = {"config/lr": 0.01, "config/layers": 3, "config/shuffle": True, "config/cell": "GRU", "config/since": BEGIN}
write(
    "root",
    2,
    {"sys/name": "gru", "sys/tags": ["final", "한국어"], "sys/description": "# Note", "monitoring/1/pid": "77", **settings},
    losses(0, 10),
)
# A fork has its own points only. Their names sort before those of the runs that they come from.
write("fork", 1, {"sys/name": "gru", "sys/forking/parent": "root", "sys/forking/step": 5.0}, losses(6, 12))
write("another fork", 1, {"sys/forking/parent": "fork", "sys/forking/step": 8.0}, losses(9, 15))
write("half", 1, {"sys/failed": True}, [("loss", step + 0.5, float(step)) for step in range(4)])
