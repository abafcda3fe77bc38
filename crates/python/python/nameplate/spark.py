"""Catalogs that need a cluster: the same kernel and the same answers, as a job of Apache Spark (PySpark 4).

``scan`` judges a data frame with ``mapInArrow`` and leaves ``results/``, ``cases/``, ``sources/`` and ``manifest.json`` in a folder, all of
them or none. ``docs/spark.md`` says how it is started on a cluster and what becomes of failures.
"""

from __future__ import annotations

import atexit
import datetime
import hashlib
import json
import os
import re
import shutil
import tempfile
import threading
import uuid
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from . import _columns, _default_register, _question
from ._errors import InputError, NameplateError, RegisterError
from ._nameplate import Question, Register
from ._spark_digest import digest_of, doubles_in
from ._spark_worker import QUESTION, Asked, policy_text, shipped_schema

__all__ = ["SparkScan", "scan"]

#: So many rows are looked at to tell what columns mean: as many as of a file.
_LOOKED_AT = 2_000

#: Between the names of a count, as workers write them.
_BETWEEN = "\x1f"

#: The tables beside results: which list of a worker each is made of.
_BESIDE = ("cases", "sources", "house")

#: Columns of results that are for the digest and for what stands beside, not for readers.
_INTERNAL = ("digest", "beside")

#: The columns that say where a row stands, the last two that a worker gets.
_FILE, _ROW = "_nameplate_file", "_nameplate_row"

#: How often it is looked how far a job is.
_SECONDS = 1.0


class SparkScan:
    """What a scan left in its folder. Tables are data frames of Spark, read when they are asked for."""

    def __init__(self, spark: Any, output: str, manifest: dict[str, Any]) -> None:
        self._spark = spark
        #: The folder.
        self.output = output
        #: All that the run says of itself, as in ``manifest.json``.
        self.manifest = manifest
        #: Counts over all listings.
        self.summary: dict[str, Any] = manifest["counts"]
        #: One SHA-256 for all that was said: by id, it is the one of ``nameplate scan --expect-id`` and of ``expect_id=True``.
        self.digest: str = manifest["digest"]
        #: By what rows are told apart: ``id``, or ``place`` for file and row.
        self.digest_by: str = manifest["digest_by"]

    def _table(self, name: str) -> Any:
        return self._spark.read.parquet(f"{self.output}/{name}")

    @cached_property
    def results(self) -> Any:
        """A row a listing: the columns of ``docs/results.md``."""
        return self._table("results").drop(*_INTERNAL)

    @cached_property
    def cases(self) -> Any:
        """The cases that findings cite by their ids, each once."""
        return self._table("cases")

    @cached_property
    def sources(self) -> Any:
        """The documents that cases cite by their ids, each once."""
        return self._table("sources")

    @cached_property
    def house(self) -> Any:
        """What rules of the house add to cases; only with a policy that has some."""
        return self._table("house")

    @cached_property
    def defects(self) -> Any:
        """What could not be used: ``id``, ``file``, ``row``, ``field`` and ``reason`` of each place."""
        from pyspark.sql import functions as F

        each = self.results.select("id", "file", "row", F.explode("defects").alias("defect"))
        return each.select("id", "file", "row", "defect.field", "defect.reason")

    def __repr__(self) -> str:
        found = self.summary["by_verdict"]
        return (
            f"<nameplate.spark.SparkScan: {self.summary['listings']} listings, {found.get('connected', 0)} connected, "
            f"{found.get('review', 0)} for review, in {self.output}>"
        )


def scan(
    df: Any,
    register: Register | None = None,
    policy: str | os.PathLike[str] | Mapping[str, Any] | None = None,
    as_of: str | datetime.date | None = None,
    map: Mapping[str, str | Iterable[str]] | None = None,
    *,
    output: str | os.PathLike[str],
    id: str | bool | None = None,
    name: str = "table",
    guess: bool = True,
    overwrite: bool = False,
    progress: bool | Callable[[dict[str, int]], None] = False,
) -> SparkScan:
    """Judges every row of a data frame on the cluster, and leaves the results in a folder.

    :param df: a data frame of PySpark 4 (classic, not Spark Connect).
    :param register: what is known; without one that of the driver's data folder, else the one in the wheel. It is shipped to every
        machine, and workers refuse any other.
    :param policy: as for :func:`nameplate.scan`; read on the driver.
    :param as_of: as for :func:`nameplate.scan`; without one the day on which the job is started, for all rows.
    :param map: field to column, or to several columns.
    :param output: a folder that Spark can write: on a disk that all machines share, or any file system that Spark knows.
    :param id: the column that tells rows apart. Without it the one that its name says is the id, and without such a column file and row of
        a Parquet source; ``False`` takes file and row although there are ids.
    :param name: what the table is called in results.
    :param guess: whether columns whose names say nothing are told by the cells of the first 2,000 rows.
    :param overwrite: whether results that stand in the folder are replaced.
    :param progress: a line on standard error each second, or a function that gets ``{"tasks", "done", "rows"}``.
    """
    job = _Job(df, str(output))
    job.refuse_what_would_lose_rows()
    job.refuse_what_is_there(overwrite)
    opened = register or _default_register()
    question = _question(opened, policy, as_of)
    pairs = _columns({**(map or {}), **({"id": id} if isinstance(id, str) else {})}, as_of)
    recognised, pairs = job.recognised(question, pairs, (name, guess))
    by_id = id is not False and any(field == "id" for field, _ in recognised["fields"] + recognised["guessed"])
    rows, part = (job.read(recognised), "id") if by_id else (job.placed(recognised), "place")
    asked = Asked(
        register_file=_shipped(job.context, f"nameplate-{opened.hash}.register", opened._save),
        register_hash=opened.hash,
        policy=policy_text(question),
        policy_hash=question.policy_hash,
        as_of=question.as_of,
        name=name,
        part=part,
        map=pairs,
        rows=job.context.accumulator(0),
    )
    saved = asked.saved()
    _shipped(job.context, QUESTION.format(hashlib.sha256(saved.encode()).hexdigest()), lambda path: Path(path).write_text(saved))
    manifest = question.manifest
    try:
        job.judge(rows, asked, question, progress)
        said = job.committed(part)
        manifest.update(
            inputs=[{"file": name, "rows": said["counts"]["listings"], "hash": ""}],
            counts=said["counts"],
            digest=said["digest"],
            digest_by=part,
            outputs=job.beside(bool(question.policy.get("rule")), said["counts"]["listings"]),
        )
        manifest["recognised"] = {key: recognised[key] for key in ("fields", "guessed", "plain", "unused")}
        job.publish(manifest)
    finally:
        job.clear_away()
    return SparkScan(job.spark, job.output, manifest)


class _Job:
    """A scan on its way: everything is made in a folder of its own inside the output, and gets its name at the end."""

    def __init__(self, df: Any, output: str) -> None:
        if type(df).__module__.startswith("pyspark.sql.connect"):
            raise InputError(
                "this data frame is one of Spark Connect, which ships no register to workers",
                hint="start the job with spark-submit, or with SparkSession.builder.master(...)",
            )
        if not hasattr(df, "mapInArrow"):
            raise InputError(
                f"a {type(df).__name__} is no data frame of Spark",
                hint="spark.read.parquet(...) makes one; nameplate.scan judges tables of this machine",
            )
        self.df = df
        self.spark = df.sparkSession
        self.context = self.spark.sparkContext
        self.output = output.rstrip("/") or output
        self.staging = f"{self.output}/_nameplate-{uuid.uuid4().hex}"
        path = self._path(self.output)
        self.files = path.getFileSystem(self.context._jsc.hadoopConfiguration())

    def _path(self, path: str) -> Any:
        return self.context._jvm.org.apache.hadoop.fs.Path(path)

    # What is refused before anything is read.

    def refuse_what_would_lose_rows(self) -> None:
        for key in ("spark.sql.files.ignoreCorruptFiles", "spark.sql.files.ignoreMissingFiles"):
            if self.spark.conf.get(key, "false").lower() == "true":
                raise InputError(
                    f"{key} is set: rows of files that cannot be read would be missing, and nothing would say so",
                    field=key,
                    hint=f"spark.conf.set('{key}', 'false'), and repair or leave out the file that Spark then names",
                )
        sensitive = self.spark.conf.get("spark.sql.caseSensitive", "false").lower() == "true"
        known: set[str] = set()
        for column in self.df.columns:
            key = column if sensitive else column.lower()
            if key in known:
                raise InputError(
                    f"two columns are called `{column}`, and Spark cannot tell them apart",
                    field=column,
                    hint="rename one of them: df.toDF('sku', 'title', ...)",
                )
            known.add(key)

    def refuse_what_is_there(self, overwrite: bool) -> None:
        names = ("manifest.json", "results", *_BESIDE)
        there = [name for name in names if self.files.exists(self._path(f"{self.output}/{name}"))]
        if there and not overwrite:
            raise InputError(
                f"{self.output}: there is {there[0]} already",
                file=self.output,
                hint="give another folder, or overwrite=True to replace the results in it",
            )

    # What columns mean, and what tells rows apart: settled once, here, for all workers.

    def recognised(
        self, question: Question, pairs: list[tuple[str, str]], named: tuple[str, bool]
    ) -> tuple[dict[str, Any], list[tuple[str, str]]]:
        """What the columns mean, and the mapping with which workers, who go by names only, understand them alike."""
        name, guess = named
        head = self.df.limit(_LOOKED_AT if guess else 0).toArrow()

        def told(pairs: list[tuple[str, str]], guess: bool) -> dict[str, Any]:
            wanted = {"name": name, "map": pairs, "expect_id": False, "guess": guess, "part": None, "threads": 1}
            return question.scan(head if guess else head.slice(0, 0), wanted).recognised

        recognised = _tuples(told(pairs, guess))
        pairs = pairs + [pair for pair in recognised["guessed"] if pair not in pairs]
        again = _tuples(told(pairs, False))
        if sorted(again["fields"] + again["guessed"]) != sorted(recognised["fields"] + recognised["guessed"]):
            raise InputError(
                f"{name}: what the cells of some columns say cannot be handed on to workers",
                hint="say what they mean: map={'title': 'COLUMN', 'brand': 'COLUMN'}, with guess=False",
            )
        return recognised, pairs

    def _columns(self, recognised: dict[str, Any]) -> list[Any]:
        """Columns that are not read keep their names, by which formats are known, and lose their cells."""
        from pyspark.sql import functions as F

        used = [column for _, column in recognised["fields"] + recognised["guessed"]] + list(recognised["plain"])

        def column(field: Any) -> Any:
            inside = field.name + "."
            if any(name == field.name or name.startswith(inside) for name in used):
                return F.col(_quoted(field.name))
            return F.lit(None).cast(field.dataType).alias(field.name)

        return [column(field) for field in self.df.schema.fields]

    def read(self, recognised: dict[str, Any]) -> Any:
        """The rows, as far as they are looked at."""
        return self.df.select(self._columns(recognised))

    def placed(self, recognised: dict[str, Any]) -> Any:
        """The same, with file and row of the source that they come from."""
        from pyspark.errors import AnalysisException
        from pyspark.sql import functions as F

        where = [F.col("_metadata.file_path").alias(_FILE), F.col("_metadata.row_index").alias(_ROW)]
        try:
            rows = self.df.select(*self._columns(recognised), *where)
        except AnalysisException as error:
            raise InputError(
                "rows have nothing that tells them apart: no column holds ids, and the data frame is not read from Parquet files alone",
                field="id",
                hint="say which column holds ids: id='COLUMN'; or scan spark.read.parquet(...) as it is",
            ) from error
        # Names below the folder that all files have in common, so that a catalog that moves keeps its digest. Spark writes local files as
        # `file:///...` in one place, and as `file:/...` in the other.
        files = [re.sub("^file:/+", "file:/", file) for file in self.df.inputFiles()]
        folder = os.path.commonprefix([os.path.dirname(file) + "/" for file in files])
        folder = folder[: folder.rfind("/") + 1]
        path = F.regexp_replace(_FILE, "^file:/+", "file:/")
        inside = F.when(path.startswith(folder), path.substr(len(folder) + 1, 1 << 30)).otherwise(path)
        return rows.withColumn(_FILE, inside)

    # The pass over the rows, and what was committed of it.

    def judge(self, rows: Any, asked: Asked, question: Question, progress: Any) -> None:
        from pyspark.sql.pandas.types import from_arrow_schema

        self.schema = from_arrow_schema(shipped_schema(question))
        judged = rows.mapInArrow(asked, schema=self.schema)
        # A task's files appear when it is committed as a whole, so that one that is killed, or runs twice, leaves nothing behind.
        writer = judged.write.option("mapreduce.fileoutputcommitter.algorithm.version", "1")
        with _Progress(self.context, asked.rows, progress):
            try:
                writer.parquet(f"{self.staging}/results")
            except Exception as error:
                raise _told(error) from error

    @cached_property
    def staged(self) -> Any:
        return self.spark.read.schema(self.schema).parquet(f"{self.staging}/results")

    def committed(self, part: str) -> dict[str, Any]:
        """Digest and counts, from what Spark committed; rows that cannot be told apart are refused."""
        from pyspark.sql import functions as F

        digest = digest_of(self.staged, part)
        if digest.missing or digest.doubled:
            raise self._refused(digest, part)
        each = self.staged.where("beside is not null").select(F.explode("beside.counts").alias("one"))
        sums = each.groupBy("one.name").agg(F.sum("one.n").alias("n")).collect()
        counts = _nested({row["name"]: row["n"] for row in sums})
        if counts.get("listings", 0) != digest.rows:
            raise NameplateError(
                f"{digest.rows} rows were committed, and {counts.get('listings', 0)} were counted",
                hint="this is a bug: please report it with the version of Spark",
            )
        return {"digest": digest.hex, "counts": counts}

    def _refused(self, digest: Any, part: str) -> InputError:
        if digest.missing:
            return InputError(
                f"{digest.missing} of {digest.rows} rows have no id that could tell them apart",
                field="id",
                hint="give each row an id, or say which column holds them: id='COLUMN'; id=False takes file and row of a Parquet source",
            )
        what = "id" if part == "id" else "place"
        shown = ", ".join(f"`{one}` ({n} times)" for one, n in doubles_in(self.staged, digest.doubled, part))
        return InputError(
            f"rows have one {what}: {shown}",
            field="id",
            hint="give each row an id of its own, or name another column: id='COLUMN'"
            + ("; id=False takes file and row of a Parquet source" if part == "id" else ""),
        )

    def beside(self, house: bool, listings: int) -> list[dict[str, Any]]:
        """Cases, sources and what a house adds, each once; what was written, with its rows."""
        from pyspark.sql import functions as F

        written = [{"file": "results", "rows": listings}]
        for name in _BESIDE:
            if name == "house" and not house:
                continue
            each = self.staged.where("beside is not null").select(F.explode(f"beside.{name}").alias("one")).select("one.*")
            once = each.dropDuplicates(["id"]).coalesce(1).sortWithinPartitions("id")
            once.write.option("mapreduce.fileoutputcommitter.algorithm.version", "1").parquet(f"{self.staging}/{name}")
            written.append({"file": name, "rows": self.spark.read.parquet(f"{self.staging}/{name}").count()})
        return written

    # Names are given when all is there.

    def publish(self, manifest: dict[str, Any]) -> None:
        for name in ("manifest.json", "results", *_BESIDE):
            old = self._path(f"{self.output}/{name}")
            if self.files.exists(old) and not self.files.delete(old, True):
                raise self._not_written(name)
        for one in manifest["outputs"]:
            self._rename(one["file"])
        out = self.files.create(self._path(f"{self.staging}/manifest.json"))
        try:
            out.write(bytearray(json.dumps(manifest, indent=2, ensure_ascii=False).encode() + b"\n"))
        finally:
            out.close()
        self._rename("manifest.json")

    def _rename(self, name: str) -> None:
        if not self.files.rename(self._path(f"{self.staging}/{name}"), self._path(f"{self.output}/{name}")):
            raise self._not_written(name)

    def _not_written(self, name: str) -> InputError:
        return InputError(
            f"{self.output}/{name}: cannot be given its name",
            file=self.output,
            hint="see to the rights in that folder, and whether another job writes there",
        )

    def clear_away(self) -> None:
        self.files.delete(self._path(self.staging), True)


def _tuples(recognised: dict[str, Any]) -> dict[str, Any]:
    return {**recognised, "fields": [tuple(pair) for pair in recognised["fields"]], "guessed": [tuple(pair) for pair in recognised["guessed"]]}


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def _nested(flat: dict[str, int]) -> dict[str, Any]:
    """Counts as in a summary, of counts by names."""
    counts: dict[str, Any] = {
        key: {} if key.startswith("by_") else 0
        for key in ("listings", "identified", "with_defects", "by_verdict", "by_ground", "by_target", "own_day", "mentioning", "by_reason")
    }
    for name in sorted(flat):
        *outer, last = name.split(_BETWEEN)
        into = counts
        for key in outer:
            into = into.setdefault(key, {})
        into[last] = flat[name]
    return counts


def _told(error: Exception) -> Exception:
    """What a worker refused, as what it was; else what Spark says."""
    text = str(error)
    if "No module named 'nameplate'" in text:
        return NameplateError(
            "the Python of the workers has no nameplate",
            hint="install the wheel on every machine, and name that Python: PYSPARK_PYTHON=/path/to/python, or spark.pyspark.python",
        )
    at = text.find("nameplate._errors.RegisterError: ")
    if at < 0:
        return error
    message, _, rest = text[at:].partition(": ")[2].partition("\n")
    return RegisterError(message, hint=rest.partition("\n")[0].strip() or None)


#: Files that were made to be shipped, by their names. They stay until the driver ends: machines that join later fetch them too.
_SAVED: dict[str, str] = {}


def _shipped(context: Any, name: str, save: Callable[[str], object]) -> str:
    """Has a file go to each machine once. Its name says what is in it, so that no two files have one name."""
    if name not in _SAVED:
        folder = tempfile.mkdtemp(prefix="nameplate-")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        path = os.path.join(folder, name)
        save(path)
        _SAVED[name] = path
    context.addFile(_SAVED[name])
    return name


class _Progress:
    """Tells how far a job is, while it runs."""

    def __init__(self, context: Any, rows: Any, wanted: Any) -> None:
        self._context, self._rows = context, rows
        self._tell: Callable[[dict[str, int]], None] | None = _line if wanted is True else wanted or None
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="nameplate-progress", daemon=True)

    def __enter__(self) -> None:
        if self._tell:
            self._thread.start()

    def _now(self) -> dict[str, int]:
        tracker = self._context.statusTracker()
        stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
        known = [stage for stage in stages if stage]
        return {
            "tasks": sum(stage.numTasks for stage in known),
            "done": sum(stage.numCompletedTasks for stage in known),
            "rows": self._rows.value,
        }

    def _watch(self) -> None:
        while not self._over.wait(_SECONDS):
            self._say()

    def _say(self) -> None:
        if self._tell:
            self._tell(self._now())

    def __exit__(self, *_: object) -> None:
        if self._tell:
            self._over.set()
            self._thread.join()
            self._say()


def _line(now: dict[str, int]) -> None:
    import sys

    print(f"nameplate: {now['done']} of {now['tasks']} tasks, {now['rows']:,} rows judged", file=sys.stderr)
