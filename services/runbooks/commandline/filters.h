// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <commandline/shell.h>

namespace sm::commandline {

/// A program that only chooses or lays out what it reads (jq, grep, sort, …), so that without it the same is seen, and
/// more of it. Where it writes to is not judged: its redirections are the caller's matter.
bool isFilter(const Statement &part);

} // namespace sm::commandline
