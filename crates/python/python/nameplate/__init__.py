"""Who is really behind a product, how do we know, and what does it mean?

``scan`` judges a table, ``check`` and ``explain`` one listing; ``match`` looks for a party by its name, ``who`` tells what is known of
one. Nothing is sent anywhere: the register is in the wheel, or in the data folder of the command line.

>>> answer = nameplate.check({"title": "Baby monitor", "brand": "EZVIZ"})
>>> answer["verdict"]
'connected'
"""

from __future__ import annotations

import datetime as _datetime
import json as _json
import os as _os
from collections.abc import Iterable as _Iterable
from collections.abc import Iterator as _Iterator
from collections.abc import Mapping as _Mapping
from functools import lru_cache as _lru_cache
from typing import Any as _Any

from ._errors import InputError, NameplateError, PolicyError, RegisterError
from ._nameplate import FIELDS as _FIELDS
from ._nameplate import Batch, Register, Results, __version__
from ._nameplate import Question as _Question
from ._nameplate import Scan as _Scan
from ._result import ScanResult

__all__ = [
    "Batch",
    "InputError",
    "NameplateError",
    "PolicyError",
    "Register",
    "RegisterError",
    "Results",
    "ScanResult",
    "__version__",
    "check",
    "explain",
    "fields",
    "match",
    "scan",
    "scan_batches",
    "who",
]

#: How ``as_of`` says that each row has a day of its own.
_COLUMN = "column:"


def fields() -> list[str]:
    """The fields that a listing can have: what ``map`` takes, and ``check``.

    >>> nameplate.fields()[:4]
    ['title', 'brand', 'manufacturer', 'seller']
    """
    return list(_FIELDS)


def scan(
    table: _Any,
    register: Register | None = None,
    policy: str | _os.PathLike[str] | _Mapping[str, _Any] | None = None,
    as_of: str | _datetime.date | None = None,
    map: _Mapping[str, str | _Iterable[str]] | None = None,
    expect_id: bool = False,
    *,
    name: str = "table",
    guess: bool = True,
    threads: int | None = None,
    progress: bool = False,
) -> ScanResult:
    """Judges every row of a table: who made, brands and sells it, and where that leads.

    ``table`` is anything that speaks Arrow: a pyarrow table, batch or reader, a polars or pandas data frame, a DuckDB relation. It is
    read batch by batch; only the results are kept.

    >>> result = nameplate.scan(table, as_of="2026-11-23")
    >>> [case["target"]["name"] for case in result.cases][:1]
    ['Hangzhou Hikvision Digital Technology Co., Ltd.']

    Columns are recognised by their names and cells; ``map`` says what they mean where that goes wrong:

    >>> result = nameplate.scan(table, map={"title": "title", "brand": "brand"})

    :param register: what is known; without one that of the data folder, else the one in the wheel. It is opened once.
    :param policy: a policy file, or a dict with the values that are to differ: ``{"max_hops": 2}``.
    :param as_of: the day that is asked for, today without one; ``"column:Order Date"`` judges each row by the law of its own day.
    :param map: field to column, or to several columns.
    :param expect_id: rows are told apart by the catalog's ids: each must have one, and the digest is the same however the table is
        cut or ordered. Without it they are told apart by their places.
    :param name: what the table is called in results and digest: with the name of the file, they are those of the command line.
    :param guess: whether columns whose names say nothing are told by the cells of the first 2,000 rows.
    :param threads: how many judge; as many as there are processors without a number.
    :param progress: shows a bar, where tqdm is installed.
    """
    question = _question(register, policy, as_of)
    asked = _wanted(_columns(map, as_of), expect_id, name, guess)
    job = question.scan(table, {**asked, "threads": threads or 0})
    with _Bar(progress, table) as bar:
        batches = []
        said: dict[str, _Any] = {"cases": [], "house": [], "sources": {}}
        for batch in job:
            batches.append(batch)
            said["cases"] += batch.cases
            said["house"] += batch.house
            said["sources"].update((source["id"], source) for source in batch.sources)
            bar.update(len(batch))
    register = register or _default_register()
    said.update(
        sources=[said["sources"][key] for key in sorted(said["sources"])],
        summary=job.summary,
        digest=job.digest,
        recognised=_recognised(job),
        as_of=question.as_of,
        register_version=register.version,
        register_hash=register.hash,
        policy=question.policy,
        policy_hash=question.policy_hash,
        without_lists=register.without_lists,
    )
    return ScanResult(Results(batches), said)


def scan_batches(
    reader: _Any,
    register: Register | None = None,
    policy: str | _os.PathLike[str] | _Mapping[str, _Any] | None = None,
    as_of: str | _datetime.date | None = None,
    map: _Mapping[str, str | _Iterable[str]] | None = None,
    expect_id: bool = False,
    *,
    name: str = "table",
    guess: bool = True,
    threads: int = 1,
) -> _Iterator[Batch]:
    """Judges a table and hands out the results batch by batch, so that neither table nor results have to fit into memory.

    >>> sum(len(batch) for batch in nameplate.scan_batches(table))
    3

    The parameters are those of :func:`scan`. Where a table is cut and its parts are judged apart, ``guess=False`` takes columns by
    their names only, so that all parts are understood alike. Each batch speaks Arrow (``pyarrow.record_batch(batch)``).
    """
    question = _question(register, policy, as_of)
    asked = _wanted(_columns(map, as_of), expect_id, name, guess)
    # What is wrong with the call is told by the call, not by the first row that is asked for.
    return iter(question.scan(reader, {**asked, "threads": threads}))


def check(
    listing: _Mapping[str, _Any],
    register: Register | None = None,
    policy: str | _os.PathLike[str] | _Mapping[str, _Any] | None = None,
    as_of: str | _datetime.date | None = None,
) -> dict[str, _Any]:
    """Judges one listing, given by its fields.

    >>> answer = nameplate.check({"title": "HIKVISION DS-2CD2143G2-I 4MP dome", "brand": "Hikvision"})
    >>> answer["verdict"], answer["maker"]["id"]
    ('connected', 'hikvision')
    """
    return _question(register, policy, as_of).check(_pairs(listing))


def explain(
    listing: _Mapping[str, _Any],
    register: Register | None = None,
    policy: str | _os.PathLike[str] | _Mapping[str, _Any] | None = None,
    as_of: str | _datetime.date | None = None,
) -> dict[str, _Any]:
    """The whole way of one listing: each signal with its weight, whom it speaks for, what was found.

    >>> way = nameplate.explain({"title": "Baby monitor", "brand": "EZVIZ"})
    >>> way["result"]["verdict"], len(way["signals"]) > 0
    ('connected', True)
    """
    return _question(register, policy, as_of).explain(_pairs(listing))


def match(
    name: str | _Iterable[str],
    register: Register | None = None,
    policy: str | _os.PathLike[str] | _Mapping[str, _Any] | None = None,
    as_of: str | _datetime.date | None = None,
    **fields: str | _Iterable[str],
) -> dict[str, _Any]:
    """Whom a name may mean, with what speaks for and against each. A hit is a likeness of names, not a finding.

    >>> nameplate.match("HK Vision Digital Tech", country="CN")["hits"][0]["party"]["id"]
    'hikvision'

    Fields beside the name: ``kind``, ``country``, ``address``, ``identifier``, ``born``, ``founded``.
    """
    return _question(register, policy, as_of).matches(_pairs({"name": name, **fields}))


def who(
    name: str,
    register: Register | None = None,
    policy: str | _os.PathLike[str] | _Mapping[str, _Any] | None = None,
    as_of: str | _datetime.date | None = None,
) -> dict[str, _Any]:
    """What is known of a party, by its name or its id; ``may_be_meant`` where the name does not tell one party.

    >>> nameplate.who("EZVIZ")["party"]["id"]
    'ezviz'
    """
    return _question(register, policy, as_of).who(name)


@_lru_cache(maxsize=1)
def _default_register() -> Register:
    return Register.open()


def _question(register: Register | None, policy: _Any, as_of: str | _datetime.date | None) -> _Question:
    if isinstance(policy, _Mapping):
        policy = (_json.dumps(dict(policy)),)
    if isinstance(as_of, _datetime.datetime):
        as_of = as_of.date()
    if isinstance(as_of, _datetime.date):
        as_of = as_of.isoformat()
    if isinstance(as_of, str) and as_of.startswith(_COLUMN):
        as_of = None
    return _Question(register or _default_register(), policy, as_of)


def _columns(map: _Mapping[str, _Any] | None, as_of: _Any) -> list[tuple[str, str]]:
    pairs = _pairs(map or {})
    if isinstance(as_of, str) and as_of.startswith(_COLUMN):
        pairs.append(("purchased_on", as_of.removeprefix(_COLUMN).strip()))
    return pairs


def _wanted(map: list[tuple[str, str]], expect_id: bool, name: str, guess: bool) -> dict[str, _Any]:
    return {"name": name, "map": map, "expect_id": expect_id, "guess": guess, "part": None}


def _recognised(job: _Scan) -> dict[str, _Any]:
    said = job.recognised
    return {**said, "fields": [tuple(pair) for pair in said["fields"]], "guessed": [tuple(pair) for pair in said["guessed"]]}


def _pairs(given: _Mapping[str, _Any]) -> list[tuple[str, str]]:
    """Field and text, a pair for each text; what is not there is left out."""
    if not isinstance(given, _Mapping):
        raise InputError(
            f"a {type(given).__name__} is no listing",
            hint="a listing is a dict of fields: {'title': 'HIKVISION DS-2CD2143G2-I'}",
        )
    pairs = []
    for field, value in given.items():
        several = isinstance(value, _Iterable) and not isinstance(value, (str, bytes))
        for text in value if several else [value]:
            if text is None or text != text:
                continue
            pairs.append((str(field), text.decode(errors="replace") if isinstance(text, bytes) else str(text)))
    return pairs


class _Bar:
    """A bar where one is wanted and tqdm is there, else nothing."""

    def __init__(self, wanted: bool, table: _Any) -> None:
        self._bar = None
        if wanted:
            try:
                from tqdm.auto import tqdm
            except ImportError:
                return
            rows = getattr(table, "num_rows", None)
            rows = len(table) if rows is None and hasattr(table, "__len__") else rows
            self._bar = tqdm(total=rows if isinstance(rows, int) else None, unit=" rows", desc="nameplate")

    def __enter__(self) -> _Bar:
        return self

    def update(self, rows: int) -> None:
        if self._bar is not None:
            self._bar.update(rows)

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()
