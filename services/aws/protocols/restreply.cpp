// SPDX-License-Identifier: GPL-3.0-or-later
#include "restreply.h"

#include "eventstream.h"
#include "headervalue.h"
#include "jsonbody.h"
#include "xmlbody.h"

#include <QXmlStreamReader>

namespace sm::aws {

namespace {

/// The headers whose names begin with the member's prefix, without it.
QJsonObject prefixHeaders(const Member &member, const net::HttpHeaders &headers)
{
    QJsonObject found;
    const QByteArray prefix = member.locationName.toLatin1().toLower();
    for (const net::HttpHeader &header : headers) {
        if (header.name.toLower().startsWith(prefix))
            found.insert(QString::fromLatin1(header.name.mid(prefix.size())), QString::fromUtf8(header.value));
    }
    return found;
}

Result<QJsonValue> fromHeader(const Member &member, const net::HttpReply &reply)
{
    switch (member.location) {
    case Member::Location::StatusCode:
        return QJsonValue(reply.status);
    case Member::Location::Headers:
        return QJsonValue(prefixHeaders(member, reply.headers));
    case Member::Location::Header:
        if (net::hasHeader(reply.headers, member.wireName().toLatin1()))
            return fromHeaderValue(member, reply.header(member.wireName().toLatin1()));
        break;
    default:
        break;
    }
    return QJsonValue(QJsonValue::Undefined);
}

/// S3 answers GetBucketLocation with its one member as the outermost element, which holds the text itself.
bool isUnwrapped(const Member &root, QStringView rootName)
{
    const auto &members = root.shape->members;
    return members.size() == 1 && isInBody(members.front()) && !isAggregate(*members.front().shape)
        && nameOnWire(members.front()) == rootName;
}

Result<QJsonValue> fromXmlDocument(const Member &root, const QByteArray &body)
{
    QXmlStreamReader reader(body);
    if (const Result<void> entered = enterXmlDocument(reader); !entered)
        return entered.error();
    if (root.shape->type != Shape::Type::Structure || !isUnwrapped(root, localName(reader.qualifiedName())))
        return fromXmlElement(root, reader);
    const Member &only = root.shape->members.front();
    const Result<QJsonValue> value = fromXmlElement(only, reader);
    if (!value || value->toString().isEmpty())
        return value ? Result<QJsonValue>(QJsonObject()) : value;
    return QJsonValue(QJsonObject{{only.name, *value}});
}

Result<QJsonValue> fromDocument(Protocol protocol, const Member &root, const QByteArray &body, Members members)
{
    if (body.trimmed().isEmpty())
        return QJsonValue(QJsonValue::Undefined);
    if (protocol == Protocol::RestXml)
        return fromXmlDocument(root, body);
    const Result<QJsonValue> document = jsonDocument(body);
    return document ? fromJsonBody(root, *document, members) : document;
}

Result<QJsonValue> fromPayload(Protocol protocol, const Member &payload, const QByteArray &body)
{
    const Shape &shape = *payload.shape;
    if (shape.isEventStream)
        return fromEventStream(protocol, shape, body);
    if (shape.type != Shape::Type::Blob && shape.type != Shape::Type::String)
        return fromDocument(protocol, payload, body, Members::All);
    if (body.isEmpty() && !payload.streaming)
        return QJsonValue(QJsonValue::Undefined);
    return QJsonValue(shape.type == Shape::Type::Blob ? QString::fromLatin1(body.toBase64()) : QString::fromUtf8(body));
}

} // namespace

Result<QJsonObject> fromHeaders(const Shape &shape, const net::HttpReply &reply)
{
    QJsonObject result;
    for (const Member &member : shape.members) {
        const Result<QJsonValue> value = fromHeader(member, reply);
        if (!value)
            return value.error();
        if (!value->isUndefined())
            result.insert(member.name, *value);
    }
    return result;
}

Result<QJsonObject> fromRestReply(const ServiceModel &service, const Operation &operation, const net::HttpReply &reply)
{
    const Shape &shape = *operation.output;
    Result<QJsonObject> result = fromHeaders(shape, reply);
    if (!result)
        return result;
    if (const Member *payload = payloadOf(operation.outputRoot)) {
        const Result<QJsonValue> value = fromPayload(service.protocol(), *payload, reply.body);
        if (!value)
            return value.error();
        if (!value->isUndefined())
            result->insert(payload->name, *value);
        return result;
    }
    if (std::none_of(shape.members.begin(), shape.members.end(), isInBody))
        return result;
    const Result<QJsonValue> body = fromDocument(service.protocol(), referenceTo(shape), reply.body, Members::Body);
    if (!body)
        return body.error();
    if (result->isEmpty())
        return body->toObject();
    insertAll(*result, body->toObject());
    return result;
}

} // namespace sm::aws
