"""Scans over a store that speaks S3 say what scans of files say, whatever the store does in between."""
import json
import logging
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import boto3
import pyarrow
import pyarrow.parquet
from botocore.config import Config
from moto.server import ThreadedMotoServer

from faults import Faults, proxy

BINARY = sys.argv[1]
DAY = "2026-11-23"
SECRET = "geheimnis-das-nirgends-steht"
logging.getLogger("werkzeug").setLevel(logging.ERROR)
moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
moto.start()
faults = Faults()
port = proxy(moto.get_host_and_port(), faults)
s3 = boto3.client(
    "s3", endpoint_url="http://{}:{}".format(*moto.get_host_and_port()), region_name="us-east-1",
    aws_access_key_id="key", aws_secret_access_key=SECRET, config=Config(s3={"addressing_style": "path"}),
)
s3.create_bucket(Bucket="shop")
folder = pathlib.Path(tempfile.mkdtemp())
said_in_all = []


def run(*args, env=None, check=None):
    """Runs the program: exit code, standard output, standard error."""
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(folder), "NAMEPLATE_DATA": str(folder / "data"), "NAMEPLATE_CONFIG": "",
        "AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": SECRET, "AWS_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}", **(env or {}),
    }
    done = subprocess.run([BINARY, *map(str, args)], capture_output=True, text=True, env=environment, cwd=folder, timeout=300)
    said_in_all.append(done.stdout + done.stderr)
    if check is not None:
        assert done.returncode == check, (args, done.returncode, done.stdout, done.stderr)
    # Errors are wrapped for a terminal.
    return done.returncode, done.stdout, " ".join(done.stderr.split())


def digest(*args, **more):
    """The digest of a scan, over what files and rows say but not where they lie."""
    code, out, err = run("scan", *args, "--as-of", DAY, "--json", "--expect-id", **more)
    assert code == 1, (code, out, err)
    return json.loads(out)["digest"], json.loads(out)


def put(key, body):
    s3.put_object(Bucket="shop", Key=key, Body=body)


def catalog(rows, start=0):
    lines = ["sku,title,brand,price"]
    for n in range(start, start + rows):
        brand = "Hikvision" if n % 40 == 0 else "Ikea"
        lines.append(f"S{n},{brand} {'DS-2CD2143G2-I camera' if n % 40 == 0 else 'oak desk with drawers'} {n},{brand},{n}.99")
    return "\n".join(lines) + "\n"


def test_the_answer_does_not_depend_on_where_a_catalog_lies():
    text = catalog(60_000)
    (folder / "a.csv").write_text(text)
    put("a.csv", text)
    put("day=2026-11-22/b.jsonl", "\n".join(json.dumps({"sku": f"J{n}", "title": "EZVIZ C6N", "brand": "EZVIZ"}) for n in range(10)))
    here, _ = digest("a.csv")
    there, manifest = digest("s3://shop/a.csv")
    assert here == there
    assert manifest["inputs"][0]["file"] == "s3://shop/a.csv", manifest["inputs"]
    whole = json.loads(run("scan", "a.csv", "--as-of", DAY, "--json")[1])["inputs"][0]["hash"]
    assert manifest["inputs"][0]["hash"] == whole, "what is read whole is hashed"
    # Behind plain HTTP, which is spoken with this machine alone.
    s3.put_object(Bucket="shop", Key="public.csv", Body=text, ACL="public-read")
    assert digest(f"http://127.0.0.1:{port}/shop/public.csv")[0] == here
    code, out, err = run("scan", f"http://127.0.0.1:{port}/shop/a.csv")
    assert code == 2 and "denied" in err and "AWS_" not in err, err
    code, out, err = run("scan", "a.csv", "-o", f"http://127.0.0.1:{port}/shop/out/")
    assert code == 2 and "not sent" in err, err
    put("packed/a.csv.gz", __import__("gzip").compress(text.encode()))
    assert digest("s3://shop/packed/a.csv.gz")[0] == here
    # Stored with an encoding, it is read as it is kept.
    s3.put_object(Bucket="shop", Key="packed/b.csv", Body=__import__("gzip").compress(text.encode()), ContentEncoding="gzip")
    assert digest("s3://shop/packed/b.csv")[0] == here


def test_of_parquet_only_what_is_used_is_fetched():
    rows = 50_000
    columns = {
        "sku": [f"S{n}" for n in range(rows)],
        "title": [("Hikvision DS-2CD2143G2-I" if n % 40 == 0 else "oak desk") + f" {n}" for n in range(rows)],
        "brand": ["Hikvision" if n % 40 == 0 else "Ikea" for n in range(rows)],
        # What hangs on a listing is not about it, and here it is most of the bytes.
        "reviews": [[{"text": os.urandom(200).hex()}] for _ in range(rows)],
    }
    path = folder / "c.parquet"
    pyarrow.parquet.write_table(pyarrow.table(columns), path, row_group_size=10_000)
    put("c.parquet", path.read_bytes())
    here, _ = digest("c.parquet")
    faults.set("well")
    there, manifest = digest("s3://shop/c.parquet", "--map", "title=title,brand=brand,id=sku")
    assert here == there
    size = path.stat().st_size
    assert faults.fetched * 4 < size, (faults.fetched, size)
    assert manifest["inputs"][0]["hash"].startswith("etag:"), manifest["inputs"]
    print(f"  of {size / 1e6:.1f} MB of Parquet {faults.fetched / 1e6:.1f} MB were fetched in {faults.ranges} requests")


def test_folders_patterns_and_long_lists():
    for n in range(1_100):
        put(f"many/{n:04}.csv", f"sku,title\nM{n},{'Dahua IPC-HDW2849H turret' if n == 7 else 'kettle'}\n")
    put("many/_SUCCESS", "")
    put("many/_temporary/0/x.csv", "sku,title\nX,Hikvision\n")
    put("many/notes.txt", "no catalog")
    code, out, err = run("scan", "s3://shop/many/", "--as-of", DAY, "--json", "--threads", "2", check=1)
    manifest = json.loads(out)
    assert len(manifest["inputs"]) == 1_100 and manifest["complete"], err
    names = [one["file"] for one in manifest["inputs"]]
    assert names == sorted(names) and names[7] == "s3://shop/many/0007.csv"
    manifest = json.loads(run("scan", "s3://shop/many/000?.csv", "s3://shop/day=*/*.jsonl", "--as-of", DAY, "--json", check=1)[1])
    assert [one["file"] for one in manifest["inputs"]] == [*names[:10], "s3://shop/day=2026-11-22/b.jsonl"]
    for text, told in [
        ("s3://shop/none.csv", "there is no such object"),
        ("s3://shop/many", "for all catalogs of a folder"),
        ("s3://shop/none/", "no catalog lies there"),
        ("s3://shop/x*.csv", "no object is matched"),
        ("http://example.org/x.csv", "https://"),
        ("https://example.org/x.csv?signature=abc", "query"),
        ("ftp://example.org/x.csv", "are not read"),
    ]:
        code, out, err = run("scan", text)
        assert code == 2 and told in err, (text, err)


def test_whatever_a_store_does_the_answer_is_the_same_or_there_is_none():
    here, _ = digest("a.csv")
    of_parquet, _ = digest("c.parquet")
    for mode, times in [("500", 3), ("slow", 2), ("cut", 3)]:
        for name, expected in [("a.csv", here), ("c.parquet", of_parquet)]:
            faults.set(mode, times)
            assert digest(f"s3://shop/{name}")[0] == expected, (mode, name)
            assert faults.times == 0, f"{mode} did not happen to {name}"
    faults.set("cut", 10_000)
    code, out, err = run("scan", "s3://shop/a.csv", "--as-of", DAY)
    assert "Hikvision" not in out, "what was cut off is no answer"
    assert code == 2 and "a.csv" in err, (code, err)
    faults.set("denied", 10_000)
    code, out, err = run("scan", "s3://shop/a.csv", "--as-of", DAY)
    assert code == 2 and "denied" in err and "AWS_ACCESS_KEY_ID" in err, err
    # Another object under the same name, between two ranges.
    for name in ["c.parquet", "e.csv"]:
        put("e.csv", catalog(200_000))
        body = s3.get_object(Bucket="shop", Key=name)["Body"].read()

        def change():
            s3.put_object(Bucket="shop", Key=name, Body=body.replace(b"oak", b"elm"))

        faults.set("change", 1, change)
        before = faults.ranges
        code, out, err = run("scan", f"s3://shop/{name}", "--as-of", DAY)
        assert code == 2 and "replaced while it was read" in err, (name, code, out, err)
        s3.put_object(Bucket="shop", Key=name, Body=body)
    faults.set("well")


def test_results_go_into_a_store_whole_and_the_manifest_last():
    run("scan", "a.csv", "--as-of", DAY, "-q", "-o", folder / "out", check=1)
    faults.set("well")
    code, out, err = run("scan", "a.csv", "--as-of", DAY, "-o", "s3://shop/results/", check=1)
    assert "s3://shop/results/manifest.json" in out and str(folder) not in out, out
    for name in ["results.parquet", "cases.parquet", "sources.parquet", "report.html", "manifest.json"]:
        there = s3.get_object(Bucket="shop", Key=f"results/{name}")["Body"].read()
        assert there == (folder / "out" / name).read_bytes(), f"{name} differs"
    assert faults.requests[-1] == ("PUT", "/shop/results/manifest.json"), faults.requests[-3:]
    # Again: ours is replaced. What is not ours is not.
    run("scan", "a.csv", "--as-of", DAY, "-q", "-o", "s3://shop/results/", check=1)
    put("theirs/results.parquet", b"somebody's")
    code, out, err = run("scan", "a.csv", "--as-of", DAY, "-q", "-o", "s3://shop/theirs/")
    assert code == 2 and "no manifest says that it is ours" in err, err
    run("scan", "a.csv", "--as-of", DAY, "-q", "-o", "s3://shop/theirs/", "--force", check=1)
    run("scan", "a.csv", "--as-of", DAY, "-q", "-o", "s3://shop/one/r.jsonl", check=1)
    keys = [one["Key"] for one in s3.list_objects_v2(Bucket="shop", Prefix="one/")["Contents"]]
    assert keys == ["one/r.cases.jsonl", "one/r.jsonl", "one/r.jsonl.manifest.json", "one/r.sources.jsonl"], keys
    code, out, err = run("scan", "s3://shop/a.csv", "-o", "s3://shop/a.csv", "--as-of", DAY)
    assert code == 2 and "is read, so it is not written" in err, err
    for args, told in [(["--state", "s3://shop/s"], "this machine only"), (["--resume", "-o", "s3://shop/r/"], "folder of this machine")]:
        code, out, err = run("scan", "a.csv", *args)
        assert code == 2 and told in err, err


def test_a_large_file_goes_in_parts_and_one_that_is_not_taken_leaves_nothing():
    # Results of some 25 MB: two parts.
    (folder / "large.csv").write_text(catalog(120_000))
    faults.set("well")
    run("scan", "large.csv", "--as-of", DAY, "-q", "-o", "s3://shop/large/r.jsonl", check=1)
    parts = [path for method, path in faults.requests if method == "PUT" and "partNumber" in path]
    assert len(parts) >= 2, faults.requests
    there = s3.get_object(Bucket="shop", Key="large/r.jsonl")["Body"].read()
    run("scan", "large.csv", "--as-of", DAY, "-q", "-o", folder / "r.jsonl", check=1)
    assert there == (folder / "r.jsonl").read_bytes()
    # A store that takes nothing more: no half file, no manifest, and the results are still on this machine.
    faults.set("no parts", 100_000)
    code, out, err = run("scan", "large.csv", "--as-of", DAY, "-q", "-o", "s3://shop/full/r.jsonl")
    assert code == 2 and "the results are whole in " in err, err
    faults.set("well")
    assert s3.list_objects_v2(Bucket="shop", Prefix="full/").get("Contents") is None
    assert s3.list_multipart_uploads(Bucket="shop").get("Uploads") is None, "what was begun is given up"
    kept = pathlib.Path(err.split("the results are whole in ")[1].split(":")[0])
    assert (kept / "r.jsonl").read_bytes() == there
    __import__("shutil").rmtree(kept)


def test_a_state_is_kept_current_over_a_store():
    put("kept/a.csv", catalog(2_000))
    run("scan", "s3://shop/kept/*.csv", "--state", folder / "state", "-q", check=1)
    watch = ["watch", "--state", folder / "state", "--catalogs", "s3://shop/kept/*.csv", "--once"]
    code, out, err = run(*watch)
    assert code == 0 and "0 findings are new" in out, (out, err)
    put("kept/b.csv", "sku,title,brand\nB1,Dahua IPC-HDW2849H turret,Dahua\n")
    code, out, err = run(*watch)
    assert code == 1 and "B1" in out, (out, err)


tests = [test for name, test in list(globals().items()) if name.startswith("test_")]
for test in tests:
    faults.set("well")
    began = time.monotonic()
    test()
    print(f"{time.monotonic() - began:5.1f} s  {test.__name__.removeprefix('test_').replace('_', ' ')}", flush=True)
for said in said_in_all:
    assert SECRET not in said, "a secret was printed"
for path in folder.rglob("*"):
    assert not path.is_file() or SECRET.encode() not in path.read_bytes(), f"a secret stands in {path}"
print(f"{len(tests)} tests passed")
moto.stop()
