# SPDX-License-Identifier: GPL-3.0-or-later
"""A loopback AWS that fails on request: proxy to moto, scripted answers, faults, signature checks, a ledger.

What it plays in full, and how it ends with its parent, is the demo account's: found by where this file is.
"""
import pathlib
import sys

DEMO = str(pathlib.Path(__file__).resolve().parents[3] / "resources" / "demo")
if DEMO not in sys.path:
    sys.path.insert(0, DEMO)
