"""What is written in Rust."""

import os
from collections.abc import Iterator
from typing import Any, final

__version__: str
FIELDS: list[str]

@final
class Register:
    """What is known: parties, relations, lists, rules. Open one with `Register.open()`."""

    @staticmethod
    def open(path: str | os.PathLike[str] | None = None) -> Register:
        """Opens a register file; without a path that of the data folder, else the starter register, which is in the wheel."""
    @property
    def version(self) -> str:
        """What it calls itself."""
    @property
    def hash(self) -> str:
        """SHA-256 of its contents."""
    @property
    def lists(self) -> list[str]:
        """The published lists that are loaded, by their ids."""
    @property
    def without_lists(self) -> str | None:
        """What has to be said where no published list is loaded."""
    @property
    def name(self) -> str:
        """The file that it was read from, in words."""
    def _save(self, path: str | os.PathLike[str]) -> None: ...

@final
class Question:
    def __new__(
        cls,
        register: Register,
        policy: str | os.PathLike[str] | tuple[str] | None,
        as_of: str | None,
    ) -> Question: ...
    @property
    def as_of(self) -> str: ...
    @property
    def policy_hash(self) -> str: ...
    @property
    def policy(self) -> dict[str, Any]: ...
    @property
    def manifest(self) -> dict[str, Any]: ...
    def check(self, listing: list[tuple[str, str]]) -> dict[str, Any]: ...
    def explain(self, listing: list[tuple[str, str]]) -> dict[str, Any]: ...
    def matches(self, party: list[tuple[str, str]]) -> dict[str, Any]: ...
    def who(self, name: str) -> dict[str, Any]: ...
    def scan(self, source: Any, wanted: dict[str, Any]) -> Scan: ...

@final
class Scan(Iterator[Batch]):
    def __iter__(self) -> Scan: ...
    def __next__(self) -> Batch: ...
    @property
    def summary(self) -> dict[str, Any]: ...
    @property
    def digest(self) -> str: ...
    @property
    def recognised(self) -> dict[str, Any]: ...

@final
class Batch:
    """Results of some rows, in their order. Anything that speaks Arrow reads it: `pyarrow.record_batch(batch)`."""

    def __len__(self) -> int: ...
    def __arrow_c_array__(self, requested_schema: object = None) -> tuple[object, object]: ...
    def __arrow_c_schema__(self) -> object: ...
    @property
    def cases(self) -> list[dict[str, Any]]:
        """The cases that are cited here for the first time."""
    @property
    def sources(self) -> list[dict[str, Any]]:
        """The sources of these cases."""
    @property
    def house(self) -> list[dict[str, Any]]:
        """What rules of the house add to these cases."""
    @property
    def summary(self) -> dict[str, Any]:
        """Counts of these rows."""
    def _shipped(self) -> Batch: ...

@final
class Results:
    """Results of a whole table. Anything that speaks Arrow reads it: `pyarrow.table(results)`, `polars.DataFrame(results)`."""

    def __new__(cls, batches: list[Batch]) -> Results: ...
    def __len__(self) -> int: ...
    def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...
    def __arrow_c_schema__(self) -> object: ...
    @property
    def _defects(self) -> list[dict[str, Any]]: ...
    def _glimpses(self, most: int) -> list[dict[str, Any]]: ...
