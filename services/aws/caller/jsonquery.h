// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QJsonValue>

namespace sm::aws {

/// What the JMESPath \p expression finds in \p document, null when nothing.
/// \error Kind::Invalid the expression of the service model is wrong
Result<QJsonValue> query(const QString &expression, const QJsonValue &document);

/// False for null, false, "", [] and {}, as JMESPath counts truth.
bool isTruthy(const QJsonValue &value);

} // namespace sm::aws
