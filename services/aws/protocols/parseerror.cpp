// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol.h"
#include "refusaldocument.h"
#include "webpage.h"
#include "wire.h"
#include "xmlbody.h"

#include <QXmlStreamReader>

using namespace Qt::Literals::StringLiterals;

namespace sm::aws {

namespace {

/// A streaming answer is somebody's data, which may look like anything.
bool isRawPayload(const Member &output)
{
    const Member *payload = payloadOf(output);
    return payload && !isAggregate(*payload->shape);
}

bool isErrorDocument(const QByteArray &body)
{
    QXmlStreamReader reader(body);
    return enterXmlDocument(reader) && localName(reader.qualifiedName()) == "Error"_L1;
}

} // namespace

QString errorCode(const QString &type) { return type.section(u':', 0, 0).section(u'#', -1); }

const Shape *errorShape(const ServiceModel &service, const Operation &operation, const QString &code)
{
    const auto found = std::find_if(operation.errors.begin(), operation.errors.end(),
        [&code](const Shape *shape) { return shape->errorCode == code || shape->name == code; });
    if (found != operation.errors.end())
        return *found;
    const Shape *shape = service.shape(code);
    return shape && shape->isException ? shape : nullptr;
}

bool isRefusal(const ServiceModel &service, const Operation &operation, const net::HttpReply &reply)
{
    if (reply.status >= 300)
        return true;
    return service.protocol() == Protocol::RestXml && !isRawPayload(operation.outputRoot)
        && isErrorDocument(reply.body);
}

ServiceError parseError(const ServiceModel &service, const Operation &operation, const net::HttpReply &reply)
{
    // The first byte decides, not the content type or the protocol: gateways and stand-ins answer in their own form.
    const QByteArray start = reply.body.left(64).trimmed();
    ServiceError error;
    if (start.startsWith('<') && !isWebPage(reply.body))
        error = xmlRefusal(service, operation, reply);
    else if (start.startsWith('{') || start.isEmpty())
        error = jsonRefusal(service, operation, reply);
    else
        error.isAwsAnswer = false;
    error.requestId = requestId(reply);
    return error;
}

} // namespace sm::aws
