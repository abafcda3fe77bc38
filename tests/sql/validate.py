"""Validates records of a scan, and the JSON of one listing, against the schemas in docs/schema."""

import json
import pathlib
import sys

import jsonschema


def main(schemas, whole, *files):
    kinds = ["result", "case", "house", "source", "expanded"]
    folder = pathlib.Path(schemas)
    of = {kind: jsonschema.Draft202012Validator(json.loads((folder / f"{kind}.json").read_text())) for kind in kinds}
    seen = dict.fromkeys(kinds, 0)
    for file in files:
        for number, line in enumerate(pathlib.Path(file).read_text().splitlines(), 1):
            record = json.loads(line)
            kind = record.get("type", "expanded")
            if kind == "manifest":
                continue
            seen[kind] += 1
            for error in of[kind].iter_errors(record):
                sys.exit(f"{file}, line {number}: {error.json_path}: {error.message}")
    of["expanded"].validate(json.loads(pathlib.Path(whole).read_text()))
    missing = [kind for kind in kinds if not seen[kind]]
    if missing:
        sys.exit(f"no record of {missing} was there to be validated")
    print(f"{sum(seen.values())} records are as their schemas say: {seen}")


main(*sys.argv[1:])
