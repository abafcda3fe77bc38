"""How it runs: beside other threads, in bounded memory, and until it is told to stop."""

import signal
import subprocess
import sys
import threading
import time

import nameplate
import pyarrow as pa
import pytest

GENERATE = """
import nameplate, pyarrow as pa, resource, signal, sys
schema = pa.schema([("sku", pa.string()), ("title", pa.string()), ("brand", pa.string())])
def batches(many):
    for batch in range(many):
        rows = range(batch * 5000, batch * 5000 + 5000)
        title = [f"Camera number {row} with a long description " + "and more words " * 30 for row in rows]
        brand = ["Hikvision" if row % 100 == 0 else f"Brand {row}" for row in rows]
        yield pa.record_batch([[str(row) for row in rows], title, brand], schema=schema)
def reader(many):
    return pa.RecordBatchReader.from_batches(schema, batches(many))
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
"""


def python(code, **options):
    return subprocess.Popen([sys.executable, "-c", GENERATE + code], stdout=subprocess.PIPE, text=True, **options)


def test_other_threads_run_meanwhile(catalog):
    table = pa.concat_tables([catalog] * 200).combine_chunks()
    ticks, stop = [], threading.Event()

    def tick():
        while not stop.is_set():
            ticks.append(time.monotonic())
            time.sleep(0.001)

    # Nobody gives way by himself for so long: whoever ticks does so while a scan has let go.
    before = sys.getswitchinterval()
    sys.setswitchinterval(60)
    other = threading.Thread(target=tick)
    try:
        other.start()
        job = nameplate.scan_batches(table)
        within = []
        while True:
            start = time.monotonic()
            batch = next(job, None)
            if batch is None:
                break
            within.append((start, time.monotonic()))
    finally:
        stop.set()
        sys.setswitchinterval(before)
        other.join()
    assert len(within) == 3
    assert sum(any(start < at < end for at in ticks) for start, end in within) == 3


def test_half_a_million_rows_in_bounded_memory():
    code = """
for done, batch in enumerate(nameplate.scan_batches(reader(100))):
    if done == 20: first = peak()
rows = (done, peak() - first, first)
print(*rows)
"""
    done, grown, first = (float(x) for x in python(code).communicate()[0].split())
    # The text alone is 250 MB.
    assert done >= 100 and grown < 100 and first < 400, (done, grown, first)


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent in another way there")
def test_ctrl_c_ends_it_between_batches():
    code = """
try:
    for done, batch in enumerate(nameplate.scan_batches(reader(10**9))):
        if done == 1: print("running", flush=True)
except KeyboardInterrupt:
    print("stopped", flush=True)
"""
    process = python(code)
    assert process.stdout.readline() == "running\n"
    process.send_signal(signal.SIGINT)
    start = time.monotonic()
    assert process.communicate(timeout=30)[0] == "stopped\n"
    assert time.monotonic() - start < 10


def test_several_scans_at_once(catalog):
    expected = nameplate.scan(catalog, as_of="2026-11-23").digest
    found = []
    work = lambda: found.append(nameplate.scan(catalog, as_of="2026-11-23").digest)
    threads = [threading.Thread(target=work) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert found == [expected] * 4


def test_a_bar_is_shown_only_where_it_is_wanted(table, capsys):
    nameplate.scan(table)
    assert capsys.readouterr().err == ""
    nameplate.scan(table, progress=True)
    assert "nameplate" in capsys.readouterr().err


def test_without_tqdm_there_is_no_bar_and_no_error(table, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    assert len(nameplate.scan(table, progress=True)) == 3
    assert capsys.readouterr().err == ""
