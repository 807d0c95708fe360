// SPDX-License-Identifier: GPL-3.0-or-later
#include "values.h"

#include "jmespath.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace sm::jmespath {

namespace {

bool areEqualArrays(const QJsonArray &a, const QJsonArray &b)
{
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), isEqual);
}

bool areEqualObjects(const QJsonObject &a, const QJsonObject &b)
{
    if (a.size() != b.size())
        return false;
    for (auto left = a.begin(), right = b.begin(); left != a.end(); ++left, ++right) {
        if (left.key() != right.key() || !isEqual(left.value(), right.value()))
            return false;
    }
    return true;
}

/// UTF-16 code units in the order of the code points: surrogates come after everything else.
char16_t codePointOrder(QChar c)
{
    const char16_t unit = c.unicode();
    if (unit < 0xd800)
        return unit;
    return static_cast<char16_t>(unit < 0xe000 ? unit + 0x2000 : unit - 0x800);
}

} // namespace

bool isTrue(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return value.toBool();
    case QJsonValue::String:
        return !value.toString().isEmpty();
    case QJsonValue::Array:
        return !value.toArray().isEmpty();
    case QJsonValue::Object:
        return !value.toObject().isEmpty();
    case QJsonValue::Double:
        return true;
    default:
        return false;
    }
}

bool isEqual(const QJsonValue &a, const QJsonValue &b)
{
    if (a.type() != b.type())
        return false;
    if (a.isArray())
        return areEqualArrays(a.toArray(), b.toArray());
    if (a.isObject())
        return areEqualObjects(a.toObject(), b.toObject());
    return a == b;
}

bool isLess(const QJsonValue &a, const QJsonValue &b)
{
    if (a.isString()) {
        const QString left = a.toString();
        const QString right = b.toString();
        return std::lexicographical_compare(left.begin(), left.end(), right.begin(), right.end(),
            [](QChar x, QChar y) { return codePointOrder(x) < codePointOrder(y); });
    }
    const auto left = integerOf(a);
    const auto right = integerOf(b);
    return left && right ? *left < *right : a.toDouble() < b.toDouble();
}

std::optional<qint64> integerOf(const QJsonValue &number)
{
    // toInteger() tells "no integer" only by handing back the default.
    const qint64 value = number.toInteger(0);
    return value != 0 || number.toInteger(1) == 0 ? std::optional(value) : std::nullopt;
}

QString typeName(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return QStringLiteral("boolean");
    case QJsonValue::String:
        return QStringLiteral("string");
    case QJsonValue::Array:
        return QStringLiteral("array");
    case QJsonValue::Object:
        return QStringLiteral("object");
    case QJsonValue::Double:
        return QStringLiteral("number");
    default:
        return QStringLiteral("null");
    }
}

} // namespace sm::jmespath
