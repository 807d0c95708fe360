// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QJsonValue>
#include <QStringList>

namespace sm::operations {

/// JSON that a service keeps as a text, plain as it was put (dashboards) or percent-encoded (IAM's policies). Nothing
/// at all is an empty object.
/// \error Kind::Invalid as parseJson()
Result<QJsonValue> jsonFromText(const QString &text);

/// \p state with what the texts at \p paths (memberpath.h) say in their place. A text that is no JSON stays one.
QJsonValue withTextsRead(const QJsonValue &state, const QStringList &paths);

} // namespace sm::operations
