// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rule.h"

#include <core/result.h>

namespace sm::aws {

/// The "rules" of an endpoint-rule-set-1.json.
/// \error Kind::Invalid  a function or a kind of rule that is unknown; the message names it
Result<std::vector<Rule>> readRules(const QJsonArray &definitions);

} // namespace sm::aws
