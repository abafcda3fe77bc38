"""Changes the remark of so many reviewed parties in a folder of facts: the last ones by file and place, so that not always the best known
makers change."""
import pathlib
import re
import sys

folder, wanted = pathlib.Path(sys.argv[1]), int(sys.argv[2])
files = sorted((folder / "companies").glob("*.toml"), reverse=True)
for file in files:
    text = file.read_text()
    parts = re.split(r"(?m)^(?=\[\[party\]\]\n)", text)
    for n in range(len(parts) - 1, 0, -1):
        if wanted == 0:
            break
        body = parts[n]
        if re.search(r"(?m)^note = \"", body.split("\n[[", 1)[0]):
            continue
        parts[n] = body.replace("[[party]]\n", f'[[party]]\nnote = "Looked at again, {wanted}."\n', 1)
        wanted -= 1
    file.write_text("".join(parts))
if wanted:
    sys.exit(f"{wanted} parties too few")
