// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "suite.h"

namespace suite {

/// What is wrong with the request that we make of \p one; empty for nothing.
QStringList inputProblems(const Case &one);

/// What is wrong with what we read from the answer of \p one.
QStringList outputProblems(const Case &one);

} // namespace suite
