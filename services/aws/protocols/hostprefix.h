// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/servicemodel.h>
#include <core/result.h>

#include <QJsonObject>

namespace sm::aws {

/// The operation's host prefix with its labels replaced by members of \p input; empty where it has none.
/// \error Kind::Invalid a member that can not be part of a host name
Result<QString> hostPrefix(const Operation &operation, const QJsonObject &input);

} // namespace sm::aws
