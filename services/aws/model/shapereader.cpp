// SPDX-License-Identifier: GPL-3.0-or-later
#include "shapereader.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

QString text(const char *source) { return QCoreApplication::translate("sm::aws::ServiceModel", source); }

std::optional<double> number(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

QStringList strings(const QJsonValue &value)
{
    QStringList list;
    const QJsonArray items = value.toArray();
    for (const auto &item : items)
        list << item.toString();
    return list;
}

Member::Location location(const QString &word)
{
    static const QHash<QString, Member::Location> words{{u"uri"_s, Member::Location::Uri},
        {u"querystring"_s, Member::Location::QueryString}, {u"header"_s, Member::Location::Header},
        {u"headers"_s, Member::Location::Headers}, {u"statusCode"_s, Member::Location::StatusCode}};
    return words.value(word, Member::Location::Body);
}

} // namespace

std::optional<XmlNamespace> readXmlNamespace(const QJsonValue &value)
{
    if (value.isString())
        return XmlNamespace{{}, value.toString()};
    if (!value.isObject())
        return std::nullopt;
    return XmlNamespace{value[u"prefix"].toString(), value[u"uri"].toString()};
}

ShapeReader::ShapeReader(const QJsonObject &definitions)
    : m_definitions(definitions)
{
    for (auto it = definitions.begin(); it != definitions.end(); ++it)
        m_shapes[it.key()].name = it.key();
    for (auto &[name, shape] : m_shapes)
        readShape(shape, definitions[name].toObject());
}

Member ShapeReader::reference(const QString &name, const QJsonObject &reference, const QString &where)
{
    Member member;
    member.name = name;
    const QString shapeName = reference[u"shape"].toString();
    const auto found = m_shapes.find(shapeName);
    if (found == m_shapes.end()) {
        fail(text("%1 refers to the shape \"%2\", which is not there").arg(where, shapeName));
        return member;
    }
    member.shape = &found->second;

    const QJsonObject definition = m_definitions[shapeName].toObject();
    const auto trait = [&](QStringView key) {
        const QJsonValue own = reference[key];
        return own.isUndefined() ? definition[key] : own;
    };
    member.location = location(trait(u"location").toString());
    member.locationName = trait(u"locationName").toString();
    member.queryName = trait(u"queryName").toString();
    member.payload = trait(u"payload").toString();
    member.xmlNamespace = readXmlNamespace(trait(u"xmlNamespace"));
    member.timestampFormat = timestampFormat(trait(u"timestampFormat").toString(), where);
    member.xmlAttribute = trait(u"xmlAttribute").toBool();
    member.flattened = trait(u"flattened").toBool();
    member.streaming = trait(u"streaming").toBool();
    member.idempotencyToken = reference[u"idempotencyToken"].toBool();
    member.hostLabel = reference[u"hostLabel"].toBool();
    member.jsonValue = trait(u"jsonvalue").toBool();
    member.eventPayload = trait(u"eventpayload").toBool();
    member.eventHeader = trait(u"eventheader").toBool();
    member.contextParam = reference[u"contextParam"][u"name"].toString();
    return member;
}

void ShapeReader::readShape(Shape &shape, const QJsonObject &definition)
{
    shape.type = typeOf(shape, definition[u"type"].toString());
    shape.locationName = definition[u"locationName"].toString();
    shape.xmlNamespace = readXmlNamespace(definition[u"xmlNamespace"]);
    shape.timestampFormat = timestampFormat(definition[u"timestampFormat"].toString(), shape.name);
    shape.minimum = number(definition[u"min"]);
    shape.maximum = number(definition[u"max"]);
    shape.pattern = definition[u"pattern"].toString();
    shape.enumeration = strings(definition[u"enum"]);
    shape.flattened = definition[u"flattened"].toBool();
    shape.sensitive = definition[u"sensitive"].toBool();
    shape.streaming = definition[u"streaming"].toBool();

    const auto part
        = [&](const QString &key) { return reference(key, definition[key].toObject(), shape.name + u'.' + key); };
    if (shape.type == Shape::Type::Structure)
        readStructure(shape, definition);
    if (shape.type == Shape::Type::List)
        shape.element = part(u"member"_s);
    if (shape.type == Shape::Type::Map) {
        shape.key = part(u"key"_s);
        shape.value = part(u"value"_s);
    }
}

void ShapeReader::readStructure(Shape &shape, const QJsonObject &definition)
{
    const QJsonObject members = definition[u"members"].toObject();
    shape.members.reserve(static_cast<size_t>(members.size()));
    for (auto it = members.begin(); it != members.end(); ++it)
        shape.members.push_back(reference(it.key(), it.value().toObject(), shape.name + u'.' + it.key()));
    std::sort(shape.members.begin(), shape.members.end(),
        [](const Member &left, const Member &right) { return left.name < right.name; });
    shape.required = strings(definition[u"required"]);
    shape.payload = definition[u"payload"].toString();
    shape.isUnion = definition[u"union"].toBool();
    shape.isDocument = definition[u"document"].toBool();
    shape.isEventStream = definition[u"eventstream"].toBool();
    readError(shape, definition);
}

void ShapeReader::readError(Shape &shape, const QJsonObject &definition)
{
    const QJsonObject error = definition[u"error"].toObject();
    shape.isException = definition[u"exception"].toBool() || definition.contains(u"error");
    shape.errorCode = error[u"code"].toString();
    shape.httpStatus = error[u"httpStatusCode"].toInt();
    shape.isSenderFault = error[u"senderFault"].toBool();
    shape.isRetryable = definition.contains(u"retryable");
    shape.isThrottling = definition[u"retryable"][u"throttling"].toBool();
}

Shape::Type ShapeReader::typeOf(const Shape &shape, const QString &word)
{
    static const QHash<QString, Shape::Type> words{{u"structure"_s, Shape::Type::Structure},
        {u"list"_s, Shape::Type::List}, {u"map"_s, Shape::Type::Map}, {u"string"_s, Shape::Type::String},
        {u"character"_s, Shape::Type::String}, {u"integer"_s, Shape::Type::Integer}, {u"long"_s, Shape::Type::Long},
        {u"float"_s, Shape::Type::Float}, {u"double"_s, Shape::Type::Double}, {u"boolean"_s, Shape::Type::Boolean},
        {u"blob"_s, Shape::Type::Blob}, {u"timestamp"_s, Shape::Type::Timestamp}};
    const auto found = words.find(word);
    if (found != words.end())
        return *found;
    fail(text("the shape \"%1\" has the unknown type \"%2\"").arg(shape.name, word));
    return Shape::Type::String;
}

TimestampFormat ShapeReader::timestampFormat(const QString &word, const QString &where)
{
    static const QHash<QString, TimestampFormat> words{{QString(), TimestampFormat::Default},
        {u"iso8601"_s, TimestampFormat::Iso8601}, {u"rfc822"_s, TimestampFormat::Rfc822},
        {u"unixTimestamp"_s, TimestampFormat::UnixTimestamp}};
    const auto found = words.find(word);
    if (found != words.end())
        return *found;
    fail(text("%1 has the unknown timestamp format \"%2\"").arg(where, word));
    return TimestampFormat::Default;
}

void ShapeReader::fail(const QString &message)
{
    if (!m_problem)
        m_problem = Error(Error::Kind::Invalid, message);
}

} // namespace sm::aws
