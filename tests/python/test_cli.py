"""The wheel says what the command line says."""

import json
import os
import subprocess
from datetime import datetime, timezone

import nameplate
import pyarrow as pa
import pyarrow.parquet
import pytest
from conftest import CATALOG, DAY, REPOSITORY

BINARY = os.environ.get("NAMEPLATE_BINARY")
pytestmark = pytest.mark.skipif(not BINARY, reason="NAMEPLATE_BINARY names no binary")


def run(*args, cwd=REPOSITORY):
    done = subprocess.run([BINARY, *args], cwd=cwd, capture_output=True, text=True)
    assert done.returncode in (0, 1, 2), done.stderr
    return done.stdout


def manifest(folder, *args):
    run("scan", *args, "--as-of", DAY, "--quiet", "-o", str(folder / "r.jsonl"))
    return json.loads((folder / "r.jsonl.manifest.json").read_text())


def test_scan(catalog, tmp_path):
    said = manifest(tmp_path, "examples/catalog.csv")
    result = nameplate.scan(catalog, as_of=DAY, name="examples/catalog.csv")
    assert result.digest == said["digest"]
    assert result.summary == said["counts"]
    assert (result.policy, result.policy_hash) == (said["policy"], said["policy_hash"])
    assert (result.register_version, result.register_hash) == (said["register"]["version"], said["register"]["hash"])
    lines = [json.loads(line) for line in (tmp_path / "r.cases.jsonl").read_text().splitlines()]
    by_id = lambda all: sorted(all, key=lambda one: one["id"])
    assert by_id(line for line in lines if line.get("type", "case") == "case") == by_id(
        {**case, **({"type": "case"} if "type" in lines[0] else {})} for case in result.cases
    )


def test_scan_by_ids(catalog, tmp_path):
    said = manifest(tmp_path, "examples/catalog.csv", "--expect-id")
    assert said["digest_by"] == "id"
    assert nameplate.scan(catalog, as_of=DAY, expect_id=True).digest == said["digest"]


def test_scan_of_a_file_whose_columns_say_little(tmp_path):
    table = pa.table(
        {
            "x1": ["Hikvision DS-2CD2143G2-I 4MP dome camera", "Oak desk with two drawers", "Garden hose 20 m red"] * 900,
            "Remarks of the shop": ["sold by Dahua Technology", "none", None] * 900,
            "bought": pa.array([datetime(2021, 5, 1, tzinfo=timezone.utc)] * 2700),
            "brand": ["Hikvision", "Ikea", "Hoseman"] * 900,
        }
    )
    pa.parquet.write_table(table, tmp_path / "t.parquet")
    run("scan", "t.parquet", "--as-of", "column:bought", "--quiet", "-o", "r.jsonl", cwd=tmp_path)
    said = json.loads((tmp_path / "r.jsonl.manifest.json").read_text())
    assert nameplate.scan(table, name="t.parquet", as_of="column:bought").digest == said["digest"]


@pytest.mark.parametrize(
    "listing",
    [
        {"title": "HIKVISION DS-2CD2143G2-I 4MP dome", "brand": "Hikvision"},
        {"title": "Baby monitor", "brand": "EZVIZ", "seller": "Best Shop"},
        {"title": "Oak desk"},
        {"title": "Bracket for Dahua cameras", "gtin": "6930000000000"},
    ],
)
def test_check_and_explain(listing):
    options = [part for field, text in listing.items() for part in (f"--{field}", text)]
    assert nameplate.check(listing, as_of=DAY) == json.loads(run("check", *options, "--as-of", DAY, "--json"))
    assert nameplate.explain(listing, as_of=DAY) == json.loads(run("explain", *options, "--as-of", DAY, "--json"))


@pytest.mark.parametrize("name", ["EZVIZ", "Hikvision", "TP-Link", "Dahua Technology USA", "hikvision", "Nobody Known Ltd", "Hangzhou"])
def test_who(name):
    assert nameplate.who(name, as_of=DAY) == json.loads(run("who", name, "--as-of", DAY, "--json"))


@pytest.mark.parametrize(
    "party",
    [
        {"name": "HK Vision Digital Tech", "country": "CN"},
        {"name": "Zhejiang Dahua", "address": "Hangzhou, China"},
        {"name": "Technology"},
        {"name": "Nobody Known Ltd", "founded": "2001"},
    ],
)
def test_match(party):
    options = [part for field, text in party.items() for part in (f"--{field}", text)]
    assert nameplate.match(**party, as_of=DAY) == json.loads(run("match", *options, "--as-of", DAY, "--json"))
