"""Logs the runs of a folder of TensorBoard logs through Trackio's API, then shows its dashboard: for rivals.ts.

python rivals.py LOGS RUNS
"""

import sys
import time
from pathlib import Path

import trackio
from tensorboard.backend.event_processing.event_file_loader import EventFileLoader

logs, count = Path(sys.argv[1]), int(sys.argv[2])
for number, file in enumerate(sorted(logs.rglob("*tfevents*"))[:count], start=1):
    steps = {}
    for event in EventFileLoader(str(file)).Load():
        for value in event.summary.value:
            if value.HasField("tensor") and value.tensor.float_val:
                steps.setdefault(event.step, {})[value.tag] = value.tensor.float_val[0]
    trackio.init(project="history", name=f"run-{number}", config={"number": number}, embed=False)
    for step, values in sorted(steps.items()):
        trackio.log(values, step=step)
    trackio.finish()
print("logged", flush=True)
shown = trackio.show(project="history", block_thread=False, open_browser=False)
print("at", [part for part in shown if isinstance(part, str) and part.startswith("http")][0], flush=True)
time.sleep(3600)
