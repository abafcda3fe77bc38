"""A standalone cluster of Spark on loopback: a master and workers, as processes of their own that a test may kill."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pyspark

HOME = Path(pyspark.__file__).parent
HOST = "127.0.0.1"


def free_port() -> int:
    with socket.socket() as one:
        one.bind((HOST, 0))
        return one.getsockname()[1]


def children(pid: int) -> list[int]:
    """The processes below one, all of them."""
    by_parent: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            number, rest = stat.read_text().split(" ", 1)
        except OSError:
            continue
        by_parent.setdefault(int(rest.rsplit(") ", 1)[-1].split()[1]), []).append(int(number))
    below, ask = [], [pid]
    while ask:
        found = by_parent.get(ask.pop(), [])
        below += found
        ask += found
    return below


def command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


class Cluster:
    """Use it as ``with Cluster(folder) as cluster``: all that it started has ended afterwards."""

    def __init__(self, folder: Path, workers: int = 2, cores: int = 1) -> None:
        self.folder, self.wanted, self.cores = folder, workers, cores
        self.started: list[subprocess.Popen] = []
        self.workers: list[subprocess.Popen] = []

    def __enter__(self) -> "Cluster":
        port = free_port()
        self.url = f"spark://{HOST}:{port}"
        self._start("master.Master", "--host", HOST, "--port", str(port), "--webui-port", "0")
        for number in range(self.wanted):
            work = self.folder / f"worker-{number}"
            options = ["--host", HOST, "--webui-port", "0", "--cores", str(self.cores), "--memory", "1500m", "--work-dir", str(work)]
            self.workers.append(self._start("worker.Worker", *options, self.url))
        log = self.folder / "master.Master.log"
        self._until(lambda: log.read_text().count("Registering worker") == self.wanted, "workers did not find their master")
        return self

    def _start(self, what: str, *options: str) -> subprocess.Popen:
        log = open(self.folder / f"{what}.log", "a")
        env = {
            **os.environ,
            "SPARK_HOME": str(HOME),
            "SPARK_LOCAL_IP": HOST,
            "SPARK_DAEMON_MEMORY": "256m",
            "PYSPARK_PYTHON": sys.executable,
            "SPARK_LOCAL_DIRS": str(self.folder / "local"),
        }
        process = subprocess.Popen(
            [str(HOME / "bin" / "spark-class"), f"org.apache.spark.deploy.{what}", *options], stdout=log, stderr=log, env=env
        )
        self.started.append(process)
        return process

    def _until(self, true, why: str, seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < end, f"{why}: see {self.folder}"
            time.sleep(0.1)

    def executors(self) -> list[int]:
        """Executors that run now."""
        below = [pid for worker in self.workers if worker.poll() is None for pid in children(worker.pid)]
        return [pid for pid in below if "CoarseGrainedExecutorBackend" in command(pid) and "java" in command(pid).split(" ")[0]]

    def python_workers(self) -> list[int]:
        """Python processes that judge: the children of the daemon of each executor."""
        below = [pid for executor in self.executors() for pid in children(executor)]
        daemons = [pid for pid in below if "pyspark.daemon" in command(pid)]
        return [pid for pid in daemons if any(pid in children(other) for other in daemons)]

    def wait_for(self, what) -> list[int]:
        """The processes of a kind, as soon as there are some."""
        found: list[int] = []

        def some() -> bool:
            found[:] = what()
            return bool(found)

        self._until(some, f"no {what.__name__} came")
        return found

    def __exit__(self, *_: object) -> None:
        for process in reversed(self.started):
            below = children(process.pid)
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            for pid in below:
                if "spark" in command(pid):
                    try:
                        os.kill(pid, signal.SIGKILL)
                    except ProcessLookupError:
                        pass
