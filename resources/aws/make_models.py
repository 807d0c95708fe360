#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cuts an installed botocore's data down to the operations of operations.txt.

    make_models.py          writes models/, endpoints/, partitions.json, models.qrc and VERSION
    make_models.py --check  compares them with the installed botocore: 0 equal, 1 different, 77 another version
"""
import argparse
import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROSE = {"documentation", "documentationUrl", "deprecatedMessage", "deprecatedSince", "description"}
OTHER_VERSION = 77


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    check = parser.parse_args().check
    try:
        import botocore
    except ImportError:
        sys.exit("botocore is not installed: pip install botocore==" + recorded_version()
                 if not check else skip("botocore is not installed"))
    if check and botocore.__version__ != recorded_version():
        sys.exit(skip(f"botocore {botocore.__version__} is installed, the models are from {recorded_version()}"))
    files = made_files(botocore.__version__)
    sys.exit(differing(files) if check else write(files))


def recorded_version():
    return (HERE / "VERSION").read_text().strip()


def skip(reason):
    print(reason)
    return OTHER_VERSION


def read_operations(text):
    """{service: {operation, …}}; a service begins a line, its operations are indented below it."""
    services = {}
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if not line.startswith(" "):
            operations = services.setdefault(line.strip(), set())
        else:
            operations.update(line.split())
    return services


def made_files(version):
    """{path below this folder: text} of everything this script makes."""
    from botocore.loaders import Loader
    loader = Loader(extra_search_paths=[Loader.BUILTIN_DATA_PATH], include_default_search_paths=False)
    files = {"VERSION": version + "\n",
             "partitions.json": lines_of(loader.load_data("partitions"), depth=3)}
    services = read_operations((HERE / "operations.txt").read_text())
    for service, operations in services.items():
        files[f"models/{service}.json"] = lines_of(cut_service(loader, service, operations), depth=3)
        rules = without_prose(loader.load_service_model(service, "endpoint-rule-set-1"))
        files[f"endpoints/{service}.json"] = lines_of(rules, depth=2)
    files["models.qrc"] = resource_list(sorted(services))
    return files


def cut_service(loader, service, operations):
    model = loader.load_service_model(service, "service-2")
    unknown = operations - model["operations"].keys()
    if unknown:
        sys.exit(f"{service} has no operation {', '.join(sorted(unknown))}")
    kept = {name: without_prose(model["operations"][name]) for name in operations}
    return {"service": {"metadata": model["metadata"],
                        "operations": kept,
                        "shapes": reachable_shapes(model["shapes"], kept.values())},
            "paginators": {"pagination": {name: rule for name, rule in optional(
                loader, service, "paginators-1", "pagination").items() if name in kept}},
            "waiters": {"waiters": {name: without_prose(waiter) for name, waiter in optional(
                loader, service, "waiters-2", "waiters").items() if waiter["operation"] in kept}}}


def optional(loader, service, kind, key):
    from botocore.exceptions import DataNotFoundError
    try:
        return loader.load_service_model(service, kind)[key]
    except DataNotFoundError:
        return {}


def reachable_shapes(shapes, operations):
    kept = {}
    waiting = [name for operation in operations for name in references(operation)]
    while waiting:
        name = waiting.pop()
        if name not in kept:
            kept[name] = without_prose(shapes[name])
            waiting.extend(references(kept[name]))
    return kept


def references(node):
    """The names that stand behind "shape" in a definition, however deep."""
    if isinstance(node, dict):
        if isinstance(node.get("shape"), str):
            yield node["shape"]
        node = node.values()
    elif not isinstance(node, list):
        return
    for child in node:
        yield from references(child)


def without_prose(node):
    """The definition without its texts; a member that happens to be called "description" stays."""
    if isinstance(node, list):
        return [without_prose(child) for child in node]
    if not isinstance(node, dict):
        return node
    return {key: without_prose(child) for key, child in node.items()
            if key not in PROSE or not isinstance(child, str)}


def lines_of(node, depth):
    """JSON with sorted keys, one line a value at \\p depth, so that a new version reads well as a difference."""
    if depth == 0 or not isinstance(node, (dict, list)) or not node:
        return json.dumps(node, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    if isinstance(node, dict):
        parts = [json.dumps(key) + ": " + lines_of(node[key], depth - 1).rstrip("\n") for key in sorted(node)]
    else:
        parts = [lines_of(child, depth - 1).rstrip("\n") for child in node]
    opening, closing = "{}" if isinstance(node, dict) else "[]"
    return opening + "\n" + ",\n".join(parts) + "\n" + closing + "\n"


def resource_list(services):
    corrections = sorted(path.name for path in (HERE / "corrections").glob("*.json"))
    paths = ([f"models/{name}.json" for name in services] + [f"endpoints/{name}.json" for name in services]
             + [f"corrections/{name}" for name in corrections])
    entries = "".join(f"    <file>{path}</file>\n" for path in paths)
    return f'<RCC>\n  <qresource prefix="/aws">\n{entries}  </qresource>\n</RCC>\n'


def write(files):
    for path, text in files.items():
        target = HERE / path
        target.parent.mkdir(exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return 0


def differing(files):
    stored = {str(path.relative_to(HERE)) for folder in ("models", "endpoints")
              for path in (HERE / folder).glob("*.json")}
    wrong = [path for path, text in files.items()
             if not (HERE / path).exists() or (HERE / path).read_text(encoding="utf-8") != text]
    wrong += sorted(stored - files.keys())
    for path in wrong:
        print(f"{path} is not what make_models.py makes of botocore {recorded_version()}")
    return 1 if wrong else 0


if __name__ == "__main__":
    main()
