// SPDX-License-Identifier: GPL-3.0-or-later
#include "eventstream.h"
#include "jsonbody.h"
#include "protocol.h"
#include "restreply.h"
#include "webpage.h"
#include "xmlbody.h"

#include <QCoreApplication>
#include <QXmlStreamReader>

using namespace Qt::Literals::StringLiterals;

namespace sm::aws {

namespace {

Error webPage()
{
    return Error(Error::Kind::BadReply,
        QCoreApplication::translate("sm::aws",
            "A web page came instead of the service's answer. Check the endpoint URL; if that is right, a proxy or a "
            "sign-in page of the network stands in between: open a browser to see it."))
        .withCode(u"NotAws"_s);
}

const Member *eventStreamOf(const Shape &shape)
{
    const auto found = std::find_if(
        shape.members.begin(), shape.members.end(), [](const Member &member) { return member.shape->isEventStream; });
    return found == shape.members.end() ? nullptr : &*found;
}

Result<QJsonObject> fromJsonReply(const Operation &operation, const QByteArray &body)
{
    if (const Member *stream = eventStreamOf(*operation.output)) {
        const Result<QJsonValue> events = fromEventStream(Protocol::Json, *stream->shape, body);
        return events ? Result<QJsonObject>(QJsonObject{{stream->name, *events}}) : events.error();
    }
    const Result<QJsonValue> document = jsonDocument(body);
    if (!document)
        return document.error();
    const QJsonValue wire = document->isUndefined() ? QJsonValue(QJsonObject()) : *document;
    const Result<QJsonValue> output = fromJsonBody(operation.outputRoot, wire);
    return output ? Result<QJsonObject>(output->toObject()) : output.error();
}

/// Moves to the element that wraps the result, which is the outermost one or a child of it.
bool enterWrapper(QXmlStreamReader &reader, const QString &wrapper)
{
    if (localName(reader.qualifiedName()) == wrapper)
        return true;
    while (reader.readNextStartElement()) {
        if (localName(reader.qualifiedName()) == wrapper)
            return true;
        reader.skipCurrentElement();
    }
    return false;
}

/// What the model says, else what the protocol does.
QString resultWrapper(const Operation &operation)
{
    return operation.resultWrapper.isEmpty() ? operation.name + "Result"_L1 : operation.resultWrapper;
}

Result<QJsonObject> fromQueryReply(Protocol protocol, const Operation &operation, const QByteArray &body)
{
    QXmlStreamReader reader(body);
    if (const Result<void> entered = enterXmlDocument(reader); !entered)
        return entered.error();
    if (operation.output->members.empty())
        return QJsonObject();
    if (protocol == Protocol::Query && !enterWrapper(reader, resultWrapper(operation))) {
        if (!reader.hasError())
            reader.raiseError(QCoreApplication::translate("sm::aws", "%1 is missing").arg(resultWrapper(operation)));
        return xmlError(reader);
    }
    const Result<QJsonValue> output = fromXmlElement(referenceTo(*operation.output), reader);
    return output ? Result<QJsonObject>(output->toObject()) : output.error();
}

} // namespace

Result<QJsonObject> parseOutput(
    const ServiceModel &service, const Operation &operation, const net::HttpReply &reply, const BodyReader &reader)
{
    const Member *payload = payloadOf(operation.outputRoot);
    if ((!payload || isAggregate(*payload->shape)) && isWebPage(reply.body))
        return webPage();
    if (reader)
        return reader(reply.body);
    if (!operation.output)
        return QJsonObject();
    switch (service.protocol()) {
    case Protocol::Json:
        return fromJsonReply(operation, reply.body);
    case Protocol::Query:
    case Protocol::Ec2:
        return reply.body.isEmpty() ? QJsonObject() : fromQueryReply(service.protocol(), operation, reply.body);
    case Protocol::RestJson:
    case Protocol::RestXml:
        break;
    }
    return fromRestReply(service, operation, reply);
}

} // namespace sm::aws
