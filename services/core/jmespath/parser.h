// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "node.h"
#include "token.h"

#include <core/result.h>

namespace sm::jmespath {

/// The tree of an expression, with functions looked up and their arguments counted.
/// \error as Expression::parse()
Result<NodePointer> parseTokens(const QList<Token> &tokens);

} // namespace sm::jmespath
