"""Runs every block of SQL in a page and compares what it prints with the block of text behind it."""

import difflib
import os
import re
import sys
import unicodedata

import duckdb

PAIR = re.compile(r"```sql\n(?P<sql>.*?)```\n\n```text\n(?P<text>.*?)```", re.DOTALL)


def width(text):
    """Columns on a screen: signs of East Asia take two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def pad(text, to):
    return text + " " * (to - width(text))


def shown(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return ", ".join(shown(item) for item in value)
    return str(value)


def table(cursor):
    """The rows as text, columns two blanks apart."""
    rows = [[column[0] for column in cursor.description]]
    rows += [[shown(value) for value in row] for row in cursor.fetchall()]
    widths = [max(width(row[n]) for row in rows) for n in range(len(rows[0]))]
    lines = ["  ".join(pad(*cell) for cell in zip(row, widths)).rstrip() for row in rows]
    return "".join(line + "\n" for line in lines)


def main(path):
    with open(path, encoding="utf-8") as file:
        page = file.read()
    pairs = list(PAIR.finditer(page))
    blocks = page.count("```sql\n")
    if not pairs or len(pairs) != blocks:
        sys.exit(f"{blocks} blocks of SQL, {len(pairs)} of them with a block of text behind: each needs one")
    made, end, wrong = "", 0, 0
    for pair in pairs:
        # A connection each, as for somebody who copies one query.
        printed = table(duckdb.connect().execute(pair["sql"]))
        if printed != pair["text"]:
            wrong += 1
            both = pair["text"].splitlines(), printed.splitlines()
            print("\n".join(difflib.unified_diff(*both, "in the page", "printed", lineterm="")))
        made += page[end : pair.start("text")] + printed
        end = pair.end("text")
    made += page[end:]
    if os.environ.get("UPDATE"):
        with open(path, "w", encoding="utf-8") as file:
            file.write(made)
        print(f"{len(pairs)} queries, {wrong} written anew")
    elif wrong:
        sys.exit(f"{wrong} of {len(pairs)} queries print something else; UPDATE=1 tests/sql/run writes it, read the change")
    else:
        print(f"{len(pairs)} queries print what the page says")


main(sys.argv[1])
