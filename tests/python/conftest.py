"""What the tests share: the example catalog, and a small table for examples."""

import os
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pytest

REPOSITORY = Path(os.environ["NAMEPLATE_REPOSITORY"])
CATALOG = REPOSITORY / "examples" / "catalog.csv"
DAY = "2026-11-23"


def small() -> pa.Table:
    """The table of the examples in docstrings."""
    return pa.table(
        {
            "sku": ["A1", "A2", "A3"],
            "title": ["HIKVISION DS-2CD2143G2-I 4MP dome", "Oak desk", "EZVIZ C6N indoor camera"],
            "brand": ["Hikvision", "Ikea", "EZVIZ"],
        }
    )


@pytest.fixture
def table() -> pa.Table:
    return small()


@pytest.fixture(scope="session")
def catalog() -> pa.Table:
    return pyarrow.csv.read_csv(CATALOG)
