"""What runs in the Python workers of Spark: a piece of a table in, its results out, batch by batch."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ._errors import RegisterError
from ._nameplate import Question, Register

#: The questions that this worker was asked, ready. A worker outlives its tasks (``spark.python.worker.reuse``).
_READY: dict[tuple[Any, ...], Question] = {}

#: What a question is made of.
_OF_A_QUESTION = ("register_file", "register_hash", "policy", "policy_hash", "as_of")

#: How files are called that say what is asked.
QUESTION = "nameplate-{}.question"


@dataclass(frozen=True)
class Asked:
    """What every worker is asked alike: settled once, where the job is started."""

    register_file: str
    register_hash: str
    policy: str
    policy_hash: str
    as_of: str
    name: str
    part: str
    map: list[tuple[str, str]] = field(hash=False)
    #: An accumulator of Spark for rows that were judged: for people who wait, since a task that is run again counts again.
    rows: Any = field(default=None, hash=False, compare=False)

    def wanted(self) -> dict[str, Any]:
        return {"name": self.name, "map": self.map, "expect_id": False, "guess": False, "part": self.part, "threads": 1}

    def question(self) -> Question:
        """The register that was shipped to this machine, opened once a worker and read in place."""
        ready = _READY.get(self._key())
        if ready is None:
            from pyspark import SparkFiles

            ready = self.opened(SparkFiles.get(self.register_file))
        return ready

    def _key(self) -> tuple[str, ...]:
        return (self.register_file, self.register_hash, self.policy_hash, self.as_of)

    def opened(self, path: str) -> Question:
        """The register under a path, which has to be the one that the job was started with, ready to be asked."""
        register = Register.open(path)
        if register.hash != self.register_hash:
            raise RegisterError(
                f"{path}: the register here has the hash {register.hash}, and the job was started with {self.register_hash}",
                file=path,
                hint="somebody changed the file while the job ran: start the job again",
            )
        question = Question(register, (self.policy,), self.as_of)
        if question.policy_hash != self.policy_hash:
            raise RegisterError(
                f"the policy here has the hash {question.policy_hash}, and the job was started with {self.policy_hash}",
                hint="install the same version of nameplate on the driver and on all workers",
            )
        _READY.clear()
        _READY[self._key()] = question
        return question

    def saved(self) -> str:
        """What a machine has to know to get the register ready before there are workers."""
        said = {name: getattr(self, name) for name in (*_OF_A_QUESTION, "name", "part")}
        return json.dumps({**said, "map": self.map}, sort_keys=True)

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow

        first = next(batches, None)
        if first is None:
            return

        def all_batches() -> Iterator[Any]:
            yield first
            yield from batches

        table = pyarrow.RecordBatchReader.from_batches(first.schema, all_batches())
        for batch in self.question().scan(table, self.wanted()):
            if self.rows is not None:
                self.rows.add(len(batch))
            yield pyarrow.record_batch(batch._shipped())


def ready_in(folder: Path) -> None:
    """Gets the question ready that was shipped to a folder last, where there is one."""
    files = sorted(folder.glob(QUESTION.format("*")), key=lambda file: file.stat().st_mtime)
    if files:
        asked = Asked(**json.loads(files[-1].read_text()))
        asked.opened(str(folder / asked.register_file))


def shipped_schema(question: Question) -> Any:
    """The columns that a worker hands out, as pyarrow has them."""
    import pyarrow

    table = pyarrow.table({"id": ["1"], "title": ["-"]})
    wanted = {"name": "-", "map": [], "expect_id": False, "guess": False, "part": "id", "threads": 1}
    (batch,) = question.scan(table, wanted)
    return pyarrow.record_batch(batch._shipped()).schema


def policy_text(question: Question) -> str:
    """The policy in full, so that workers need no file of it."""
    return json.dumps(question.policy)
