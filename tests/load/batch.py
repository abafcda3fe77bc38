"""Batches of 1,000 distinct listings, one of fifty found, from as many connections as there are cores; beside it the command
line over the same rows. python3 tests/load/batch.py http://127.0.0.1:8417 path/to/nameplate"""
import http.client, json, os, subprocess, sys, tempfile, threading, time
from urllib.parse import urlparse

base, binary = urlparse(sys.argv[1]), sys.argv[2]
key = sys.argv[3] if len(sys.argv) > 3 else None
BATCHES, ROWS = 100, 1000
FOUND = ["HIKVISION DS-2CD2143G2-I dome camera", "EZVIZ C6N baby monitor", "Dahua IPC-HDW2849H turret", "Deco BE65 mesh router TP-Link"]
THINGS = ["desk lamp", "oak shelf", "garden hose", "yoga mat", "phone case", "kettle", "backpack", "office chair"]


def row(n):
    title = f"{FOUND[n // 50 % 4]} {n}" if n % 50 == 0 else f"Make{n % 977} {THINGS[n % 8]} model {n}"
    return json.dumps({"sku": f"S{n}", "title": title, "brand": "" if n % 50 == 0 else f"Make{n % 977}", "seller": f"Shop {n % 1000}"})


batches = ["\n".join(row(b * ROWS + n) for n in range(ROWS)) for b in range(BATCHES)]
waiting = list(range(BATCHES))
lock = threading.Lock()


def work():
    connection = http.client.HTTPConnection(base.hostname, base.port)
    headers = {"content-type": "application/x-ndjson"}
    if key:
        headers["authorization"] = f"Bearer {key}"
    while True:
        with lock:
            if not waiting:
                return
            n = waiting.pop()
        connection.request("POST", "/v1/screen", batches[n], {**headers, "idempotency-key": f"{time.time_ns()}-{n}"})
        answer = connection.getresponse()
        body = answer.read()
        assert answer.status == 200, body[:300]


begun = time.time()
threads = [threading.Thread(target=work) for _ in range(os.cpu_count() or 2)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
service = BATCHES * ROWS / (time.time() - begun)
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "rows.jsonl")
    with open(path, "w") as file:
        file.write("\n".join(batches))
    begun = time.time()
    subprocess.run([binary, "scan", path, "--quiet", "-o", os.path.join(folder, "out.jsonl")], check=False, stdout=subprocess.DEVNULL)
    line = BATCHES * ROWS / (time.time() - begun)
print(f"batches: {service:,.0f} rows/s; the command line: {line:,.0f} rows/s; ratio {service / line:.2f}")
