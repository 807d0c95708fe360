// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parameter.h"

namespace sm::runbooks {

/// \p given as the type of \p parameter wants it.
/// \error Kind::Invalid a clause that says what it has to be: "has to be a whole number"
Result<QJsonValue> typedValue(const Parameter &parameter, const QJsonValue &given);

} // namespace sm::runbooks
