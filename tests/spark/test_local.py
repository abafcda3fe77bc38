"""A scan on this machine's own Spark says what the command line and the wheel say, and refuses what it cannot tell apart."""

import json

import nameplate
import nameplate.spark
import pyarrow as pa
import pyarrow.parquet
import pytest
from conftest import DAY, ROWS


def test_it_says_what_the_command_line_and_the_wheel_say(spark, table, parquet, expected, tmp_path):
    told = []
    result = nameplate.spark.scan(spark.read.parquet(parquet), as_of=DAY, output=tmp_path / "out", progress=told.append)
    wheel = nameplate.scan(table, as_of=DAY, expect_id=True)
    assert result.digest == wheel.digest == expected["digest"] and result.digest_by == expected["digest_by"] == "id"
    assert result.summary == wheel.summary == expected["counts"]
    assert told[-1]["rows"] == ROWS
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest == json.loads(json.dumps(result.manifest))
    same = ("schema_version", "as_of", "register", "editions", "policy", "policy_hash", "reasons", "messages", "complete")
    assert {key: manifest.get(key) for key in same} == {key: expected.get(key) for key in same}
    # What stands beside is whole, and nothing of the work is left.
    assert {case["id"] for case in wheel.cases} == {row["id"] for row in result.cases.collect()}
    assert {source["id"] for source in wheel.sources} == {row["id"] for row in result.sources.collect()}
    there = (path.name for path in (tmp_path / "out").iterdir() if not path.name.startswith("."))
    assert sorted(there) == ["cases", "manifest.json", "results", "sources"]
    rows = result.results.toArrow().sort_by("id").to_pylist()
    ours = pa.table(wheel.results).sort_by("id").to_pylist()
    assert [{**row, "row": None} for row in ours] == rows


def test_cases_are_those_of_the_wheel(spark, table, tmp_path):
    small = table.slice(0, 400)
    pa.parquet.write_table(small, tmp_path / "t.parquet")
    result = nameplate.spark.scan(spark.read.parquet(str(tmp_path / "t.parquet")), as_of=DAY, output=tmp_path / "out")
    wheel = {case["id"]: case for case in nameplate.scan(small, as_of=DAY).cases}
    for row in result.cases.collect():
        case = wheel[row["id"]]
        assert (row["verdict"], row["target"]["name"]) == (case["verdict"], case["target"]["name"])
        assert [hop["to"] for hop in row["path"]] == [hop["to"] for hop in case["path"]]
        assert [one["sentence"] for one in row["consequences"]] == [one["sentence"] for one in case["consequences"]]


def test_rows_without_ids_are_told_apart_by_file_and_row(spark, table, parquet, tmp_path):
    plain = tmp_path / "in"
    (plain / "a").mkdir(parents=True)
    half = table.drop(["sku"]).slice(0, 3_000)
    pa.parquet.write_table(half.slice(0, 1_000), plain / "x.parquet", row_group_size=300)
    pa.parquet.write_table(half.slice(1_000), plain / "a" / "y.parquet")
    read = lambda: spark.read.option("recursiveFileLookup", "true").parquet(str(plain))
    result = nameplate.spark.scan(read(), as_of=DAY, output=tmp_path / "out")
    again = nameplate.spark.scan(read(), as_of=DAY, output=tmp_path / "again")
    assert result.digest == again.digest and result.digest_by == "place"
    places = {(row["file"], row["row"]): row["verdict"] for row in result.results.select("file", "row", "verdict").collect()}
    assert len(places) == 3_000
    wheel = pa.table(nameplate.scan(half, as_of=DAY).results)["verdict"].to_pylist()
    assert [places["x.parquet", row] for row in range(1_000)] == wheel[:1_000]
    assert [places["a/y.parquet", row] for row in range(2_000)] == wheel[1_000:]
    # A catalog with ids may be read so too.
    by_place = nameplate.spark.scan(spark.read.parquet(parquet), as_of=DAY, id=False, output=tmp_path / "places")
    assert by_place.digest_by == "place" and by_place.summary["listings"] == ROWS


def test_ids_that_are_missing_or_not_alone_are_refused(spark, table, tmp_path):
    def refused(ids, **asked):
        pa.parquet.write_table(table.slice(0, 4).set_column(0, "sku", pa.array(ids)), tmp_path / "t.parquet")
        with pytest.raises(nameplate.InputError) as caught:
            nameplate.spark.scan(spark.read.parquet(str(tmp_path / "t.parquet")), as_of=DAY, output=tmp_path / "out", **asked)
        assert caught.value.field == "id" and caught.value.hint
        assert list((tmp_path / "out").iterdir()) == []
        return caught.value.message

    assert refused(["A", "B", "A", "A"]) == "rows have one id: `A` (3 times)"
    assert refused(["A", None, "", "B"]) == "2 of 4 rows have no id that could tell them apart"
    with pytest.raises(nameplate.InputError, match="nothing that tells them apart"):
        rows = spark.createDataFrame([("Hikvision camera",)], ["title"])
        nameplate.spark.scan(rows, as_of=DAY, output=tmp_path / "out")


def test_what_is_there_is_not_replaced_unasked(spark, table, tmp_path):
    pa.parquet.write_table(table.slice(0, 100), tmp_path / "t.parquet")
    read = lambda: spark.read.parquet(str(tmp_path / "t.parquet"))
    first = nameplate.spark.scan(read(), as_of=DAY, output=tmp_path / "out")
    with pytest.raises(nameplate.InputError, match="already"):
        nameplate.spark.scan(read(), as_of=DAY, output=tmp_path / "out")
    second = nameplate.spark.scan(read(), as_of=DAY, output=tmp_path / "out", policy={"max_hops": 1}, overwrite=True)
    assert first.digest != second.digest and second.results.count() == 100
    assert second.manifest["policy"]["max_hops"] == 1


def test_columns_are_understood_once_for_all_parts(spark, tmp_path):
    cells = ["HIKVISION DS-2CD2143G2-I 4MP dome camera", "Oak desk with two drawers", "Garden hose, red, 20 m"] * 20
    rows = [(f"N{n}", f"{cell}, {n} of 60", "Hikvision" if n % 3 == 0 else "Ikea", None) for n, cell in enumerate(cells)]
    table = pa.table({name: [row[at] for row in rows] for at, name in enumerate(["sku", "x1", "brand", "nothing"])})
    pa.parquet.write_table(table, tmp_path / "t.parquet")
    df = spark.read.parquet(str(tmp_path / "t.parquet")).repartition(7)
    guessed = nameplate.spark.scan(df, as_of=DAY, output=tmp_path / "guessed")
    assert ("title", "x1") in guessed.manifest["recognised"]["guessed"]
    assert guessed.digest == nameplate.scan(table, as_of=DAY, expect_id=True).digest
    told = nameplate.spark.scan(df, as_of=DAY, output=tmp_path / "told", map={"text": "x1"}, guess=False)
    assert told.digest == nameplate.scan(table, as_of=DAY, expect_id=True, map={"text": "x1"}, guess=False).digest


def test_defects_come_back(spark, tmp_path):
    pa.parquet.write_table(pa.table({"sku": ["A"], "title": ["Camera"], "gtin": ["6930000000000"]}), tmp_path / "t.parquet")
    result = nameplate.spark.scan(spark.read.parquet(str(tmp_path / "t.parquet")), as_of=DAY, output=tmp_path / "out")
    (defect,) = result.defects.collect()
    assert (defect["id"], defect["field"]) == ("A", "gtin") and "check digit" in defect["reason"]


def test_a_corrupt_row_group_leaves_nothing(spark, table, tmp_path):
    file = tmp_path / "t.parquet"
    pa.parquet.write_table(table.slice(0, 8_000), file, row_group_size=1_000, compression="snappy")
    group = pa.parquet.ParquetFile(file).metadata.row_group(5)
    column = group.column(1)
    with open(file, "r+b") as out:
        out.seek(column.dictionary_page_offset or column.data_page_offset)
        out.write(b"\xff" * column.total_compressed_size)
    df = spark.read.parquet(str(file))
    with pytest.raises(Exception, match="t.parquet"):
        nameplate.spark.scan(df, as_of=DAY, output=tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []
    spark.conf.set("spark.sql.files.ignoreCorruptFiles", "true")
    try:
        with pytest.raises(nameplate.InputError, match="would be missing"):
            nameplate.spark.scan(df, as_of=DAY, output=tmp_path / "out")
    finally:
        spark.conf.set("spark.sql.files.ignoreCorruptFiles", "false")


def test_a_table_without_rows_is_no_error(spark, table, tmp_path):
    pa.parquet.write_table(table.slice(0, 0), tmp_path / "t.parquet")
    result = nameplate.spark.scan(spark.read.parquet(str(tmp_path / "t.parquet")), as_of=DAY, output=tmp_path / "out")
    assert result.summary["listings"] == 0 and result.results.count() == result.cases.count() == 0
    assert result.digest == nameplate.scan(table.slice(0, 0), as_of=DAY, expect_id=True).digest
