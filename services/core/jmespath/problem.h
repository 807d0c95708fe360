// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/error.h>

namespace sm::jmespath {

/// \p reason, a clause without a full stop, met at \p position (from 0); \p code is the specification's name for it.
Error problem(const char *code, const QString &reason, qsizetype position);
Error syntaxProblem(const QString &reason, qsizetype position);

} // namespace sm::jmespath
