# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo account: one module for each AWS service, each with a fill(account) that returns facts to report."""
