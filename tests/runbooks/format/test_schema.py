#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares resources/runbooks/schema.json, which editors use, with what the program's reader says: the same verdict on
every shipped runbook and every sample. Samples in beyond/ are wrong in a way that no schema can tell. Exit status 77:
there is no jsonschema here."""
import json
import pathlib
import subprocess
import sys

try:
    from jsonschema import Draft202012Validator
except ImportError:
    print("skipped: this Python has no jsonschema")
    sys.exit(77)

HERE = pathlib.Path(__file__).resolve().parent
RUNBOOKS = HERE.parents[2] / "resources" / "runbooks"


def documents(path):
    """A file of samples holds several, each under a line "# <name>"."""
    blocks = path.read_text("utf-8").split("\n# ")
    return {f"{path.stem}: {block.splitlines()[0]}": block.split("\n", 1)[1] for block in blocks[1:]}


def verdicts(program, folder, texts):
    for number, text in enumerate(texts.values()):
        (folder / f"sample-{number}.yaml").write_text(text, "utf-8")
    files = [folder / f"sample-{number}.yaml" for number in range(len(texts))]
    lines = subprocess.run([program, *files], capture_output=True, text=True, check=True, timeout=60).stdout
    return dict(zip(texts, map(json.loads, lines.splitlines())))


def main(program):
    import tempfile
    schema = json.loads((RUNBOOKS / "schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    expected = {path.relative_to(RUNBOOKS).as_posix(): (path.read_text("utf-8"), True, True)
                for path in RUNBOOKS.glob("*/*.yaml")}
    for kind, reader, by_schema in (("good", True, True), ("bad", False, False), ("beyond", False, True)):
        for name, text in documents(HERE / "samples" / f"{kind}.txt").items():
            expected[name] = (text, reader, by_schema)
    with tempfile.TemporaryDirectory() as folder:
        found = verdicts(program, pathlib.Path(folder), {name: each[0] for name, each in expected.items()})
    wrong = 0
    for name, (_, reader, by_schema) in expected.items():
        says = [error.message[:200] for error in validator.iter_errors(found[name]["document"])]
        if (not found[name]["problems"]) != reader or (not says) != by_schema:
            wrong += 1
            print(f"{name}\n  reader: {found[name]['problems']}\n  schema: {says}")
    print(f"schema and reader: {len(expected) - wrong}/{len(expected)}")
    return 1 if wrong or len(expected) < 60 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
