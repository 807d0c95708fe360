// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/servicemodel.h>
#include <core/result.h>

#include <QJsonObject>

namespace sm::aws {

/// Checks \p input against the model before anything is sent: required members, types, unknown members, ranges and
/// lengths, enumerations are left to the service (new values appear there first).
///
/// \error Kind::Invalid one line a problem, each with its path: "UserAttributes[0].Name: missing"
Result<void> validate(const Operation &operation, const QJsonObject &input);

} // namespace sm::aws
