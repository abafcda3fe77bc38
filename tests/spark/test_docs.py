"""The examples of docs/engines.md and docs/spark.md are true."""

import doctest
import importlib

import nameplate
import nameplate.spark
import pyarrow as pa
import pyarrow.parquet
import pytest
from conftest import REPOSITORY, catalog

FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def examples(page, **names):
    """Runs the examples of a text, and leaves the names that they made."""
    found = doctest.DocTestParser().get_doctest(page, names, "examples", None, 0)
    runner = doctest.DocTestRunner(optionflags=FLAGS)
    runner.run(found, clear_globs=False)
    assert runner.failures == 0 and runner.tries > 1
    return found.globs


def sections():
    page = (REPOSITORY / "docs" / "engines.md").read_text()
    return dict(part.split("\n", 1) for part in page.split("\n## ")[1:])


@pytest.mark.parametrize("engine", sections())
def test_an_engine(engine, monkeypatch):
    try:
        module = importlib.import_module(engine.lower())
    except ImportError:
        pytest.skip(f"{engine} is not installed here: tests/spark/run says why")
    monkeypatch.chdir(REPOSITORY)
    if engine == "Ray":
        module.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    examples(sections()[engine], nameplate=nameplate, pyarrow=pa)
    if engine == "Ray":
        module.shutdown()


def test_the_page_on_spark(spark, tmp_path):
    pa.parquet.write_table(catalog(500), tmp_path / "catalog.parquet")
    page = (REPOSITORY / "docs" / "spark.md").read_text()
    # Java does not follow where Python goes, so that names become whole paths.
    for name in ("catalog.parquet", "findings", "twice"):
        page = page.replace(f'"{name}"', f'"{tmp_path}/{name}"').replace(f" in {name}>", f" in {tmp_path}/{name}>")
    examples(page, spark=spark)
