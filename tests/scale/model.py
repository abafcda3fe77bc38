"""What scanning, keeping and rescanning cost, at sizes that grow tenfold, so that larger ones can be reckoned (docs/scale.md).

    python3 tests/scale/model.py BINARY ROWS...              stages over catalogs of so many made rows
    python3 tests/scale/model.py BINARY --parties N|DIR...   the same rows, beside registers with so many listed parties more, or with the
                                                             files of OFAC's SDN list in a folder (sdn.csv, alt.csv, add.csv)
    python3 tests/scale/model.py BINARY --month ROWS         a month of changes: rescans beside a full scan each night

Processor seconds (user and system, all threads), peak memory, bytes in and out, a line a stage, tab-separated. `rg` is timed beside it where it is
installed: sixteen keywords, as shops search for.
"""
import csv
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
DAY = "2026-11-23"
KEYWORDS = """hikvision dahua ezviz lorex imou hytera zte huawei dji uniview annke amcrest reolink tp-link autel hiwatch""".split()


def cost(command, ok=(0, 1), env=None):
    """Runs it to its end: processor seconds, peak megabytes, what it printed."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.DEVNULL, env=env)
        peak, ended = 0.0, 0
        # The peak that the system keeps for a process that has ended is its parent's as well.
        while not ended:
            peak = max(peak, high_water(process.pid))
            ended, status, usage = os.wait4(process.pid, os.WNOHANG)
            time.sleep(0 if ended else 0.01)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in ok:
            sys.exit(f"{' '.join(map(str, command))} ended with {process.returncode}")
        said.seek(0)
        return usage.ru_utime + usage.ru_stime, peak, said.read().decode()


def high_water(pid):
    """Megabytes that a process had at most until now."""
    try:
        status = pathlib.Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1000 if found else 0.0


def size(path):
    path = pathlib.Path(path)
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file()) if path.is_dir() else path.stat().st_size


def line(*cells):
    print(*(f"{cell:.3f}" if isinstance(cell, float) else cell for cell in cells), sep="\t", flush=True)


def catalog(rows, at):
    with open(at, "wb") as out:
        subprocess.run([sys.executable, HERE / "catalog.py", str(rows)], stdout=out, check=True)
    return at


def facts_with(folder, parties):
    """The reviewed facts, where so many parties have another remark."""
    copy = pathlib.Path(folder, f"facts-{parties}")
    shutil.copytree(HERE.parent.parent / "facts", copy)
    if parties:
        subprocess.run([sys.executable, HERE / "edit.py", copy, str(parties)], check=True)
    return copy


def stages(binary, rows, folder, env):
    folder = pathlib.Path(folder)
    table = catalog(rows, folder / "catalog.csv")
    bytes_in = size(table)
    registers = {}
    for parties in (0, 10, 50, 100):
        registers[parties] = folder / f"register.{parties}"
        cost([binary, "register", "build", facts_with(folder, parties), "-o", registers[parties]], env=env)
    asked = ["--as-of", DAY, "--register", registers[0], "-q"]

    if shutil.which("rg"):
        (folder / "words").write_text("\n".join(KEYWORDS))
        seconds, peak, _ = cost(["rg", "-ciwf", folder / "words", table], env=env)
        line(rows, "keyword search", seconds, peak, bytes_in, 0)
    scan = [binary, "scan", table, *asked]
    seconds, peak, _ = cost([*scan, "--threads", "1"], env=env)
    line(rows, "judged, one thread", seconds, peak, bytes_in, 0)
    seconds, peak, _ = cost([*scan, "--threads", "2"], env=env)
    line(rows, "judged, two threads", seconds, peak, bytes_in, 0)
    seconds, peak, _ = cost([*scan, "-o", folder / "r.parquet"], env=env)
    written = sum(size(folder / f"r{side}.parquet") for side in ("", ".cases", ".sources"))
    line(rows, "judged and written", seconds, peak, bytes_in, written)
    seconds, peak, _ = cost([*scan, "-o", folder / "s.parquet", "--resume"], env=env)
    line(rows, "the same with --resume", seconds, peak, bytes_in, written)
    seconds, peak, _ = cost([*scan, "--state", folder / "state"], env=env)
    line(rows, "judged, with --state", seconds, peak, bytes_in, size(folder / "state"))

    def rescan(what, register, day, *more):
        command = [binary, "rescan", "--state", folder / "state", "--register", register, "--as-of", day, "--json", *more]
        seconds, peak, said = cost(command, env=env)
        told = {key: int(re.search(rf'"{key}": ?(\d+)', said)[1]) for key in ("judged", "bytes_read")}
        line(rows, f"rescan: {what}", seconds, peak, told["bytes_read"], f"{told['judged']} judged")

    rescan("nothing changed", registers[0], DAY)
    rescan("a day later", registers[0], "2026-11-24")
    for parties in (10, 50, 100):
        rescan(f"{parties} parties changed", registers[parties], "2026-11-24")
    # A hundredth of the rows in a file of its own: what a shop that exports its changes hands over.
    changed = catalog(max(1, rows // 100), folder / "changed.csv")
    rescan("a catalog of 1 % more", registers[100], "2026-11-24", "--catalog", changed)


def listed(parties, at):
    """A list in the form of OFAC's, of made names."""
    random.seed(11)
    syllables = "ba chi do fen gor han jin kal lin mo nar pol qi ru shan tek vor wei xin yu zhen".split()
    kinds = ["Technology Co., Ltd.", "Trading LLC", "Industries Group", "Electronics Corp.", "International GmbH", "Import Export"]
    with open(at / "sdn.csv", "w", newline="") as out:
        rows = csv.writer(out)
        for n in range(parties):
            name = " ".join("".join(random.choices(syllables, k=random.randint(2, 3))).capitalize() for _ in range(2))
            rows.writerow([n + 1, f"{name} {random.choice(kinds)}".upper(), "-0- ", "SDNTK", *["-0- "] * 8])
    (at / "alt.csv").write_text('1,1,"aka","FIRST OF THEM","-0- "\n')
    (at / "add.csv").write_text('1,1,"1 Example Street","Exampleville","Iran","-0- "\n')


def beside(binary, sizes, folder, env):
    folder = pathlib.Path(folder)
    table = catalog(200_000, folder / "catalog.csv")
    for number, parties in enumerate(sizes):
        data = folder / f"data-{number}"
        here = dict(env, NAMEPLATE_DATA=str(data))
        built = peak = 0.0
        if parties:
            source = parties
            if isinstance(parties, int):
                source = folder / f"lists-{number}"
                source.mkdir()
                listed(parties, source)
            update = [binary, "lists", "update", "-q", "--from", source, "--only", "ofac-sdn", "--edition", DAY, "--accept"]
            built, peak, _ = cost(update, env=here)
            line(parties, "register built", built, peak, size(source), size(data / "registers"))
        seconds, peak, _ = cost([binary, "check", "Oak desk", "--as-of", DAY], env=here)
        line(parties, "opened, one listing", seconds, peak, "", "")
        seconds, peak, _ = cost([binary, "scan", table, "-q", "--as-of", DAY, "--threads", "1"], env=here)
        line(parties, "200,000 rows judged", seconds, peak, size(table), "")


# On so many days of a month lists come out anew, each with so many changed parties that are reviewed: those that rows lead to.
UPDATES, CHANGED = 12, 5
DAYS = 30


def month(binary, rows, folder, env):
    """Thirty days: lists change on twelve of them, and of the listings 1 % or 5 % are new or say something else each day."""
    folder = pathlib.Path(folder)
    table = catalog(rows, folder / "catalog.csv")
    facts, register = facts_with(folder, 0), folder / "register.0"
    cost([binary, "register", "build", facts, "-o", register], env=env)
    night, _, _ = cost([binary, "scan", table, "--as-of", DAY, "--register", register, "-q", "-o", folder / "r.parquet"], env=env)
    line(rows, f"{DAYS} full scans", night * DAYS, "", "", "")
    deltas = catalog(rows * DAYS // 20, folder / "deltas.csv").read_text().splitlines(keepends=True)
    registers = [register]
    for update in range(UPDATES):
        subprocess.run([sys.executable, HERE / "edit.py", facts, str(CHANGED)], check=True)
        registers.append(folder / f"register.{update + 1}")
        cost([binary, "register", "build", facts, "-o", registers[-1]], env=env)
    for share in (1, 5):
        state = folder / f"state-{share}"
        first, _, _ = cost([binary, "scan", table, "--as-of", DAY, "--register", register, "-q", "--state", state], env=env)
        line(rows, f"{share} % a day: the first scan, with --state", first, "", "", "")
        total, per_day = 0.0, rows * share // 100
        for day in range(DAYS):
            delta = folder / "delta.csv"
            delta.write_text("".join([deltas[0], *deltas[1 + day * per_day : 1 + (day + 1) * per_day]]))
            now = registers[min(UPDATES, day * UPDATES // DAYS)]
            date = f"2026-12-{day + 1:02}"
            command = [binary, "rescan", "--state", state, "--register", now, "--as-of", date, "--catalog", delta]
            seconds, _, _ = cost(command, env=env)
            total += seconds
        line(rows, f"{share} % a day: {DAYS} rescans", total, "", "", "")


def main():
    binary, sizes = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2:]
    for_parties, a_month = (sizes[:1] == [option] for option in ("--parties", "--month"))
    line("parties" if for_parties else "rows", "stage", "processor s", "peak MB", "bytes read", "bytes written")
    with tempfile.TemporaryDirectory() as folder:
        env = dict(os.environ, NAMEPLATE_DATA=os.path.join(folder, "none"), NAMEPLATE_CONFIG="")
        if for_parties:
            beside(binary, [int(n) if n.isdigit() else pathlib.Path(n) for n in sizes[1:]], folder, env)
            return
        if a_month:
            month(binary, int(sizes[1]), folder, env)
            return
        for rows in map(int, sizes):
            with tempfile.TemporaryDirectory(dir=folder) as own:
                stages(binary, rows, own, env)


main()
