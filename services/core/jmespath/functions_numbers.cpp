// SPDX-License-Identifier: GPL-3.0-or-later
#include "functions.h"
#include "values.h"

#include <core/json.h>

#include <QRegularExpression>

#include <cmath>
#include <limits>

namespace sm::jmespath {

namespace {

/// An integer where \p number is one, so that it is written without exponent.
QJsonValue whole(double number)
{
    const auto limit = std::ldexp(1.0, 63);
    return number >= -limit && number < limit ? QJsonValue(static_cast<qint64>(number)) : QJsonValue(number);
}

Result<QJsonValue> abs(const Call &call)
{
    const auto integer = integerOf(call.value(0));
    if (integer && *integer != std::numeric_limits<qint64>::min())
        return QJsonValue(std::abs(*integer));
    return QJsonValue(std::fabs(call.value(0).toDouble()));
}

Result<QJsonValue> ceil(const Call &call) { return whole(std::ceil(call.value(0).toDouble())); }
Result<QJsonValue> floor(const Call &call) { return whole(std::floor(call.value(0).toDouble())); }

/// Exact as long as all of it are integers.
QJsonValue sumOf(const QJsonArray &numbers)
{
    qint64 exact = 0;
    double inexact = 0;
    bool isExact = true;
    for (const QJsonValue &number : numbers) {
        const auto integer = integerOf(number);
        isExact = isExact && integer && !__builtin_add_overflow(exact, *integer, &exact);
        inexact += number.toDouble();
    }
    return isExact ? QJsonValue(exact) : QJsonValue(inexact);
}

Result<QJsonValue> sum(const Call &call) { return sumOf(call.array(0)); }

Result<QJsonValue> avg(const Call &call)
{
    const QJsonArray numbers = call.array(0);
    if (numbers.isEmpty())
        return QJsonValue(QJsonValue::Null);
    return QJsonValue(sumOf(numbers).toDouble() / static_cast<double>(numbers.size()));
}

Result<QJsonValue> toNumber(const Call &call)
{
    static const QRegularExpression number(QStringLiteral(R"(\A-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?\z)"));
    if (call.value(0).isDouble())
        return call.value(0);
    if (call.value(0).isString() && number.match(call.string(0)).hasMatch())
        return parseJson(call.string(0).toLatin1()).value_or(QJsonValue(QJsonValue::Null));
    return QJsonValue(QJsonValue::Null);
}

} // namespace

QList<Function> numberFunctions()
{
    return {
        {QLatin1String("abs"), {Number}, abs},
        {QLatin1String("avg"), {NumberArray}, avg},
        {QLatin1String("ceil"), {Number}, ceil},
        {QLatin1String("floor"), {Number}, floor},
        {QLatin1String("sum"), {NumberArray}, sum},
        {QLatin1String("to_number"), {Any}, toNumber},
    };
}

} // namespace sm::jmespath
