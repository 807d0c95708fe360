// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QJsonValue>

namespace sm {

/// \p value as one line of JSON; unlike QJsonDocument it takes any value, not only objects and arrays.
/// A value that is undefined is written as \c null.
QByteArray toCompactJson(const QJsonValue &value);

/// The same over several lines, indented by four spaces, ending in a newline.
QByteArray toIndentedJson(const QJsonValue &value);

/// Reads any JSON value.
/// \error Kind::Invalid with line and column of the first wrong byte
Result<QJsonValue> parseJson(const QByteArray &text);

} // namespace sm
