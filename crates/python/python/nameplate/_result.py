"""What a scan gives back, and how it looks in a notebook."""

from __future__ import annotations

from functools import cached_property
from html import escape
from typing import Any

from ._nameplate import Results

#: So many listings are shown in a notebook.
_SHOWN = 20

#: Verdicts, the most serious first, as they are shown.
_VERDICTS = {
    "connected": "connected",
    "review": "for review",
    "no_connection_found": "no connection found",
    "not_checked": "not checked",
}


class ScanResult:
    """The results of a table: ``results`` row by row, ``cases`` that they cite, and counts.

    >>> result = nameplate.scan(table)
    >>> result
    <nameplate.ScanResult: 3 listings, 2 connected, 0 for review>
    >>> result.summary["by_verdict"]
    {'no_connection_found': 1, 'connected': 2}
    """

    def __init__(self, results: Results, said: dict[str, Any]) -> None:
        #: One row a listing, in the order of the table, as Arrow: ``pyarrow.table(result.results)``.
        self.results = results
        #: The cases that findings cite by their ids, each once.
        self.cases: list[dict[str, Any]] = said["cases"]
        #: The documents that cases cite by their ids, each once.
        self.sources: list[dict[str, Any]] = said["sources"]
        #: What rules of the house add to cases.
        self.house: list[dict[str, Any]] = said["house"]
        #: Counts.
        self.summary: dict[str, Any] = said["summary"]
        #: SHA-256 over a line for each listing: two scans with one digest say the same of every listing.
        self.digest: str = said["digest"]
        #: What columns were taken for: ``fields`` by their names, ``guessed`` by their cells, ``plain`` text, ``unused``.
        self.recognised: dict[str, Any] = said["recognised"]
        #: With what it was judged: day, register, policy.
        self.as_of: str = said["as_of"]
        self.register_version: str = said["register_version"]
        self.register_hash: str = said["register_hash"]
        self.policy: dict[str, Any] = said["policy"]
        self.policy_hash: str = said["policy_hash"]
        #: What has to be said where the register holds no published list, else ``None``.
        self.without_lists: str | None = said["without_lists"]

    @cached_property
    def defects(self) -> list[dict[str, Any]]:
        """What could not be used: a dict with ``id``, ``file``, ``row``, ``field`` and ``reason`` for each place.

        >>> nameplate.scan(table).defects
        []
        """
        return self.results._defects

    def case(self, case_id: str) -> dict[str, Any]:
        """The case of that id, as findings cite it.

        >>> result = nameplate.scan(table)
        >>> result.case(result.cases[0]["id"])["target"]["name"]
        'Hangzhou Hikvision Digital Technology Co., Ltd.'
        """
        return self._by_id[case_id]

    @cached_property
    def _by_id(self) -> dict[str, dict[str, Any]]:
        return {case["id"]: case for case in self.cases}

    def _count(self, verdict: str) -> int:
        return self.summary["by_verdict"].get(verdict, 0)

    def __len__(self) -> int:
        return len(self.results)

    def __repr__(self) -> str:
        counts = self.summary
        return (
            f"<nameplate.ScanResult: {counts['listings']} listings, {self._count('connected')} connected, "
            f"{self._count('review')} for review>"
        )

    def _repr_html_(self) -> str:
        """The counts and the first listings that were found. Text of the catalog is text here, whatever it holds."""
        listings = f"{self.summary['listings']:,}"
        counts = [f"{self._count(verdict):,} {shown}" for verdict, shown in _VERDICTS.items() if self._count(verdict)]
        parts = [f"<p><b>{listings} listings</b>: {_text(', '.join(counts) or 'none')}</p>"]
        found = self.results._glimpses(_SHOWN)
        if found:
            head = "".join(f"<th>{name}</th>" for name in ("row", "id", "title", "verdict", "leads to"))
            rows = "".join(self._row(one) for one in found)
            parts.append(f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>")
            more = self._count("connected") + self._count("review") - len(found)
            if more > 0:
                parts.append(f"<p>and {more:,} more in <code>.results</code></p>")
        if self.without_lists:
            parts.append(f"<p>Note: {_text(self.without_lists)}.</p>")
        parts.append(f"<p><small>Register {_text(self.register_version)}, as of {_text(self.as_of)}</small></p>")
        return f"<div>{''.join(parts)}</div>"

    def _row(self, one: dict[str, Any]) -> str:
        target = self._by_id.get(one["case"], {}).get("target", {}).get("name", "")
        verdict = _VERDICTS.get(one["verdict"], one["verdict"])
        cells = (str(one["row"]), one["id"], one["title"], verdict, target)
        return f"<tr>{''.join(f'<td>{_text(cell)}</td>' for cell in cells)}</tr>"


def _text(text: str) -> str:
    """Text of strangers: no markup, and nothing that turns the direction of what stands beside it."""
    shown = "".join(char if char.isprintable() else " " for char in text)
    return f"<bdi>{escape(shown)}</bdi>"
