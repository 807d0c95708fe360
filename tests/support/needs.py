# SPDX-License-Identifier: GPL-3.0-or-later
"""How a Python test says that it can not run here."""
import importlib.util
import sys
import unittest

SKIPPED = 77  # CTest's SKIP_RETURN_CODE


def run(*packages):
    """Runs the tests of the calling script, or ends as skipped when one of the packages is not installed."""
    missing = [package for package in packages if importlib.util.find_spec(package) is None]
    if missing:
        print("skipped: the Python package %s is not installed" % missing[0])
        sys.exit(SKIPPED)
    unittest.main()
