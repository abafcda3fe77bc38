"""The digest of a table that is judged in pieces, as ``crates/scan/src/digest.rs`` defines it, computed by Spark.

Each row has a record of 48 bytes: 16 of the hash of its id, 32 of what was said. Records fall into 65,536 buckets by their first two bytes;
buckets are sorted and hashed on the cluster, and the digests of the buckets are hashed here.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

_BUCKETS = 1 << 16

#: So many ids are named where rows cannot be told apart.
_NAMED = 5


@dataclass
class Digest:
    """What was committed."""

    hex: str
    rows: int
    #: Rows without an id.
    missing: int
    #: Buckets in which two rows have one id.
    doubled: list[bytes]


def digest_of(staged: Any, part: str) -> Digest:
    from pyspark.sql import functions as F

    missing = "id is null or id = ''" if part == "id" else "false"
    rows = staged.select("digest", F.expr(f"int({missing})").alias("missing"))
    sorted_hex = F.transform(F.sort_array(F.collect_list("digest")), lambda record: F.lower(F.hex(record)))
    identities = F.array_distinct(F.transform("records", lambda record: F.substring(record, 1, 32)))
    buckets = (
        rows.groupBy(F.substring("digest", 1, 2).alias("bucket"))
        .agg(sorted_hex.alias("records"), F.sum("missing").alias("missing"))
        .select(
            "bucket",
            "missing",
            F.sha2(F.array_join("records", ""), 256).alias("sha"),
            F.size("records").alias("rows"),
            (F.size(identities) < F.size("records")).alias("doubled"),
        )
    ).toArrow()
    columns = {name: buckets[name].to_pylist() for name in buckets.column_names}
    by_bucket = dict(zip(columns["bucket"], columns["sha"], strict=True))
    empty = hashlib.sha256().hexdigest()
    whole = hashlib.sha256()
    for bucket in range(_BUCKETS):
        whole.update(by_bucket.get(bucket.to_bytes(2, "big"), empty).encode())
    doubled = [bucket for bucket, twice in zip(columns["bucket"], columns["doubled"], strict=True) if twice]
    return Digest(whole.hexdigest(), sum(columns["rows"]), sum(columns["missing"]), sorted(doubled))


def doubles_in(staged: Any, buckets: list[bytes], part: str) -> list[tuple[str, int]]:
    """Some of the ids, or places, that several rows have, with how many."""
    from pyspark.sql import functions as F

    name = F.col("id") if part == "id" else F.concat_ws(" row ", "file", F.col("row").cast("string"))
    here = staged.where(F.substring("digest", 1, 2).isin([F.lit(bytearray(bucket)) for bucket in buckets[:_NAMED]]))
    each = here.groupBy(F.substring("digest", 1, 16).alias("of")).agg(F.min(name).alias("one"), F.count("*").alias("n"))
    return [(row["one"], row["n"]) for row in each.where("n > 1").orderBy("one").limit(_NAMED).collect()]
