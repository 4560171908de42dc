"""Prints what TensorBoard's own reader finds in a folder of logs, as JSON: folder, tag, and points of step, value and seconds.

    python test/histories/read_tensorboard.py FOLDER
"""

import json
import math
import sys
from pathlib import Path

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.util import tensor_util


def read(folder):
    events = EventAccumulator(str(folder), size_guidance={"tensors": 0, "scalars": 0})
    events.Reload()
    tags = events.Tags()
    found = {}
    for tag in tags["scalars"]:
        found[tag] = [[each.step, each.value, each.wall_time] for each in events.Scalars(tag)]
    for tag in tags["tensors"]:
        if tag not in events.summary_metadata or events.SummaryMetadata(tag).plugin_data.plugin_name != "scalars":
            continue
        found[tag] = [
            [each.step, float(tensor_util.make_ndarray(each.tensor_proto)), each.wall_time]
            for each in events.Tensors(tag)
        ]
    return found


def named(value):
    """JSON has no NaN and no infinities."""
    return value if math.isfinite(value) else str(value)


def read_all(root):
    folders = sorted({path.parent for path in root.rglob("*tfevents*")})
    return {
        folder.relative_to(root).as_posix(): {
            tag: [[step, named(value), time] for step, value, time in points] for tag, points in read(folder).items()
        }
        for folder in folders
    }


def as_text(found):
    return json.dumps(found, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(as_text(read_all(Path(sys.argv[1]))))
