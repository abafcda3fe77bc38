"""What a scan on Spark costs, and that it says what the command line says: run by
tests/spark/run --large ROWS [REGISTER].

One run: digests and seconds of the command line on one and two threads, of the wheel, of Spark on this machine and of a cluster of two workers;
a mapInArrow that does nothing over the same rows; and the memory of the Python workers of one machine, one, two and four at a time.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.dataset
import pyarrow.parquet

REPOSITORY = Path(__file__).parent.parent.parent
sys.path.insert(0, str(REPOSITORY / "tests" / "spark"))

from cluster import HOST, Cluster, children, command  # noqa: E402

BINARY = os.environ["NAMEPLATE_BINARY"]
DAY = "2026-11-23"
#: A register file that answers in the place of the one in the wheel.
REGISTER = os.path.abspath(sys.argv[2]) if len(sys.argv) > 2 else None
FILES = 8


def say(text):
    print(text, flush=True)


def seconds(work):
    start = time.monotonic()
    got = work()
    return time.monotonic() - start, got


def catalog(rows, folder):
    """A made catalog as Parquet files of equal size."""
    made = folder / "catalog.csv"
    with open(made, "w") as out:
        subprocess.run([sys.executable, str(REPOSITORY / "tests" / "scale" / "catalog.py"), str(rows)], stdout=out, check=True)
    table = pa.csv.read_csv(made, convert_options=pa.csv.ConvertOptions(column_types={"price": pa.string()}))
    into = folder / "catalog"
    into.mkdir()
    each = -(-rows // FILES)
    for part in range(FILES):
        pa.parquet.write_table(table.slice(part * each, each), into / f"part-{part}.parquet", compression="zstd")
    made.unlink()
    return into


def command_line(files, threads, output=None):
    register = ["--register", REGISTER] if REGISTER else []
    where = ["-o", str(output), "--quiet"] if output else ["--json"]
    done = subprocess.run(
        [BINARY, "scan", *files, "--expect-id", "--as-of", DAY, "--threads", str(threads), *register, *where], capture_output=True, text=True
    )
    assert done.returncode in (0, 1), done.stderr
    return json.loads(Path(f"{output}.manifest.json").read_text() if output else done.stdout)["digest"]


def opened():
    import nameplate

    return nameplate.Register.open(REGISTER) if REGISTER else None


def wheel(into, threads, output=None):
    """Batch by batch, so that neither the catalog nor its results are held; written as the command line writes them where asked."""
    import nameplate

    reader = pa.dataset.dataset(into).scanner(batch_size=10_000).to_reader()
    job = nameplate._question(opened(), None, DAY).scan(
        reader, {"name": "catalog", "map": [], "expect_id": True, "guess": True, "part": None, "threads": threads}
    )
    writer = None
    for batch in job:
        if output:
            rows = pa.record_batch(batch)
            writer = writer or pa.parquet.ParquetWriter(output, rows.schema, compression="zstd")
            writer.write_batch(rows)
    if writer:
        writer.close()
    return job.digest


def session(master, **conf):
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master(master).config("spark.ui.enabled", "false").config("spark.driver.host", HOST)
    builder = builder.config("spark.sql.shuffle.partitions", "4").config("spark.ui.showConsoleProgress", "false")
    for key, value in conf.items():
        builder = builder.config(key.replace("_", "."), value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("OFF")
    return spark


def noop(spark, into, out):
    """Rows through Arrow and back, written as Parquet: what Spark costs without a kernel."""
    df = spark.read.parquet(str(into))
    df.mapInArrow(lambda batches: batches, df.schema).write.parquet(str(out))


def on_spark(spark, into, out):
    import nameplate.spark

    return nameplate.spark.scan(spark.read.parquet(str(into)), opened(), as_of=DAY, output=str(out)).digest


def warm(spark, folder):
    """A small job first: the session, its Python workers and the compiled code are there, as in any job that is worth measuring."""
    small = folder / "small.parquet"
    pa.parquet.write_table(pa.table({"sku": ["A", "B"], "title": ["Hikvision camera", "Oak desk"]}), small)
    on_spark(spark, small, folder / "warm")
    noop(spark, small, folder / "warm-noop")
    for name in ("warm", "warm-noop"):
        shutil.rmtree(folder / name)


def local(master, into, folder, kernel):
    """Digest, and seconds beside a job without kernel and the kernel alone, of the same number of cores."""
    spark = session(master, spark_driver_memory="3g")
    warm(spark, folder)
    nothing, _ = seconds(lambda: noop(spark, into, folder / "noop"))
    took, digest = seconds(lambda: on_spark(spark, into, folder / "out"))
    ratio = took / (nothing + kernel)
    say(f"Spark {master:<10} {took:7.1f} s   {digest}   a mapInArrow that does nothing {nothing:.1f} s, kernel {kernel:.1f} s: {ratio:.2f} times both")
    spark.stop()
    for name in ("noop", "out"):
        shutil.rmtree(folder / name)
    return digest


class Memory:
    """The most that the Python workers below some processes have at once, shared pages counted once (PSS)."""

    def __init__(self, of):
        self.of, self.most, self.workers, self.over = of, 0, 0, threading.Event()
        self.thread = threading.Thread(target=self.watch, daemon=True)

    def watch(self):
        while not self.over.wait(0.2):
            below = [pid for root in self.of() for pid in children(root)]
            all_of_them = [pid for pid in below if "daemon" in command(pid) and "java" not in command(pid).split(" ")[0]]
            now = sum(map(self.pss, all_of_them))
            if now > self.most:
                self.most, self.workers = now, len(all_of_them) - 1

    @staticmethod
    def pss(pid):
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            return 0
        return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()


def memory(into, folder, cores, daemon):
    """A machine of the cluster with so many Python workers at once."""
    (folder / f"cluster-{cores}-{daemon}").mkdir()
    with Cluster(folder / f"cluster-{cores}-{daemon}", workers=1, cores=cores) as cluster:
        spark = session(cluster.url, spark_executor_memory="1g", spark_python_daemon_module=daemon)
        with Memory(lambda: [worker.pid for worker in cluster.workers]) as seen:
            on_spark(spark, into, folder / "out")
        spark.stop()
    shutil.rmtree(folder / "out")
    say(f"{daemon}, {seen.workers} Python workers at once: {seen.most / 1024:6.0f} MB together, of which {seen.most / 1024 / seen.workers:.0f} MB each")


def main():
    rows = int(sys.argv[1])
    folder = Path(tempfile.mkdtemp(prefix="nameplate-scale-"))
    digests = {}
    try:
        into = catalog(rows, folder)
        files = sorted(str(file) for file in into.iterdir())
        say(f"{rows} rows in {FILES} Parquet files")
        for threads in (1, 2):
            took, digests[f"command line {threads}"] = seconds(lambda: command_line(files, threads))
            say(f"command line, {threads} threads  {took:7.1f} s   {digests[f'command line {threads}']}")
        kernels = {}
        for threads in (1, 2):
            kernels[threads], digests[f"wheel {threads}"] = seconds(lambda: wheel(into, threads))
            say(f"wheel, {threads} threads         {kernels[threads]:7.1f} s   {digests[f'wheel {threads}']}")
        ours, _ = seconds(lambda: command_line(files, 1, folder / "results.parquet"))
        theirs, _ = seconds(lambda: wheel(into, 1, folder / "wheel.parquet"))
        say(f"with results as Parquet, 1 thread: command line {ours:.1f} s, wheel {theirs:.1f} s: {theirs / ours:.2f} times")
        for cores in (1, 2):
            digests[f"local[{cores}]"] = local(f"local[{cores}]", into, folder, kernels[cores])
        (folder / "cluster").mkdir()
        with Cluster(folder / "cluster") as cluster:
            spark = session(cluster.url, spark_executor_memory="1g")
            warm(spark, folder)
            took, digests["cluster"] = seconds(lambda: on_spark(spark, into, folder / "out"))
            say(f"Spark, 2 workers     {took:7.1f} s   {digests['cluster']}")
            spark.stop()
        shutil.rmtree(folder / "out")
        for daemon in ("pyspark.daemon", "nameplate.spark_daemon"):
            for cores in (1, 2, 4):
                memory(into, folder, cores, daemon)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    same = len(set(digests.values())) == 1
    say("one digest everywhere" if same else f"digests differ: {digests}")
    sys.exit(0 if same else 1)


if __name__ == "__main__":
    main()
