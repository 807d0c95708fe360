# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds or makes a Python that has DuckDB: the peer of what is measured of costs, and nothing the program needs."""
import os
import subprocess
import sys

PACKAGE = "duckdb==1.4.2"


def has_duckdb(python):
    try:
        return subprocess.run([python, "-c", "import duckdb"], stderr=subprocess.DEVNULL, check=False).returncode == 0
    except OSError:
        return False


def duckdb_python(build):
    """The interpreter, or None where DuckDB is not here and can not be installed."""
    own = os.path.join(build, "venv-duckdb", "bin", "python")
    for python in (sys.executable, own):
        if has_duckdb(python):
            return python
    print("Installing %s from PyPI into %s" % (PACKAGE, os.path.join(build, "venv-duckdb")), file=sys.stderr)
    try:
        subprocess.run([sys.executable, "-m", "venv", os.path.join(build, "venv-duckdb")], check=True)
        subprocess.run([own, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", PACKAGE], check=True)
    except (OSError, subprocess.CalledProcessError) as problem:
        print("DuckDB can not be installed: %s" % problem, file=sys.stderr)
        return None
    return own if has_duckdb(own) else None
