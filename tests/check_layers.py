#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Refuses what the compiler can not see of the house rules: includes that climb out of their layer, blocking calls,
nested event loops, singletons, and coroutines outside the services."""
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
    re.compile(r'#include <yaml-cpp/'): ("services/operations/", "services/systems/"),
    re.compile(r'#include <(QSql|QtSql)'): ("services/store/",),
    re.compile(r'#include <(hiredis|libpq-fe)'): ("services/redis/", "services/postgres/"),
}
RULES = [
    (re.compile(r'#include "\.\./'), lambda path: True, "an include that climbs out of its folder"),
    (re.compile(r'\bco_(await|yield|return)\b'),
     lambda path: not path.startswith(("services/", "app/headless/", "tests/", "bench/")),
     "a coroutine outside services and headless commands"),
    (re.compile(r'\b(QEventLoop|processEvents)\b|\bwaitFor[A-Z(]|(?<!Application)(?<!QCoreApplication)(?<!application)\.exec\(\)'),
     # The store's queries run on a thread of their own.
     lambda path: not path.startswith(("tests/", "bench/", "services/store/")), "a nested event loop or a blocking wait"),
    (re.compile(r'\binstance\(\)'), lambda path: not path.startswith("tests/"), "a singleton"),
    (re.compile(r'\b(ignoreSslErrors|setInsecureFallback)\b'), lambda path: True, "a switched-off safeguard"),
    (QT_WIDGETS, lambda path: path.startswith(("services/", "models/")), "a widget below the views"),
    (re.compile(r'\b(std::system|popen)\s*\('), lambda path: True, "a shell"),
]


def problems(path: str, text: str):
    for number, line in enumerate(text.splitlines(), 1):
        code = line.split("//")[0] if not line.lstrip().startswith("#include") else line
        for pattern, applies, what in RULES:
            if applies(path) and pattern.search(code):
                yield f"{path}:{number}: {what}: {line.strip()}"
        for pattern, homes in FOREIGN.items():
            if pattern.search(code) and not path.startswith(homes + ("tests/", "bench/")):
                yield f"{path}:{number}: only {', '.join(homes)} may include this: {line.strip()}"


def main() -> int:
    listed = subprocess.run(["git", "ls-files", "*.cpp", "*.h"], cwd=ROOT, capture_output=True, text=True, check=True)
    found = [each for path in listed.stdout.split() for each in problems(path, (ROOT / path).read_text("utf-8"))]
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
