// SPDX-License-Identifier: GPL-3.0-or-later
#include "eventstream.h"

#include "jsonbody.h"
#include "xmlbody.h"

#include <QCoreApplication>
#include <QXmlStreamReader>

using namespace Qt::Literals::StringLiterals;

namespace sm::aws {

namespace {

Result<QJsonValue> fromDocument(Protocol protocol, const Member &root, const QByteArray &payload)
{
    if (payload.isEmpty())
        return QJsonValue(QJsonValue::Undefined);
    if (protocol == Protocol::RestXml || protocol == Protocol::Query || protocol == Protocol::Ec2) {
        QXmlStreamReader reader(payload);
        const Result<void> entered = enterXmlDocument(reader);
        return entered ? fromXmlElement(root, reader) : entered.error();
    }
    const Result<QJsonValue> document = jsonDocument(payload);
    return document ? fromJsonBody(root, *document) : document;
}

Result<QJsonValue> fromEventPayload(Protocol protocol, const Member &member, const QByteArray &payload)
{
    if (member.shape->type == Shape::Type::Blob)
        return QJsonValue(QString::fromLatin1(payload.toBase64()));
    if (member.shape->type == Shape::Type::String)
        return QJsonValue(QString::fromUtf8(payload));
    return fromDocument(protocol, member, payload);
}

/// An event's members come from the frame's headers and its payload; without a member that is the payload, the
/// payload is a document with the members that are left.
Result<QJsonValue> fromFrame(Protocol protocol, const Shape &event, const EventFrame &frame)
{
    QJsonObject result;
    bool hasPayloadMember = false;
    for (const Member &member : event.members) {
        hasPayloadMember = hasPayloadMember || member.eventPayload;
        const Result<QJsonValue> value = member.eventPayload
            ? fromEventPayload(protocol, member, frame.payload)
            : Result<QJsonValue>(member.eventHeader ? frame.headers.value(member.name) : QJsonValue::Undefined);
        if (!value)
            return value;
        if (!value->isUndefined())
            result.insert(member.name, *value);
    }
    if (hasPayloadMember)
        return QJsonValue(result);
    const Result<QJsonValue> document = fromDocument(protocol, referenceTo(event), frame.payload);
    if (!document)
        return document;
    insertAll(result, document->toObject());
    return QJsonValue(result);
}

Error streamError(const EventFrame &frame)
{
    const QString code
        = frame.headers.value(":exception-type"_L1).toString(frame.headers.value(":error-code"_L1).toString());
    const QString message = frame.headers.value(":error-message"_L1).toString(code);
    return Error(Error::Kind::Internal,
        QCoreApplication::translate("sm::aws", "The service ended the stream: %1. Open it again.").arg(message))
        .withCode(code);
}

} // namespace

Result<QJsonValue> fromEventStream(Protocol protocol, const Shape &stream, const QByteArray &bytes)
{
    const Result<QList<EventFrame>> frames = toEventFrames(bytes);
    if (!frames)
        return frames.error();
    QJsonArray events;
    for (const EventFrame &frame : *frames) {
        if (frame.headers.value(":message-type"_L1) != "event"_L1)
            return streamError(frame);
        const Member *member = stream.member(frame.headers.value(":event-type"_L1).toString());
        if (!member)
            continue; // an event newer than the model, or the answer that opens the stream
        const Result<QJsonValue> event = fromFrame(protocol, *member->shape, frame);
        if (!event)
            return event;
        events.append(QJsonObject{{member->name, *event}});
    }
    return QJsonValue(events);
}

} // namespace sm::aws
