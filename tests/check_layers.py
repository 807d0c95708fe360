#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Refuses what the compiler can not see of the house rules: includes that climb out of their layer, blocking calls,
nested event loops, singletons, coroutines outside the services, and files and functions that grew too long."""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent

# Folder -> prefixes of include roots that it may name. The compiler enforces the rest.
QT_WIDGETS = re.compile(r'#include <(QtWidgets/|QWidget|QDialog|QLabel|QPushButton|QTableView|QApplication)')
FOREIGN = {
    re.compile(r'#include <openssl/'): ("services/crypto/",),
    re.compile(r'#include <curl/'): ("services/net/",),
    re.compile(r'#include <yaml-cpp/'): ("services/operations/", "services/systems/", "services/runbooks/format/"),
    re.compile(r'#include <cmark'): ("services/runbooks/markdown/",),
    re.compile(r'#include <(QSql|QtSql)'): ("services/store/",),
    re.compile(r'#include <(hiredis|libpq-fe)'): ("services/redis/", "services/postgres/"),
}
RULES = [
    (re.compile(r'#include "\.\./'), lambda path: True, "an include that climbs out of its folder"),
    (re.compile(r'\bco_(await|yield|return)\b'),
     lambda path: not path.startswith(("services/", "app/headless/", "tests/", "bench/")),
     "a coroutine outside services and headless commands"),
    (re.compile(r'\bco_return \*?m_\w+;'), lambda path: True, "a member that QCoro 0.8 moves away"),
    (re.compile(r"\b(QEventLoop|processEvents)\b|\bwaitFor[A-Z(]"),
     lambda path: not path.startswith(("tests/", "bench/")), "a nested event loop or a blocking wait"),
    # exec() of the application is the event loop; that of a query runs on the store's own thread.
    (re.compile(r"(?<!\bapplication)(?:\.|->)exec\("),
     lambda path: not path.startswith(("tests/", "bench/", "services/store/")), "exec() of a dialog, menu or loop"),
    (re.compile(r"(?<!\bquery)(?:\.|->)exec\("),
     lambda path: path.startswith("services/store/"), "exec() of something that is no query"),
    (re.compile(r'\binstance\(\)'), lambda path: not path.startswith("tests/"), "a singleton"),
    (re.compile(r'\b(ignoreSslErrors|setInsecureFallback)\b'), lambda path: True, "a switched-off safeguard"),
    (QT_WIDGETS, lambda path: path.startswith(("services/", "models/")), "a widget below the views"),
    (re.compile(r'\b(std::system|popen)\s*\('), lambda path: True, "a shell"),
]
# Types, and the rows of a test's table.
NO_FUNCTION = re.compile(r"^\s*(class|struct|enum|union|namespace)\b|_data\(\)$")
FUNCTION_LINES, FILE_LINES, HEADER_LINES = 40, 400, 200


def problems(path: str, text: str):
    for number, line in enumerate(text.splitlines(), 1):
        code = line.split("//")[0] if not line.lstrip().startswith("#include") else line
        for pattern, applies, what in RULES:
            if applies(path) and pattern.search(code):
                yield f"{path}:{number}: {what}: {line.strip()}"
        for pattern, homes in FOREIGN.items():
            if pattern.search(code) and not path.startswith(homes + ("tests/", "bench/")):
                yield f"{path}:{number}: only {', '.join(homes)} may include this: {line.strip()}"


def sizes(path: str, text: str):
    """House limits. The format puts the braces of a function alone on their lines, at the same depth."""
    lines = text.splitlines()
    limit = HEADER_LINES if path.endswith(".h") else FILE_LINES
    if len(lines) > limit and not path.startswith(("tests/", "bench/")):
        yield f"{path}: {len(lines)} lines, of at most {limit}"
    opened = {}
    for number, line in enumerate(lines, 1):
        depth = len(line) - len(line.lstrip())
        if line.strip() == "{":
            uncounted = NO_FUNCTION.search(lines[number - 2])
            opened[depth] = None if uncounted else number
        elif line.strip() in ("}", "};") and opened.get(depth):
            length = number - opened.pop(depth) - 1
            if length > FUNCTION_LINES:
                yield f"{path}:{number - length - 1}: a function of {length} lines, of at most {FUNCTION_LINES}"


def main() -> int:
    listed = subprocess.run(["git", "ls-files", "*.cpp", "*.h"], cwd=ROOT, capture_output=True, text=True, check=True)
    found = []
    for path in filter(lambda name: (ROOT / name).exists(), listed.stdout.splitlines()):
        text = (ROOT / path).read_text("utf-8")
        found += [*problems(path, text), *sizes(path, text)]
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
