"""Errors say what failed, where, and what to do."""

import pickle

import nameplate
import pyarrow as pa
import pytest


def test_each_kind_has_its_class_and_a_hint(table, tmp_path):
    bad = tmp_path / "bad.toml"
    bad.write_text("max_hops = 'many'")
    noise = tmp_path / "noise.register"
    noise.write_bytes(b"\x07" * 5_000)
    calls = [
        (nameplate.RegisterError, lambda: nameplate.Register.open(tmp_path / "none")),
        (nameplate.RegisterError, lambda: nameplate.Register.open(tmp_path)),
        (nameplate.RegisterError, lambda: nameplate.Register.open(noise)),
        (nameplate.PolicyError, lambda: nameplate.scan(table, policy=bad)),
        (nameplate.PolicyError, lambda: nameplate.scan(table, policy=tmp_path / "none.toml")),
        (nameplate.PolicyError, lambda: nameplate.scan(table, policy={"hops": 1})),
        (nameplate.PolicyError, lambda: nameplate.scan(table, policy={"max_hops": 0})),
        (nameplate.InputError, lambda: nameplate.scan(table, as_of="tomorrow")),
        (nameplate.InputError, lambda: nameplate.scan([{"title": "x"}])),
        (nameplate.InputError, lambda: nameplate.scan(pa.table({"price": [1]}))),
        (nameplate.InputError, lambda: nameplate.scan(table, map={"colour": "sku"})),
        (nameplate.InputError, lambda: nameplate.check({})),
        (nameplate.InputError, lambda: nameplate.check("Hikvision camera")),
        (nameplate.InputError, lambda: nameplate.match("")),
        (nameplate.InputError, lambda: nameplate.match("Hikvision", colour="red")),
        (nameplate.InputError, lambda: nameplate.match("Hikvision", country="Atlantis")),
    ]
    for kind, call in calls:
        with pytest.raises(kind) as caught:
            call()
        error = caught.value
        assert isinstance(error, nameplate.NameplateError)
        assert error.hint and error.hint in str(error) and error.message in str(error)
        again = pickle.loads(pickle.dumps(error))
        assert (str(again), again.hint, again.row) == (str(error), error.hint, error.row)


def test_they_carry_file_row_and_field(table):
    with pytest.raises(nameplate.InputError, match="nope") as caught:
        nameplate.scan(table, map={"brand": "nope"}, name="offers.csv")
    assert (caught.value.file, caught.value.field) == ("offers.csv", "brand")
    ids = table.set_column(0, "sku", pa.array(["A1", None, "A3"]))
    with pytest.raises(nameplate.InputError) as caught:
        nameplate.scan(ids, expect_id=True, name="offers.csv")
    assert (caught.value.file, caught.value.row, caught.value.field) == ("offers.csv", 1, "id")
    with pytest.raises(nameplate.InputError) as caught:
        nameplate.scan(table.drop(["sku"]), expect_id=True)
    assert caught.value.field == "id"


def test_a_table_that_breaks_off_says_where(table):
    def batches():
        yield from table.to_batches()
        raise OSError("the disk is gone")

    reader = pa.RecordBatchReader.from_batches(table.schema, batches())
    with pytest.raises(nameplate.InputError, match="the disk is gone") as caught:
        nameplate.scan(reader, name="offers")
    assert (caught.value.file, caught.value.row) == ("offers", 3)
    # Nothing comes after it that could be taken for the rest.
    reader = pa.RecordBatchReader.from_batches(table.schema, batches())
    job = nameplate.scan_batches(reader)
    with pytest.raises(nameplate.InputError):
        next(job)
    assert list(job) == []


def test_what_is_wrong_with_a_call_is_told_by_the_call(table):
    with pytest.raises(nameplate.InputError):
        nameplate.scan_batches(table, as_of="tomorrow")
    with pytest.raises(nameplate.InputError):
        nameplate.scan_batches(7)
