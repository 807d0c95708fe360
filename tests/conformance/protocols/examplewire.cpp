// SPDX-License-Identifier: GPL-3.0-or-later
#include "example.h"

#include <aws/timestamp.h>
#include <core/json.h>

#include <QJsonArray>
#include <QXmlStreamWriter>

using namespace sm;
using namespace sm::aws;
using namespace Qt::Literals::StringLiterals;

// The services' side of the protocols, written once more and without the code that is under test.

namespace example {

namespace {

QString orElse(const QString &name, const QString &standard) { return name.isEmpty() ? standard : name; }

QString timestampText(const Member &member, const QString &iso, TimestampFormat standard)
{
    const Timestamp timestamp = parseDateTime(iso).value_or(Timestamp());
    const TimestampFormat format
        = member.timestampFormat == TimestampFormat::Default ? standard : member.timestampFormat;
    if (format == TimestampFormat::Rfc822)
        return toHttpDate(timestamp).value_or(QString());
    return format == TimestampFormat::UnixTimestamp ? toEpochSeconds(timestamp) : iso;
}

QString scalarText(const Member &member, const QJsonValue &value, TimestampFormat standard)
{
    if (member.shape->type == Shape::Type::Timestamp)
        return timestampText(member, value.toString(), standard);
    return value.isString() ? value.toString() : QString::fromUtf8(toCompactJson(value));
}

QJsonValue jsonOf(const Member &member, const QJsonValue &value)
{
    const Shape &shape = *member.shape;
    if (value.isArray() && shape.type == Shape::Type::List) {
        QJsonArray list;
        for (const auto &element : value.toArray())
            list.append(jsonOf(shape.element, element));
        return list;
    }
    if (value.isObject() && !shape.isDocument) {
        const QJsonObject object = value.toObject();
        QJsonObject result;
        for (auto it = object.begin(); it != object.end(); ++it) {
            const Member *part = shape.type == Shape::Type::Map ? &shape.value : shape.member(it.key());
            result[shape.type == Shape::Type::Map ? it.key() : part->wireName()] = jsonOf(*part, it.value());
        }
        return result;
    }
    if (shape.type != Shape::Type::Timestamp)
        return value;
    const QString text = timestampText(member, value.toString(), TimestampFormat::UnixTimestamp);
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    return isNumber ? QJsonValue(number) : QJsonValue(text);
}

void writeXml(QXmlStreamWriter &xml, const Member &member, const QString &name, const QJsonValue &value);

void writeMembers(QXmlStreamWriter &xml, const Shape &shape, const QJsonObject &value)
{
    for (const Member &member : shape.members) {
        if (member.xmlAttribute && value.contains(member.name))
            xml.writeAttribute(member.wireName().section(u':', -1), value[member.name].toString());
    }
    for (const Member &member : shape.members) {
        if (value.contains(member.name) && !member.xmlAttribute && member.location == Member::Location::Body)
            writeXml(xml, member, member.wireName(), value[member.name]);
    }
}

void writeList(QXmlStreamWriter &xml, const Member &member, const QString &name, const QJsonArray &values)
{
    const Member &element = member.shape->element;
    if (!member.flattened)
        xml.writeStartElement(name);
    for (const auto &value : values)
        writeXml(xml, element,
            member.flattened ? orElse(member.locationName, orElse(element.locationName, name))
                             : orElse(element.locationName, u"member"_s),
            value);
    if (!member.flattened)
        xml.writeEndElement();
}

void writeMap(QXmlStreamWriter &xml, const Member &member, const QString &name, const QJsonObject &values)
{
    if (!member.flattened)
        xml.writeStartElement(name);
    for (auto it = values.begin(); it != values.end(); ++it) {
        xml.writeStartElement(member.flattened ? name : u"entry"_s);
        xml.writeTextElement(orElse(member.shape->key.locationName, u"key"_s), it.key());
        writeXml(xml, member.shape->value, orElse(member.shape->value.locationName, u"value"_s), it.value());
        xml.writeEndElement();
    }
    if (!member.flattened)
        xml.writeEndElement();
}

void writeXml(QXmlStreamWriter &xml, const Member &member, const QString &name, const QJsonValue &value)
{
    const Shape::Type type = member.shape->type;
    if (type == Shape::Type::List)
        return writeList(xml, member, name, value.toArray());
    if (type == Shape::Type::Map)
        return writeMap(xml, member, name, value.toObject());
    xml.writeStartElement(name);
    if (type == Shape::Type::Structure)
        writeMembers(xml, *member.shape, value.toObject());
    else
        xml.writeCharacters(scalarText(member, value, TimestampFormat::Iso8601));
    xml.writeEndElement();
}

QByteArray queryBody(const Operation &operation, const QJsonObject &output)
{
    QByteArray body;
    QXmlStreamWriter xml(&body);
    xml.writeStartElement(operation.name + u"Response"_s);
    if (!operation.resultWrapper.isEmpty())
        xml.writeStartElement(operation.resultWrapper);
    writeMembers(xml, *operation.output, output);
    xml.writeEndDocument();
    return body;
}

QByteArray documentBody(Protocol protocol, const Member &root, const QJsonValue &value)
{
    if (protocol == Protocol::RestJson || protocol == Protocol::Json)
        return toCompactJson(jsonOf(root, value));
    QByteArray body;
    QXmlStreamWriter xml(&body);
    writeXml(xml, root, u"Answer"_s, value);
    return body;
}

void writeHeader(const Member &member, const QJsonValue &value, net::HttpReply &reply)
{
    const QByteArray name = member.wireName().toLatin1();
    if (member.location == Member::Location::StatusCode)
        reply.status = value.toInt();
    else if (member.location == Member::Location::Header)
        reply.headers.append({name, scalarText(member, value, TimestampFormat::Rfc822).toUtf8()});
    for (const QString &key : value.toObject().keys())
        reply.headers.append({name + key.toLatin1(), value[key].toString().toUtf8()});
}

net::HttpReply restReply(Protocol protocol, const Operation &operation, const QJsonObject &output)
{
    net::HttpReply reply;
    reply.status = operation.successStatus;
    QJsonObject inBody;
    for (const Member &member : operation.output->members) {
        if (!output.contains(member.name))
            continue;
        if (member.location == Member::Location::Body)
            inBody[member.name] = output[member.name];
        else
            writeHeader(member, output[member.name], reply);
    }
    const Member *payload = operation.output->member(operation.output->payload);
    if (payload && payload->shape->type == Shape::Type::Blob)
        reply.body = QByteArray::fromBase64(output[payload->name].toString().toLatin1());
    else if (payload && output.contains(payload->name))
        reply.body = documentBody(protocol, *payload, output[payload->name]);
    else if (!payload)
        reply.body = documentBody(protocol, operation.outputRoot, inBody);
    return reply;
}

} // namespace

net::HttpReply replyWith(const ServiceModel &service, const Operation &operation, const QJsonObject &output)
{
    net::HttpReply reply;
    reply.status = 200;
    if (!operation.output)
        return reply;
    switch (service.protocol()) {
    case Protocol::Json:
        reply.body = documentBody(Protocol::Json, operation.outputRoot, output);
        return reply;
    case Protocol::Query:
    case Protocol::Ec2:
        reply.body = queryBody(operation, output);
        return reply;
    case Protocol::RestJson:
    case Protocol::RestXml:
        break;
    }
    return restReply(service.protocol(), operation, output);
}

net::HttpReply refusalWith(const ServiceModel &service, int status, const QString &code, const QString &message)
{
    net::HttpReply reply;
    reply.status = status;
    if (service.protocol() == Protocol::Json || service.protocol() == Protocol::RestJson) {
        reply.body = toCompactJson(QJsonObject{{u"__type"_s, code}, {u"message"_s, message}});
        return reply;
    }
    QXmlStreamWriter xml(&reply.body);
    if (service.protocol() != Protocol::RestXml)
        xml.writeStartElement(u"ErrorResponse"_s);
    if (service.protocol() == Protocol::Ec2)
        xml.writeStartElement(u"Errors"_s);
    xml.writeStartElement(u"Error"_s);
    xml.writeTextElement(u"Code"_s, code);
    xml.writeTextElement(u"Message"_s, message);
    xml.writeEndDocument();
    return reply;
}

} // namespace example
