// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire.h"

#include <core/json.h>

#include <QCoreApplication>

#include <charconv>

using namespace Qt::Literals::StringLiterals;

namespace sm::aws {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::aws", text); }

bool isNonFinite(QStringView text) { return text == u"NaN" || text == u"Infinity" || text == u"-Infinity"; }

/// The shortest decimals that read back as the same number.
QString numberText(const QJsonValue &value)
{
    const double number = value.toDouble();
    const qint64 whole = value.toInteger();
    return double(whole) == number ? QString::number(whole)
                                   : QString::number(number, 'g', QLocale::FloatingPointShortest);
}

Result<QJsonValue> integerFromWire(const Member &member, QStringView text)
{
    bool isInteger = false;
    const qint64 number = text.toLongLong(&isInteger);
    if (!isInteger)
        return unexpected(member, text, tr("a whole number"));
    return QJsonValue(number);
}

Result<QJsonValue> floatFromWire(const Member &member, QStringView text)
{
    if (isNonFinite(text))
        return QJsonValue(text.toString());
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    if (!isNumber || !qIsFinite(number))
        return unexpected(member, text, tr("a number"));
    return QJsonValue(number);
}

Result<QJsonValue> booleanFromWire(const Member &member, QStringView text)
{
    if (text.compare(u"true", Qt::CaseInsensitive) == 0 || text == u"1")
        return QJsonValue(true);
    if (text.compare(u"false", Qt::CaseInsensitive) == 0 || text == u"0")
        return QJsonValue(false);
    return unexpected(member, text, tr("true or false"));
}

using Reader = Result<Timestamp> (*)(QStringView);

std::array<Reader, 3> readersFor(TimestampFormat expected)
{
    switch (expected) {
    case TimestampFormat::Rfc822:
        return {parseHttpDate, parseDateTime, parseEpochSeconds};
    case TimestampFormat::UnixTimestamp:
        return {parseEpochSeconds, parseDateTime, parseHttpDate};
    case TimestampFormat::Default:
    case TimestampFormat::Iso8601:
        break;
    }
    return {parseDateTime, parseEpochSeconds, parseHttpDate};
}

} // namespace

bool isFlattened(const Member &member) { return member.flattened || member.shape->flattened; }

const XmlNamespace *xmlNamespaceOf(const Member &member)
{
    if (member.xmlNamespace)
        return &*member.xmlNamespace;
    return member.shape->xmlNamespace ? &*member.shape->xmlNamespace : nullptr;
}

TimestampFormat timestampFormatOf(const Member &member, TimestampFormat standard)
{
    if (member.timestampFormat != TimestampFormat::Default)
        return member.timestampFormat;
    return member.shape->timestampFormat != TimestampFormat::Default ? member.shape->timestampFormat : standard;
}

QStringView nameOnWire(const Member &member)
{
    return member.locationName.isEmpty() ? QStringView(member.name) : QStringView(member.locationName);
}

bool isInBody(const Member &member) { return member.location == Member::Location::Body; }

const Member *payloadOf(const Member &root)
{
    return root.shape && !root.payload.isEmpty() ? root.shape->member(root.payload) : nullptr;
}

Member referenceTo(const Shape &shape)
{
    Member member;
    member.name = shape.name;
    member.shape = &shape;
    return member;
}

QString keyNameOf(const Shape &map) { return map.key.locationName.isEmpty() ? u"key"_s : map.key.locationName; }

QString valueNameOf(const Shape &map) { return map.value.locationName.isEmpty() ? u"value"_s : map.value.locationName; }

QString flattenedName(const Member &list, const QString &name)
{
    const QString &elementName = list.shape->element.locationName;
    return elementName.isEmpty() || !list.locationName.isEmpty() ? name : elementName;
}

bool isPresent(const QJsonValue &value) { return !value.isUndefined() && !value.isNull(); }

void insertAll(QJsonObject &into, const QJsonObject &members)
{
    for (auto it = members.begin(); it != members.end(); ++it)
        into.insert(it.key(), it.value());
}

bool isAggregate(const Shape &shape)
{
    return shape.type == Shape::Type::Structure || shape.type == Shape::Type::List || shape.type == Shape::Type::Map;
}

Result<QString> toWireText(const Member &member, const QJsonValue &value, TimestampFormat standard)
{
    switch (member.shape->type) {
    case Shape::Type::Timestamp:
        return timestampToWire(value, timestampFormatOf(member, standard));
    case Shape::Type::Boolean:
        return value.toBool() ? u"true"_s : u"false"_s;
    default:
        break;
    }
    if (value.isDouble())
        return numberText(value);
    return value.isString() ? value.toString() : QString::fromUtf8(toCompactJson(value));
}

Result<QJsonValue> fromWireText(const Member &member, QStringView text, TimestampFormat standard)
{
    const Shape::Type type = member.shape->type;
    if (type == Shape::Type::String || type == Shape::Type::Blob)
        return QJsonValue(text.toString());
    const QStringView trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return QJsonValue(QJsonValue::Undefined);
    switch (type) {
    case Shape::Type::Integer:
    case Shape::Type::Long:
        return integerFromWire(member, trimmed);
    case Shape::Type::Float:
    case Shape::Type::Double:
        return floatFromWire(member, trimmed);
    case Shape::Type::Boolean:
        return booleanFromWire(member, trimmed);
    case Shape::Type::Timestamp:
        return timestampFromWire(trimmed, timestampFormatOf(member, standard));
    default:
        return unexpected(member, trimmed, tr("structured data"));
    }
}

Result<QJsonValue> timestampFromWire(QStringView text, TimestampFormat expected)
{
    for (const Reader read : readersFor(expected)) {
        const Result<Timestamp> timestamp = read(text);
        if (!timestamp)
            continue;
        const Result<QString> date = toDateTime(*timestamp);
        return date ? QJsonValue(*date) : QJsonValue(toEpochSeconds(*timestamp).toDouble());
    }
    return Error(Error::Kind::BadReply, parseDateTime(text).error().message());
}

Result<QString> timestampToWire(const QJsonValue &value, TimestampFormat format)
{
    const Result<Timestamp> timestamp = timestampFromJson(value);
    if (!timestamp)
        return timestamp.error();
    switch (format) {
    case TimestampFormat::Rfc822:
        return toHttpDate(*timestamp);
    case TimestampFormat::UnixTimestamp:
        return toEpochSeconds(*timestamp);
    case TimestampFormat::Default:
    case TimestampFormat::Iso8601:
        break;
    }
    return toDateTime(*timestamp);
}

Error unexpected(const Member &member, QStringView text, const QString &expected)
{
    const bool isSecret = member.shape && member.shape->sensitive;
    const QString found = isSecret ? tr("something else") : u'“' + text.left(40).toString() + u'”';
    return Error(Error::Kind::BadReply,
        tr("The service answered %1 for %2, where %3 belongs. Try again; if it stays so, the service model is out of "
           "date.")
            .arg(found, member.name.isEmpty() ? member.shape->name : member.name, expected));
}

} // namespace sm::aws
