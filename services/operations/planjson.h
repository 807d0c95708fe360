// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/plan.h>
#include <core/result.h>

namespace sm::operations {

/// SHA-256 over canonicalForm(), 64 hexadecimal digits.
PlanId planId(const Plan &plan);

/// SHA-256 over the compact JSON of \p state (keys sorted), 64 hexadecimal digits: equal states, equal fingerprints.
/// Empty for a state that nobody read.
QString fingerprintOf(const QJsonValue &state);

/// Everything in \p plan but the secrets' values and the id, as JSON with sorted keys: the same plan, the same bytes.
/// What a step was planned on (Step::before) is in it as its fingerprint alone, for it may hold secrets.
QByteArray canonicalForm(const Plan &plan);

/// The plan that canonicalForm() wrote. Its secrets have their names and no values.
/// \error Kind::Invalid \p body is no plan, or was made by a Stationmaster that knew more than this one
Result<Plan> planFromCanonicalForm(const QByteArray &body);

QJsonObject toJson(const SystemInfo &system);
/// What is missing or unknown becomes empty; an unknown environment is production.
SystemInfo systemFromJson(const QJsonObject &json);

} // namespace sm::operations
