// SPDX-License-Identifier: GPL-3.0-or-later
#include "example.h"

#include <aws/timestamp.h>
#include <core/json.h>

#include <QDateTime>
#include <QJsonArray>

using namespace sm;
using namespace sm::aws;
using namespace Qt::Literals::StringLiterals;

namespace example {

namespace {

/// {"__class__": "datetime", "year": 2019, …, "microsecond": 576000}
QJsonValue fromParts(const QJsonObject &parts)
{
    const QDate date(parts[u"year"].toInt(), parts[u"month"].toInt(), parts[u"day"].toInt());
    const QTime time(parts[u"hour"].toInt(), parts[u"minute"].toInt(), parts[u"second"].toInt());
    const Timestamp timestamp{QDateTime(date, time, Qt::UTC).toSecsSinceEpoch(), parts[u"microsecond"].toInt() * 1000};
    return toDateTime(timestamp).value_or(QString());
}

QJsonValue timestamp(const QJsonValue &value)
{
    if (value.isObject())
        return fromParts(value.toObject());
    const Result<Timestamp> read = timestampFromJson(value);
    return read ? toDateTime(*read).value_or(QString()) : QJsonValue(QJsonValue::Undefined);
}

QJsonValue structure(const Shape &shape, const QJsonObject &value, QStringList &unknown)
{
    QJsonObject result;
    for (auto it = value.begin(); it != value.end(); ++it) {
        const Member *member = shape.member(it.key());
        if (!member)
            unknown.append(shape.name + u'.' + it.key());
        else if (!it.value().isNull())
            result[it.key()] = normalized(*member, it.value(), unknown);
    }
    return result;
}

QJsonValue text(const QJsonValue &value)
{
    return value.isString() ? value : QJsonValue(QString::fromUtf8(toCompactJson(value)));
}

} // namespace

QJsonValue normalized(const Member &member, const QJsonValue &value, QStringList &unknown)
{
    const Shape &shape = *member.shape;
    if (shape.isDocument || value.isNull())
        return value;
    QJsonObject map;
    QJsonArray list;
    switch (shape.type) {
    case Shape::Type::Structure:
        return structure(shape, value.toObject(), unknown);
    case Shape::Type::List:
        for (const auto &element : value.toArray())
            list.append(normalized(shape.element, element, unknown));
        return list;
    case Shape::Type::Map:
        for (const QString &key : value.toObject().keys())
            map[key] = normalized(shape.value, value[key], unknown);
        return map;
    case Shape::Type::Timestamp:
        return timestamp(value);
    case Shape::Type::Blob:
        return QString::fromLatin1(text(value).toString().toUtf8().toBase64());
    case Shape::Type::String:
        return text(value);
    case Shape::Type::Boolean:
        return value.isString() ? QJsonValue(value.toString() == u"true") : value;
    default:
        return value.isString() ? QJsonValue(value.toString().toDouble()) : value;
    }
}

} // namespace example
