"""What a type checker is to make of the package: checked with mypy, never run."""

import datetime

import nameplate


def calls(table: object) -> int:
    register: nameplate.Register = nameplate.Register.open()
    result: nameplate.ScanResult = nameplate.scan(
        table,
        register,
        policy={"max_hops": 2},
        as_of=datetime.date(2026, 11, 23),
        map={"title": "Name", "text": ["One", "Two"]},
    )
    digest: str = result.digest
    rows = sum(len(batch) for batch in nameplate.scan_batches(table, expect_id=True))
    verdict = nameplate.check({"title": "Camera"})["verdict"]
    try:
        nameplate.match("Hikvision", country="CN")
    except nameplate.InputError as error:
        hint: str | None = error.hint
        return len(hint or "")
    return rows + len(digest) + len(str(verdict))
