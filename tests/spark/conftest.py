"""What the tests share: a catalog, what the command line says of it, and a session of Spark on this machine."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet
import pytest

HERE = Path(__file__).parent
REPOSITORY = HERE.parent.parent
BINARY = os.environ["NAMEPLATE_BINARY"]
DAY = "2026-11-23"
ROWS = 20_000

sys.path.insert(0, str(HERE))


def catalog(rows: int) -> pa.Table:
    made = subprocess.run(
        [sys.executable, str(REPOSITORY / "tests" / "scale" / "catalog.py"), str(rows)], capture_output=True, text=True, check=True
    )
    lines = list(csv.reader(made.stdout.splitlines()))
    return pa.table({name: [line[at] for line in lines[1:]] for at, name in enumerate(lines[0])})


def command_line(*args: str) -> dict:
    """The manifest that the command line prints."""
    done = subprocess.run([BINARY, "scan", *args, "--as-of", DAY, "--json"], capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="session")
def table() -> pa.Table:
    return catalog(ROWS)


@pytest.fixture(scope="session")
def parquet(table, tmp_path_factory) -> str:
    """The catalog in four files."""
    folder = tmp_path_factory.mktemp("catalog")
    for part in range(4):
        pa.parquet.write_table(table.slice(part * ROWS // 4, ROWS // 4), folder / f"part-{part}.parquet", row_group_size=2_000)
    return str(folder)


@pytest.fixture(scope="session")
def expected(parquet) -> dict:
    files = sorted(str(file) for file in Path(parquet).glob("*.parquet"))
    return command_line(*files, "--expect-id")


@pytest.fixture(scope="module")
def spark():
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", "2").config("spark.driver.host", "127.0.0.1").getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()
