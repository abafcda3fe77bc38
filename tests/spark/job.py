"""A job as somebody submits it: reads Parquet, scans it, prints digest, counts and seconds as JSON.

spark-submit --master spark://HOST:7077 job.py CATALOG OUTPUT [--slow SECONDS] [--conf KEY=VALUE ...]
"""

import argparse
import json
import time

import nameplate
import nameplate.spark
from pyspark.sql import SparkSession


def slowed(seconds):
    """Rows as they are, each batch a while later, so that a test can do something in the middle of a job."""

    def wait(batches):
        for batch in batches:
            time.sleep(seconds)
            yield batch

    return wait


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("catalog")
    parser.add_argument("output")
    parser.add_argument("--master")
    parser.add_argument("--as-of", default="2026-11-23")
    parser.add_argument("--register")
    parser.add_argument("--slow", type=float, default=0)
    parser.add_argument("--parts", type=int)
    parser.add_argument("--conf", action="append", default=[])
    asked = parser.parse_args()
    builder = SparkSession.builder.config("spark.ui.enabled", "false")
    if asked.master:
        builder = builder.master(asked.master)
    for pair in asked.conf:
        builder = builder.config(*pair.split("=", 1))
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    df = spark.read.parquet(asked.catalog)
    if asked.parts:
        df = df.repartition(asked.parts)
    if asked.slow:
        df = df.mapInArrow(slowed(asked.slow), df.schema)
    register = nameplate.Register.open(asked.register) if asked.register else None
    start = time.monotonic()
    result = nameplate.spark.scan(df, register, as_of=asked.as_of, output=asked.output, guess=not asked.slow)
    seconds = time.monotonic() - start
    ids = result.results.select("id")
    print(json.dumps({
        "digest": result.digest,
        "counts": result.summary,
        "seconds": seconds,
        "rows": ids.count(),
        "ids": ids.distinct().count(),
    }))
    spark.stop()


if __name__ == "__main__":
    main()
