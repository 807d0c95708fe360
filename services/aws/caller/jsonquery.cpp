// SPDX-License-Identifier: GPL-3.0-or-later
#include "jsonquery.h"

#include <core/jmespath.h>

namespace sm::aws {

Result<QJsonValue> query(const QString &expression, const QJsonValue &document)
{
    const Result<jmespath::Expression> parsed = jmespath::Expression::parse(expression);
    if (!parsed)
        return parsed.error();
    return parsed->search(document);
}

bool isTruthy(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return value.toBool();
    case QJsonValue::Double:
        return true;
    case QJsonValue::String:
        return !value.toString().isEmpty();
    case QJsonValue::Array:
        return !value.toArray().isEmpty();
    case QJsonValue::Object:
        return !value.toObject().isEmpty();
    default:
        return false;
    }
}

} // namespace sm::aws
