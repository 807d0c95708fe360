#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures each subject beside its peer, in the same run and in turn, and prints a table. A missed target is said, not an
error; the run fails when something does not run."""
import argparse
import json
import os
import sys

from subjects import SUBJECTS, Bench


def number(value):
    if value is None:
        return ""
    return "{:,.0f}".format(value) if value >= 1000 else "{:.3g}".format(value)


def cells(row):
    peer = "%s %s (%s)" % (number(row.peer), row.unit, row.peer_name) if row.peer else ""
    ratio = row.ratio()
    return (row.what, "%s %s" % (number(row.ours), row.unit), peer, "%.1f" % ratio if ratio else "", row.target,
            {True: "yes", False: "NO", None: ""}[row.met])


def print_row(texts, markdown):
    if markdown:
        print("| " + " | ".join(texts) + " |", flush=True)
    else:
        print("{:62} {:>12}  {:38} {:>7}  {:18} {}".format(*texts).rstrip(), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("build", help="the build folder")
    parser.add_argument("subjects", nargs="*", metavar="subject", help="of: %s; all when none is named"
                        % ", ".join(SUBJECTS))
    parser.add_argument("--rounds", type=int, default=5, help="the figures are medians of so many (5)")
    parser.add_argument("--json", metavar="FILE", help="write the figures there too")
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    options = parser.parse_args()
    unknown = set(options.subjects) - set(SUBJECTS)
    if unknown:
        parser.error("no such subject: %s" % ", ".join(sorted(unknown)))

    busy = os.getloadavg()[0]
    if busy > 0.5:
        print("%.1f other processes are running: times of the window will be longer than on a quiet machine." % busy,
              file=sys.stderr)
    bench = Bench(options.build, options.rounds)
    header = ("what", "ours", "peer", "times", "target", "met")
    print_row(header, options.markdown)
    if options.markdown:
        print_row(["---"] * len(header), True)
    rows, broken = [], []
    for subject in options.subjects or SUBJECTS:
        try:
            for row in getattr(bench, subject)():
                print_row(cells(row), options.markdown)
                rows.append(vars(row) | {"subject": subject, "times": row.ratio()})
        except (OSError, RuntimeError, ValueError, LookupError) as problem:
            print("%s did not run: %s" % (subject, problem), file=sys.stderr)
            broken.append(subject)
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump(rows, file, indent=2)
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
