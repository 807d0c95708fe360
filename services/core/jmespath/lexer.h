// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "token.h"

#include <core/result.h>

namespace sm::jmespath {

/// \p text in tokens, the last one of them Kind::End.
/// \error Kind::Invalid code "syntax"
Result<QList<Token>> tokenize(const QString &text);

} // namespace sm::jmespath
