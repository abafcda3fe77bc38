"""Makes a demo shop of a catalog: one page a product, with the notice that a marketplace is told to show beside each product that is connected.

    python3 examples/shop/make.py OUT                                            notices from files beside the pages
    python3 examples/shop/make.py OUT --service https://nameplate.example --key npp_…    asked of a service, by the shop's publishable key

The catalog is scanned once a language. Of a case, `notices/CASE.LANGUAGE.json` keeps what a page needs: two kilobytes, not all its evidence.
"""

import argparse
import csv
import json
import pathlib
import re
import shutil
import subprocess
import tempfile
from html import escape

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
LANGUAGES = ("en", "es", "zh")
WORDS = {
    "en": ("Corner Camera (a demo)", "Sold by", "Model", "All products", "Sources, what is said, and what the company answers"),
    "es": ("Corner Camera (una demostración)", "Vendido por", "Modelo", "Todos los productos", "Fuentes, qué se dice y qué responde la empresa"),
    "zh": ("Corner Camera（演示）", "卖家", "型号", "所有商品", "来源、相关说法及该企业的回应"),
}


def scanned(options, language, folder):
    """Rows with what was found, and the cases that they cite, of a scan in a language."""
    out = pathlib.Path(folder) / f"{language}.jsonl"
    command = [options.binary, "scan", str(options.catalog), "--quiet", "--language", language, "-o", str(out)]
    command += ["--as-of", options.as_of] if options.as_of else []
    ended = subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode
    # 0: nothing found; 1: something found; else it did not come to an end.
    if ended not in (0, 1):
        raise SystemExit(f"the scan ended with {ended}")
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    rows = {line["id"]: line for line in lines if line["type"] == "result"}
    cases = [json.loads(line) for line in out.with_suffix(".cases.jsonl").read_text(encoding="utf-8").splitlines()]
    return rows, {case["id"]: case for case in cases}


def shown(row, cases):
    """The case whose notice a page shows that has room for one: the first connected one with the shortest path."""
    found = [cases[finding["case"]] for finding in row.get("findings", []) if finding["verdict"] == "connected"]
    found = [case for case in found if case.get("warning")]
    return min(found, key=lambda case: len(case["path"]), default=None)


def notice(case):
    """What a page needs of a case."""
    warning = case["warning"]
    return {"id": case["id"], "verdict": case["verdict"], "warning": {word: warning[word] for word in ("language", "short", "long")}}


def linked(line):
    """A source, as a link where it has an address."""
    title, _, address = line.rpartition(" ")
    if not address.startswith(("https://", "http://")):
        return escape(line)
    return f'<a href="{escape(address)}" rel="noopener nofollow">{escape(title)}</a>'


def paragraph(part):
    """A paragraph of the long text; the last one has its sources as a list, each with its address at the end."""
    words, *sources = part.split("\n- ")
    items = "".join(f"<li>{linked(line)}</li>" for line in sources)
    return f"<p>{escape(words)}</p>" + (f"<ul>{items}</ul>" if items else "")


def fallback(case, more):
    """The notice without a script: the same words, in the page itself."""
    long = "".join(paragraph(part) for part in case["warning"]["long"].split("\n\n"))
    return f"<p>{escape(case['warning']['short'])}</p><details><summary>{escape(more)}</summary>{long}</details>"


def element(options, case, more):
    """The element of a page, in front of the words that stand there until it has something newer."""
    where = 'src="../notices/{case}.{lang}.json"'
    if options.service:
        where = f'service="{escape(options.service)}" key="{escape(options.key)}"'
    return f'<nameplate-notice case="{escape(case["id"])}" {where}>{fallback(case, more)}</nameplate-notice>'


def page(options, title, body, depth):
    """A page of the shop, under a policy as strict as shops have it."""
    up = "../" * depth
    policy = f"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' {options.service or ''}; img-src data:; base-uri 'none'; form-action 'none'"
    return (
        f'<!doctype html><html lang="{options.lang}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{escape(policy)}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(title)}</title>'
        f'<link rel="icon" href="data:,"><link rel="stylesheet" href="{up}shop.css"><script src="{up}notice.js" defer></script></head><body>'
        f'<header><a href="{up}index.html">{escape(WORDS[options.lang][0])}</a></header><main>{body}</main></body></html>\n'
    )


def product(options, row, case):
    """The page of a product."""
    _, sold, model, _, more = WORDS[options.lang]
    title = row["title"] or row["sku"]
    details = [(sold, row["seller"]), (model, row["model"])]
    body = f"<h1>{escape(title)}</h1>" + (element(options, case, more) if case else "")
    body += f"<p>{escape(row['description'])}</p><dl>"
    body += "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in details if value) + "</dl>"
    return page(options, title, body, 1)


def asked():
    """What was asked on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=pathlib.Path, help="a folder; what is in it is replaced file by file")
    parser.add_argument("--catalog", type=pathlib.Path, default=ROOT / "examples" / "catalog.csv")
    parser.add_argument("--binary", default="nameplate", help="the command nameplate")
    parser.add_argument("--as-of", help="the day that is asked for")
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="the language of the shop")
    parser.add_argument("--service", help="a running service that knows the cases, in place of files")
    parser.add_argument("--key", default="", help="the shop's publishable key for it")
    return parser.parse_args()


def main():
    options = asked()
    for folder in ("product", "notices"):
        (options.out / folder).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        scans = {language: scanned(options, language, folder) for language in LANGUAGES}
    links = []
    with options.catalog.open(encoding="utf-8-sig", newline="") as catalog:
        for row in csv.DictReader(catalog):
            cases = {language: shown(rows[row["sku"]], known) for language, (rows, known) in scans.items()}
            for language, case in cases.items():
                if case:
                    kept = json.dumps(notice(case), ensure_ascii=False)
                    (options.out / "notices" / f"{case['id']}.{language}.json").write_text(kept + "\n", encoding="utf-8")
            name = re.sub(r"[^A-Za-z0-9_-]", "_", row["sku"]) + ".html"
            (options.out / "product" / name).write_text(product(options, row, cases[options.lang]), encoding="utf-8")
            links.append(f'<li><a href="product/{escape(name)}">{escape(row["title"] or row["sku"])}</a></li>')
    shop, *_, all_products, _ = WORDS[options.lang]
    body = f"<h1>{escape(all_products)}</h1><ul>{''.join(links)}</ul>"
    (options.out / "index.html").write_text(page(options, shop, body, 0), encoding="utf-8")
    shutil.copyfile(HERE / "shop.css", options.out / "shop.css")
    shutil.copyfile(ROOT / "crates" / "web" / "src" / "site" / "notice.js", options.out / "notice.js")


if __name__ == "__main__":
    main()
