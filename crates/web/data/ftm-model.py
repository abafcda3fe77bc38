"""The FollowTheMoney model as one JSON file.

    pip download --no-deps followthemoney && unzip followthemoney-*.whl -d model
    python3 ftm-model.py model > ftm-model.json

Reads `followthemoney/schema/*.yaml` (needs PyYAML), the properties of types and the words of topics of a release, and writes what
the service uses of them. Nothing is added; a release that is laid out otherwise ends in an error.
"""

import ast
import glob
import json
import os
import sys

import yaml


def classes(path):
    """Plain assignments in each class of a Python file."""
    for node in ast.walk(ast.parse(open(path, encoding="utf-8").read())):
        if not isinstance(node, ast.ClassDef):
            continue
        found = {}
        for line in node.body:
            target = getattr(line, "target", None) or (getattr(line, "targets", None) or [None])[0]
            if isinstance(target, ast.Name) and getattr(line, "value", None) is not None:
                found[target.id] = line.value
        yield found


def plain(node):
    """A constant, or the text inside `_("...")`."""
    if isinstance(node, ast.Call):
        node = node.args[0] if node.args else None
    return getattr(node, "value", None)


def types(folder):
    all_types, topics = {}, {}
    paths = sorted(glob.glob(os.path.join(folder, "types", "*.py")))
    for of in (one for path in paths for one in classes(path)):
        name = plain(of.get("name"))
        if not isinstance(name, str):
            continue
        # Types without a group are for reading, not for comparing; those of the base class that say nothing are compared.
        matchable = plain(of["matchable"]) if "matchable" in of else plain(of.get("group")) is not None
        all_types[name] = {"group": plain(of.get("group")), "plural": plain(of.get("plural")), "matchable": matchable}
        if "_TOPICS" in of:
            topics["labels"] = {plain(k): plain(v) for k, v in zip(of["_TOPICS"].keys, of["_TOPICS"].values)}
            topics["risks"] = sorted(plain(one) for one in of["RISKS"].elts)
    return all_types, topics


def tidy(text):
    return " ".join((text or "").split())


def schema(name, read, all_types):
    properties = {}
    for prop, of in (read.get("properties") or {}).items():
        kind = of.get("type", "string")
        one = {"label": of.get("label", prop), "type": kind}
        one["matchable"] = of.get("matchable", all_types[kind]["matchable"])
        if tidy(of.get("description")):
            one["description"] = tidy(of["description"])
        if of.get("hidden"):
            one["hidden"] = True
        if of.get("range"):
            one["range"] = of["range"]
        if of.get("reverse"):
            one["reverse"] = {"name": of["reverse"]["name"], "label": of["reverse"].get("label", "")}
        properties[prop] = one
    label = read.get("label", name)
    return {
        "label": label,
        "plural": read.get("plural", label),
        "description": tidy(read.get("description")),
        "extends": read.get("extends", []),
        "matchable": read.get("matchable", True),
        "featured": read.get("featured", []),
        "caption": read.get("caption", []),
        "properties": properties,
    }


def main(root):
    folder = os.path.join(root, "followthemoney")
    metadata = glob.glob(os.path.join(root, "followthemoney-*.dist-info", "METADATA"))[0]
    version = next(line.split()[1] for line in open(metadata, encoding="utf-8") if line.startswith("Version:"))
    all_types, topics = types(folder)
    schemata = {}
    for path in sorted(glob.glob(os.path.join(folder, "schema", "*.yaml"))):
        for name, read in yaml.safe_load(open(path, encoding="utf-8")).items():
            schemata[name] = schema(name, read, all_types)
    for name, one in schemata.items():
        assert all(parent in schemata for parent in one["extends"]), name
    assert topics["labels"]["sanction"] and "Thing" in schemata
    written = {
        "note": "The schemata, types and topics of FollowTheMoney, made by ftm-model.py of the release named here",
        "version": version,
        "source": "https://github.com/opensanctions/followthemoney",
        "license": "MIT License. Copyright (c) 2017-2024 Journalism Development Network, Inc.; Copyright (c) 2025 "
        "OpenSanctions Datenbanken GmbH. Permission is hereby granted, free of charge, to any person obtaining a copy of this "
        "software and associated documentation files (the \"Software\"), to deal in the Software without restriction, including "
        "without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the "
        "Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions: The "
        "above copyright notice and this permission notice shall be included in all copies or substantial portions of the "
        "Software. THE SOFTWARE IS PROVIDED \"AS IS\", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT "
        "LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL "
        "THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, "
        "TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.",
        "types": all_types,
        "topics": topics,
        "schemata": schemata,
    }
    json.dump(written, sys.stdout, ensure_ascii=False, separators=(",", ":"))
    sys.stdout.write("\n")


main(sys.argv[1])
