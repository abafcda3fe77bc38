"""A cluster of one master and two workers on loopback says what the command line says, whatever is killed on the way."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cluster import HOME, HOST, Cluster, children
from conftest import BINARY, REPOSITORY, ROWS

HERE = Path(__file__).parent

#: Ten batches in each of eight parts, each batch a while later: long enough for something to happen in the middle.
SLOW = ("--slow", "0.15", "--parts", "8", "--conf", "spark.sql.execution.arrow.maxRecordsPerBatch=250")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    with Cluster(tmp_path_factory.mktemp("cluster")) as one:
        yield one


class Job:
    """A job that was submitted, and runs."""

    def __init__(self, cluster, parquet, folder, *options):
        self.out = folder / "out"
        self.saved = folder / "saved"
        self.saved.mkdir()
        env = {**os.environ, "PYSPARK_PYTHON": sys.executable, "SPARK_HOME": str(HOME), "SPARK_LOCAL_IP": HOST, "TMPDIR": str(self.saved)}
        submit = [str(HOME / "bin" / "spark-submit"), "--master", cluster.url, "--conf", f"spark.driver.host={HOST}"]
        submit += ["--executor-memory", "512m", "--driver-memory", "700m", "--conf", "spark.sql.shuffle.partitions=2"]
        self.log = open(folder / "log", "w+")
        self.process = subprocess.Popen(
            [*submit, str(HERE / "job.py"), parquet, str(self.out), *options], stdout=subprocess.PIPE, stderr=self.log, env=env, text=True
        )

    def said(self) -> dict:
        out, _ = self.process.communicate(timeout=240)
        self.log.seek(0)
        assert self.process.returncode == 0, self.log.read()[-6_000:]
        return json.loads(out.splitlines()[-1])

    def refused(self) -> str:
        self.process.communicate(timeout=240)
        self.log.seek(0)
        assert self.process.returncode != 0
        return self.log.read()

    def stop(self):
        if self.process.poll() is None:
            below = children(self.process.pid)
            self.process.kill()
            self.process.wait()
            for pid in below:
                os.kill(pid, signal.SIGKILL)


@pytest.fixture
def job(cluster, parquet, tmp_path):
    started = []

    def start(*options):
        started.append(Job(cluster, parquet, tmp_path, *options))
        return started[-1]

    yield start
    for one in started:
        one.stop()


def is_whole(said, expected, out):
    assert said["digest"] == expected["digest"] and said["counts"] == expected["counts"]
    assert (said["rows"], said["ids"]) == (ROWS, ROWS)
    assert json.loads((out / "manifest.json").read_text())["complete"]
    assert not list(out.glob("_nameplate-*"))


def in_the_middle(job, tasks=1):
    """Waits until so many of the eight tasks are committed."""
    end, committed = time.monotonic() + 120, []
    while len(committed) < tasks:
        assert time.monotonic() < end and job.process.poll() is None, "no task was committed"
        time.sleep(0.1)
        committed = list(job.out.glob("_nameplate-*/results/_temporary/0/task_*"))
    assert len(committed) < 7


def test_two_workers_say_what_the_command_line_says(cluster, job, expected):
    one = job()
    is_whole(one.said(), expected, one.out)


def test_what_is_killed_is_done_again(cluster, job, expected):
    one = job(*SLOW)
    for tasks, kind in [(1, cluster.python_workers), (3, cluster.executors)]:
        in_the_middle(one, tasks)
        os.kill(cluster.wait_for(kind)[0], signal.SIGKILL)
    is_whole(one.said(), expected, one.out)


def test_another_register_under_its_name_is_refused(cluster, job, tmp_path):
    other = tmp_path / "other.register"
    facts = tmp_path / "facts"
    subprocess.run(["cp", "-r", str(REPOSITORY / "facts"), str(facts)], check=True)
    subprocess.run([sys.executable, str(REPOSITORY / "tests" / "scale" / "edit.py"), str(facts), "1"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([BINARY, "register", "build", str(facts), "-o", str(other)], check=True, stdout=subprocess.DEVNULL)
    one = job(*SLOW)
    in_the_middle(one)
    (served,) = one.saved.glob("nameplate-*/nameplate-*.register")
    fetched = [path for work in cluster.folder.glob("worker-*") for path in work.rglob(served.name)]
    assert fetched
    for path in [served, *fetched]:
        swapped = path.with_name("swapped")
        swapped.write_bytes(other.read_bytes())
        swapped.replace(path)
    # Workers that run go on with the register that they opened; new ones see the other file.
    for pid in cluster.executors():
        os.kill(pid, signal.SIGKILL)
    assert "somebody changed the file while the job ran" in one.refused()
    assert not (one.out / "manifest.json").exists() and not (one.out / "results").exists()


# The last one: the cluster has one worker afterwards.
def test_a_worker_of_spark_that_is_killed_is_replaced_by_the_other(cluster, job, expected):
    one = job(*SLOW)
    in_the_middle(one)
    worker = cluster.workers[0]
    below = children(worker.pid)
    worker.kill()
    for pid in below:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    worker.wait()
    is_whole(one.said(), expected, one.out)
