# SPDX-License-Identifier: GPL-3.0-or-later
"""python -m awsdouble [--moto URL] [--rules FILE] [--ledger FILE] [--tls]

The first line of standard output is JSON with all endpoints. Ends with its parent, or at the end of standard input.
"""
import argparse
import json
import pathlib
import tempfile

from demo import lifeline

from .server import Double


def arguments():
    parser = argparse.ArgumentParser(prog="awsdouble")
    parser.add_argument("--moto", default="", metavar="URL", help="the server behind; without it all is scripted")
    parser.add_argument("--rules", metavar="FILE", help="JSON list of rules to start with")
    parser.add_argument("--ledger", metavar="FILE", help="append every side effect to this file")
    parser.add_argument("--tls", action="store_true", help="also serve TLS, good and bad, on ports of their own")
    return parser.parse_args()


def main():
    options = arguments()
    lifeline.end_with_parent()
    double = Double(options.moto, options.ledger)
    for rule in json.loads(pathlib.Path(options.rules).read_text()) if options.rules else []:
        double.rules.add(rule)
    with tempfile.TemporaryDirectory(prefix="awsdouble-") as folder:
        if options.tls:
            double.serve_tls(folder)
        print(json.dumps(double.endpoints()), flush=True)
        lifeline.wait_for_standard_input_to_end()


if __name__ == "__main__":
    main()
