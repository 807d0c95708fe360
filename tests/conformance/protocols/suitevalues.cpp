// SPDX-License-Identifier: GPL-3.0-or-later
#include "suitevalues.h"

#include <aws/timestamp.h>

#include <QJsonArray>
#include <QJsonObject>

using namespace sm::aws;

namespace suite {

namespace {

QJsonValue structure(const Shape &shape, const QJsonObject &value)
{
    QJsonObject result = value;
    for (const Member &member : shape.members) {
        if (value.contains(member.name))
            result[member.name] = toOurForm(member, value[member.name]);
    }
    return result;
}

QJsonValue map(const Shape &shape, const QJsonObject &value)
{
    QJsonObject result;
    for (auto it = value.begin(); it != value.end(); ++it)
        result[it.key()] = toOurForm(shape.value, it.value());
    return result;
}

QJsonValue list(const Member &element, const QJsonArray &values)
{
    QJsonArray result;
    for (const auto &value : values)
        result.append(toOurForm(element, value));
    return result;
}

} // namespace

QJsonValue toOurForm(const Member &member, const QJsonValue &value)
{
    if (value.isNull() || member.shape->isDocument || member.jsonValue)
        return value;
    if (value.isArray() && member.shape->isEventStream)
        return list(member, value.toArray());
    switch (member.shape->type) {
    case Shape::Type::Structure:
        return structure(*member.shape, value.toObject());
    case Shape::Type::Map:
        return map(*member.shape, value.toObject());
    case Shape::Type::List:
        return list(member.shape->element, value.toArray());
    case Shape::Type::Blob:
        return QString::fromLatin1(value.toString().toUtf8().toBase64());
    case Shape::Type::Timestamp:
        return toDateTime(timestampFromJson(value).value_or(Timestamp{-1, 0})).value_or(QString());
    default:
        return value;
    }
}

} // namespace suite
