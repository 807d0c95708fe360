#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs clang-tidy and clazy over every source of the project.

usage: check_sources.py BUILD_FOLDER [--jobs N] [--minutes N] [SOURCE…]

What passed is remembered by the hash of everything it was judged on: the file, the project's headers it reads, its
compile command, the configuration and the tool's version. An unchanged file is never checked twice.

What was committed last is checked first. With --minutes nothing is begun after that time, and it is said how much of
the older sources was left: where nothing is remembered yet, a gate with a limit still sees all that is new."""
import argparse
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "stationmaster" / "check"
CACHE_DAYS = 30
INCLUDE = re.compile(rb'^[ \t]*#[ \t]*include[ \t]*[<"]([^>"]+)[>"]', re.MULTILINE)
FINDING = re.compile(r"^\S+:\d+:\d+: (warning|error): .*")

# clazy's levels 0 and 1 without what does not fit: matters of taste (rule of two, overloaded signals, reference to a
# QJsonValue that is made on the fly), Qt 5 (midRef), what clang-format decides (the space in SLOT(a, b)), and handles
# such as QSettings, which may be written to as temporaries.
CLAZY_CHECKS = ("level1,no-rule-of-two-soft,no-overloaded-signal,no-range-loop-reference,no-qstring-ref,"
                "no-connect-not-normalized,no-connect-by-name,no-non-pod-global-static,no-writing-to-temporary")
# Paths that the analyzer follows in one function. Its own limit, 225,000, doubles the time of the gate.
ANALYZER_LIMIT = "max-nodes=40000"
# The compiler has to refuse all of its forms but one.
NOT_MEANT_TO_COMPILE = {"tests/operations/permit.cpp"}


class Source:
    """One translation unit of the project, as the build compiles it."""

    def __init__(self, entry: dict):
        self.path = pathlib.Path(entry["file"])
        self.name = str(self.path.relative_to(ROOT))
        self.folder = entry["directory"]
        self.arguments = shlex.split(entry["command"])

    def is_test(self) -> bool:
        return self.name.startswith(("tests/", "bench/"))


class Includes:
    """The project's headers behind a source, found as the preprocessor would find them."""

    def __init__(self, build: pathlib.Path):
        self.build = build
        self.read = {}

    def content(self, path: str) -> bytes | None:
        if path not in self.read:
            try:
                self.read[path] = pathlib.Path(path).read_bytes()
            except OSError:
                self.read[path] = None
        return self.read[path]

    def roots(self, source: Source) -> list[str]:
        given = [word[2:] for word in source.arguments if word.startswith("-I")]
        return [folder for folder in given if folder.startswith(str(ROOT))]

    def closure(self, source: Source) -> list[str]:
        roots, seen, waiting = self.roots(source), set(), [str(source.path)]
        while waiting:
            path = waiting.pop()
            if path in seen:
                continue
            seen.add(path)
            for name in INCLUDE.findall(self.content(path) or b""):
                places = [os.path.join(folder, name.decode()) for folder in [os.path.dirname(path), *roots]]
                found = next((place for place in map(os.path.normpath, places) if self.content(place) is not None), None)
                if found:
                    waiting.append(found)
        return sorted(seen)


class Tool:
    """A checker: its command for a source, and which sources it has nothing to say about."""

    def __init__(self, name: str, program: str, configuration: bytes):
        self.name = name
        self.program = program
        version = subprocess.run([program, "--version"], capture_output=True, check=True).stdout
        self.identity = hashlib.sha256(name.encode() + version + configuration).digest()

    def key(self, source: Source, includes: Includes) -> str:
        digest = hashlib.sha256(self.identity)
        digest.update(" ".join(source.arguments).replace(str(ROOT), "").encode())
        for path in includes.closure(source):
            digest.update(path.replace(str(includes.build), "build").replace(str(ROOT), "").encode())
            digest.update(includes.content(path).replace(str(ROOT).encode(), b""))
        return digest.hexdigest()


class Tidy(Tool):
    def __init__(self, build: pathlib.Path):
        configuration = b"".join((ROOT / place / ".clang-tidy").read_bytes() for place in (".", "tests"))
        super().__init__("clang-tidy", "clang-tidy-19", configuration + ANALYZER_LIMIT.encode())
        self.build = build

    def command(self, source: Source) -> list[str]:
        limit = [f"--extra-arg={word}" for word in ("-Xclang", "-analyzer-config", "-Xclang", ANALYZER_LIMIT)]
        return [self.program, "-p", str(self.build), "--quiet", "--extra-arg=-Wno-unused-command-line-argument", *limit,
                source.name]

    def prepare(self) -> None:
        """Its precompiled header is the build's."""

    def wants(self, source: Source) -> bool:
        return True


class Clazy(Tool):
    """clazy brings clang 14, which can not read clang 19's precompiled header: it gets one of its own."""

    def __init__(self, build: pathlib.Path, sources: list[Source]):
        super().__init__("clazy", "clazy-standalone", CLAZY_CHECKS.encode())
        self.build = build
        self.header = build / "CMakeFiles" / "sm_pch.dir" / "cmake_pch.hxx"
        self.database = build / "clazy"
        self.database.mkdir(exist_ok=True)
        self.precompiled = self.database / "sm.pch"
        entries = [{"directory": each.folder, "file": str(each.path), "arguments": self.plain(each.arguments)}
                   for each in sources]
        (self.database / "compile_commands.json").write_text(json.dumps(entries), "utf-8")

    @staticmethod
    def plain(arguments: list[str]) -> list[str]:
        """The command without CMake's precompiled header."""
        kept, words = [], iter(arguments)
        for word in words:
            if word == "-Xclang":
                next(words)
            elif word != "-Winvalid-pch":
                kept.append(word)
        return kept

    def prepare(self) -> None:
        """With the flags of the build's own: any one source may lack a library's folders."""
        entries = json.loads((self.build / "compile_commands.json").read_text("utf-8"))
        own = next(each["command"] for each in entries
                   if "/sm_pch.dir/" in each["command"] and each["file"].endswith("sm_pch.cpp"))
        plain = self.plain(shlex.split(own))
        flags = [word for word in plain[1:plain.index("-o")] if not word.startswith(f"-I{ROOT}")]
        subprocess.run(["clang-14", *flags, "-Wno-everything", "-x", "c++-header", str(self.header), "-o",
                        str(self.precompiled)], check=True)

    def command(self, source: Source) -> list[str]:
        return [self.program, "-p", str(self.database), f"--checks={CLAZY_CHECKS}", "--ignore-included-files",
                "--extra-arg=-Wno-everything", "--extra-arg=-include-pch", f"--extra-arg={self.precompiled}",
                source.name]

    def wants(self, source: Source) -> bool:
        return not source.is_test()


def check(tool: Tool, source: Source, key: str) -> list[str]:
    """The findings; none also leaves the mark that spares the next run this file."""
    ended = subprocess.run(tool.command(source), cwd=ROOT, capture_output=True, text=True, check=False)
    lines = ended.stdout.splitlines() + ended.stderr.splitlines()
    found = [line.replace(f"{ROOT}/", "") for line in lines if FINDING.match(line)]
    if not found and ended.returncode != 0:
        found = [f"{source.name}: {tool.name} ended with {ended.returncode}: {' '.join(lines[-3:])}"]
    if not found:
        mark = CACHE / key[:2] / key
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()
    return found


def is_known(key: str) -> bool:
    mark = CACHE / key[:2] / key
    if not mark.exists():
        return False
    mark.touch()
    return True


def forget_old_marks() -> None:
    oldest = time.time() - CACHE_DAYS * 86400
    for mark in CACHE.glob("??/*"):
        if mark.stat().st_mtime < oldest:
            mark.unlink(missing_ok=True)


def newest_first(work: list[tuple[Tool, Source, str]]) -> list[tuple[Tool, Source, str]]:
    """What is not committed, then by the last commit of each source."""
    listed = subprocess.run(["git", "log", "--format=", "--name-only", "--", "*.cpp"], cwd=ROOT, capture_output=True,
                            text=True, check=True).stdout.split()
    place = {name: number for number, name in reversed(list(enumerate(listed)))}
    return sorted(work, key=lambda each: place.get(each[1].name, -1))


def project_sources(build: pathlib.Path, names: list[str]) -> tuple[list[Source], list[str]]:
    """What the build compiles of ours, and what lies in the project but is compiled by nothing."""
    entries = json.loads((build / "compile_commands.json").read_text("utf-8"))
    ours = {entry["file"]: Source(entry) for entry in entries
            if entry["file"].startswith(f"{ROOT}/") and not entry["file"].startswith(f"{build}/")}
    listed = subprocess.run(["git", "ls-files", "*.cpp"], cwd=ROOT, capture_output=True, text=True, check=True)
    compiled = {source.name for source in ours.values()}
    orphans = [name for name in listed.stdout.splitlines() if name not in compiled and (ROOT / name).exists()]
    chosen = [source for source in ours.values()
              if (not names or source.name in names) and source.name not in NOT_MEANT_TO_COMPILE]
    return sorted(chosen, key=lambda source: source.name), orphans


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=lambda text: pathlib.Path(text).resolve())
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--minutes", type=float, default=float("inf"))
    parser.add_argument("sources", nargs="*")
    options = parser.parse_intermixed_args()

    sources, orphans = project_sources(options.build, options.sources)
    found = {f"{name}: no target compiles this file" for name in orphans}
    tools = [Tidy(options.build), Clazy(options.build, sources)]
    includes = Includes(options.build)
    work = [(tool, source, tool.key(source, includes)) for tool in tools for source in sources if tool.wants(source)]
    open_work = newest_first([each for each in work if not is_known(each[2])])
    print(f"{len(open_work)} of {len(work)} checks to do, the others passed before", file=sys.stderr)
    started = time.monotonic()
    for tool in {each[0] for each in open_work}:
        tool.prepare()
    left = []

    def check_in_time(each: tuple[Tool, Source, str]) -> list[str]:
        if time.monotonic() - started < options.minutes * 60:
            return check(*each)
        left.append(each)
        return []

    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for lines in pool.map(check_in_time, open_work):
            found.update(lines)
    if open_work:
        print(f"{len(open_work) - len(left)} checks took {time.monotonic() - started:.0f} s", file=sys.stderr)
    if left:
        print(f"{len(left)} checks of older sources were left: the time was over", file=sys.stderr)
    print("\n".join(sorted(found)), end="\n" if found else "")
    forget_old_marks()
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
