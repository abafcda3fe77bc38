"""Tables of every library and shape are judged alike."""

from datetime import datetime, timezone

import duckdb
import nameplate
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import CATALOG, DAY


@pytest.fixture(scope="module")
def digest(catalog):
    return nameplate.scan(catalog, as_of=DAY).digest


@pytest.mark.parametrize(
    "read",
    [
        lambda catalog: catalog,
        lambda catalog: catalog.to_reader(),
        lambda catalog: catalog.to_batches()[0],
        lambda catalog: pa.Table.from_batches([b for n in range(0, 48, 7) for b in catalog.slice(n, 7).to_batches()]),
        lambda catalog: pl.read_csv(CATALOG),
        lambda catalog: pl.from_arrow(catalog),
        lambda catalog: pd.read_csv(CATALOG),
        lambda catalog: pd.read_csv(CATALOG, dtype_backend="pyarrow"),
        lambda catalog: duckdb.sql(f"select * from read_csv('{CATALOG}')"),
        lambda catalog: duckdb.from_arrow(catalog),
    ],
    ids=["table", "reader", "batch", "chunks", "polars", "polars-arrow", "pandas", "pandas-arrow", "duckdb", "duckdb-arrow"],
)
def test_every_library_gives_one_digest(read, catalog, digest):
    result = nameplate.scan(read(catalog), as_of=DAY)
    assert (result.digest, result.summary["listings"]) == (digest, 48)


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_threads_change_nothing(threads, catalog, digest):
    assert nameplate.scan(catalog, as_of=DAY, threads=threads).digest == digest


def test_results_are_arrow_for_everyone(catalog):
    result = nameplate.scan(catalog, as_of=DAY)
    rows = pa.table(result.results)
    assert rows.num_rows == len(result) == 48
    assert rows["id"][0].as_py() == "NP-1001" and rows["row"].to_pylist() == list(range(48))
    assert rows.schema.metadata[b"nameplate.schema_version"]
    assert pl.DataFrame(result.results).height == 48
    stream = pa.RecordBatchReader.from_stream(result.results)
    assert duckdb.sql("select count(*) from stream where verdict = 'connected'").fetchall() == [
        (result.summary["by_verdict"]["connected"],)
    ]
    # What is cited is there, and nothing else.
    cited = {finding["case"] for row in rows["findings"].to_pylist() for finding in row}
    assert cited == {case["id"] for case in result.cases}
    named = {source for case in result.cases for hop in case["path"] for source in hop["sources"]}
    assert named <= {source["id"] for source in result.sources}


def test_batches_say_what_the_whole_table_says(catalog):
    result = nameplate.scan(catalog, as_of=DAY)
    reader = pa.Table.from_batches(catalog.to_batches(max_chunksize=10)).to_reader(max_chunksize=10)
    batches = list(nameplate.scan_batches(reader, as_of=DAY))
    assert [len(batch) for batch in batches] == [10, 10, 10, 10, 8]
    assert pa.Table.from_batches([pa.record_batch(batch) for batch in batches]).equals(pa.table(result.results))
    # Each case stands once, with the batch that first cites it.
    assert [case["id"] for batch in batches for case in batch.cases] == [case["id"] for case in result.cases]
    assert sum(batch.summary["listings"] for batch in batches) == 48


def test_rows_with_ids_may_come_in_any_order(catalog):
    asked = {"as_of": DAY, "expect_id": True}
    digest = nameplate.scan(catalog, **asked).digest
    turned = catalog.take(list(reversed(range(48))))
    assert nameplate.scan(turned, **asked).digest == digest
    assert nameplate.scan(turned, as_of=DAY).digest != nameplate.scan(catalog, as_of=DAY).digest
    assert nameplate.scan(catalog.slice(1), **asked).digest != digest


def test_columns_are_told_by_names_cells_and_map():
    cells = ["HIKVISION DS-2CD2143G2-I 4MP dome camera", "Oak desk with two drawers", "Garden hose, red, 20 m"]
    table = pa.table({"brand": ["Hikvision", "Ikea", "Hoseman"], "x1": cells, "x,2=": cells})
    guessed = nameplate.scan(table.drop(["x,2="])).recognised
    assert guessed["fields"] == [("brand", "brand")] and ("title", "x1") in guessed["guessed"]
    assert nameplate.scan(table, guess=False).recognised["guessed"] == []
    told = nameplate.scan(table, map={"title": "x,2=", "text": ["x1"]}, guess=False).recognised
    assert ("title", "x,2=") in told["fields"] and ("text", "x1") in told["fields"]


def test_nested_columns_and_odd_types():
    table = pa.table(
        {
            "product": pa.array([{"name": "IPC-T5442TM-AS bullet camera", "brand": {"name": "Loryta"}}]),
            "gtin": pa.array([6941264002178.0]),
            "kind": pa.array(["camera"]).dictionary_encode(),
            "picture": pa.array([b"\xff\xfe"]),
        }
    )
    result = nameplate.scan(table, map={"title": "product.name", "brand": "product.brand.name"})
    assert result.summary["by_verdict"] == {"connected": 1}


def test_each_row_by_the_law_of_its_own_day():
    when = pa.array([datetime(year, 5, 1, tzinfo=timezone.utc) for year in (2017, 2021)])
    table = pa.table({"title": ["Lorex 4K security camera"] * 2, "brand": ["Lorex"] * 2, "Order Date": when})
    result = nameplate.scan(table, as_of="column:Order Date")
    days = [str(day) for day in pa.table(result.results)["as_of"].to_pylist()]
    assert days == ["2017-05-01", "2021-05-01"] and result.summary["own_day"] == 2 and result.defects == []


def test_an_empty_table_is_no_error(table):
    result = nameplate.scan(table.slice(0, 0))
    assert len(result) == 0 and pa.table(result.results).num_rows == 0
    assert result.summary["listings"] == 0 and "0 listings" in result._repr_html_()


def test_a_register_of_ones_own_and_a_policy(catalog):
    register = nameplate.Register.open()
    assert len(register.hash) == 64 and register.version and register.without_lists
    few = nameplate.scan(catalog, register, policy={"max_hops": 1}, as_of=DAY)
    many = nameplate.scan(catalog, register, as_of=DAY)
    assert few.policy["max_hops"] == 1 and few.policy_hash != many.policy_hash
    assert few.digest != many.digest


def test_ids_that_are_not_alone_are_refused(catalog):
    twice = pa.concat_tables([catalog, catalog.slice(7, 1)])
    with pytest.raises(nameplate.InputError, match="has the id `NP-1008`") as caught:
        nameplate.scan(twice, as_of=DAY, expect_id=True, name="offers")
    assert (caught.value.file, caught.value.row, caught.value.field) == ("offers", 48, "id")
