"""Catalogs are written by strangers."""

import re

import nameplate
import pyarrow as pa

EVIL = '<script>alert(1)</script><img src=x onerror="x"> \u202e\u0007\x1b[31m Hikvision DS-2CD2143G2-I'


def test_text_of_a_catalog_is_text_in_a_notebook():
    table = pa.table({"sku": ['"><b>x</b>'], "title": [EVIL], "brand": ["Hikvision"]})
    result = nameplate.scan(table, name="<i>evil</i>")
    html = result._repr_html_()
    assert "DS-2CD2143G2-I" in html and "&lt;script&gt;" in html
    # Every tag is one of ours, and bears no attribute.
    tags = set(re.findall(r"<(/?[^>]*)>", html))
    ours = {"div", "p", "b", "table", "thead", "tbody", "tr", "th", "td", "bdi", "code", "small"}
    assert {tag.strip("/") for tag in tags} <= ours
    assert not any(char in html for char in "\u202e\u0007\x1b")
    for shown in (repr(result), repr(result.results), repr(nameplate.Register.open())):
        assert shown.isprintable() and "script" not in shown


def test_odd_rows_are_defects_and_no_errors():
    rows = [None, "", " ", "a" * 3_000_000, "\x00\ud7ff", "=cmd|'/c'!A1", "💥" * 1000, EVIL]
    table = pa.table({"title": rows, "gtin": ["x"] * len(rows)})
    result = nameplate.scan(table, map={"title": "title"})
    assert result.summary["listings"] == len(rows)
    fields = {defect["field"] for defect in result.defects}
    assert "title" in fields and all(0 <= defect["row"] < len(rows) for defect in result.defects)


def test_column_names_are_anything():
    table = pa.table([["Hikvision camera"], ["x"], ["y"]], names=["title", "", "<b>\n\u202e"])
    recognised = nameplate.scan(table).recognised
    assert "<b>\n\u202e" in recognised["plain"] + recognised["unused"]


def test_a_wide_table():
    wide = pa.table({"title": ["Hikvision camera"], **{f"c{n}": ["x"] for n in range(3_000)}})
    assert nameplate.scan(wide).summary["by_verdict"] == {"connected": 1}
