// SPDX-License-Identifier: GPL-3.0-or-later
#include "refusaldocument.h"
#include "restreply.h"
#include "xmlbody.h"

#include <QXmlStreamReader>

using namespace Qt::Literals::StringLiterals;

namespace sm::aws {

namespace {

/// <Response><Errors><Error>: no service wraps an error deeper.
constexpr int maxWrappers = 3;

bool isWrapper(QStringView name) { return name == "Error"_L1 || name == "Errors"_L1; }

void readText(QXmlStreamReader &reader, QString &text)
{
    const QString found = reader.readElementText(QXmlStreamReader::SkipChildElements).trimmed();
    if (text.isEmpty())
        text = found;
}

void readChildren(QXmlStreamReader &reader, ServiceError &error, int wrappers)
{
    while (reader.readNextStartElement()) {
        const QStringView name = localName(reader.qualifiedName());
        if (isWrapper(name) && wrappers < maxWrappers)
            readChildren(reader, error, wrappers + 1);
        else if (name == "Code"_L1)
            readText(reader, error.code);
        else if (name == "Message"_L1 || name == "message"_L1)
            readText(reader, error.message);
        else
            reader.skipCurrentElement();
    }
}

/// Moves to the element with the error's members: the outermost <Error>, else the outermost of all.
void enterError(QXmlStreamReader &reader)
{
    while (localName(reader.qualifiedName()) != "Error"_L1 && reader.readNextStartElement()) {
        if (!isWrapper(localName(reader.qualifiedName())))
            reader.skipCurrentElement();
    }
}

QJsonObject membersOf(const ServiceModel &service, const Shape &shape, const net::HttpReply &reply)
{
    QJsonObject members;
    if (service.protocol() == Protocol::RestXml)
        members = fromHeaders(shape, reply).value_or(QJsonObject());
    QXmlStreamReader reader(reply.body);
    if (!enterXmlDocument(reader))
        return members;
    enterError(reader);
    const Result<QJsonValue> inBody = fromXmlElement(referenceTo(shape), reader);
    if (inBody)
        insertAll(members, inBody->toObject());
    return members;
}

} // namespace

ServiceError xmlRefusal(const ServiceModel &service, const Operation &operation, const net::HttpReply &reply)
{
    ServiceError error;
    QXmlStreamReader reader(reply.body);
    if (!enterXmlDocument(reader)) {
        error.isAwsAnswer = false;
        return error;
    }
    const QString root = localName(reader.qualifiedName()).toString();
    readChildren(reader, error, 0);
    if (error.code.isEmpty() && root.endsWith("Exception"_L1))
        error.code = root; // <AccessDeniedException><Message>…: the front door of the services, before any protocol
    error.code = errorCode(error.code);
    error.isAwsAnswer = !error.code.isEmpty();
    error.shape = errorShape(service, operation, error.code);
    if (error.shape)
        error.members = membersOf(service, *error.shape, reply);
    return error;
}

} // namespace sm::aws
