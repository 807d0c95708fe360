// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/plan.h>

namespace sm::operations {

/// SHA-256 over canonicalForm(), 64 hexadecimal digits.
PlanId planId(const Plan &plan);

/// Everything in \p plan but the secrets' values and the id, as JSON with sorted keys: the same plan, the same bytes.
QByteArray canonicalForm(const Plan &plan);

QJsonObject toJson(const SystemInfo &system);
/// What is missing or unknown becomes empty; an unknown environment is production.
SystemInfo systemFromJson(const QJsonObject &json);

} // namespace sm::operations
