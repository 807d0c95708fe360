// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>

#include <optional>

namespace sm::jmespath {

/// Deep; numbers are equal by value, however they are written.
bool isEqual(const QJsonValue &a, const QJsonValue &b);

/// For two numbers, or two strings (by code point).
bool isLess(const QJsonValue &a, const QJsonValue &b);

/// The number as an integer where it is one that fits.
std::optional<qint64> integerOf(const QJsonValue &number);

/// What the language calls it: "number", "string", "boolean", "array", "object", "null".
QString typeName(const QJsonValue &value);

} // namespace sm::jmespath
