"""The process that Spark's Python workers are forked from, with everything in it that they can share.

``--conf spark.python.daemon.module=nameplate.spark_daemon`` has Spark start it in the place of its own. It imports what a worker needs, and gets
ready the register that was shipped to this machine, before the first worker is forked: memory that nobody writes to is then there once,
however many workers there are. What it cannot get ready beforehand, a worker does by itself as without it.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path


def _threads() -> int:
    try:
        return len(os.listdir("/proc/self/task"))
    except OSError:
        return 2


def _prepare() -> None:
    # A process with threads must not be forked: libraries of numbers and memory are told to start none.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("JE_ARROW_MALLOC_CONF", "background_thread:false")
    # One keeper of memory in each worker, not one for Arrow and one for all else, which both keep what they may need again.
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    import pyspark.worker  # noqa: F401

    from ._spark_worker import ready_in

    # Files of a job stand in the folder in which its executor runs.
    ready_in(Path.cwd())
    import pandas  # noqa: F401
    import pyarrow  # noqa: F401


def main() -> None:
    from pyspark import daemon

    try:
        _prepare()
    except Exception as error:  # A worker meets the same, and its error reaches the driver.
        print(f"nameplate: nothing could be got ready before workers: {error}", file=sys.stderr)
    if _threads() > 1:
        # Rather more memory than a fork that may hang: Spark's own daemon takes the place of this process.
        print("nameplate: libraries have started threads, so that workers share nothing", file=sys.stderr)
        os.execv(sys.executable, [sys.executable, "-m", "pyspark.daemon", *sys.argv[1:]])
    # What is there now is looked at no more, so that looking does not make copies of it.
    gc.collect()
    gc.freeze()
    daemon.manager()


if __name__ == "__main__":
    main()
