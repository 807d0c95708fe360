# SPDX-License-Identifier: GPL-3.0-or-later
"""A loopback AWS that fails on request: proxy to moto, scripted answers, faults, signature checks, a ledger."""
