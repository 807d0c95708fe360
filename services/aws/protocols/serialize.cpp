// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostprefix.h"
#include "jsonbody.h"
#include "protocol.h"
#include "querybody.h"
#include "restrequest.h"

namespace sm::aws {

namespace {

Result<WireRequest> toJsonRequest(const ServiceModel &service, const Operation &operation, const QJsonObject &input)
{
    const Result<QByteArray> body = operation.input ? toJsonBody(operation.inputRoot, input) : QByteArray("{}");
    if (!body)
        return body.error();
    WireRequest request{operation.httpVerb, "/", {}, {}, *body, {}};
    request.headers = {{"Content-Type", "application/x-amz-json-" + service.jsonVersion().toLatin1()},
        {"X-Amz-Target", (service.targetPrefix() + u'.' + operation.name).toLatin1()}};
    return request;
}

Result<WireRequest> toQueryRequest(const ServiceModel &service, const Operation &operation, const QJsonObject &input)
{
    const Result<QByteArray> body = toQueryBody(service, operation, input);
    if (!body)
        return body.error();
    return WireRequest{
        operation.httpVerb, "/", {}, {{"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"}}, *body, {}};
}

Result<WireRequest> toWire(const ServiceModel &service, const Operation &operation, const QJsonObject &input)
{
    switch (service.protocol()) {
    case Protocol::Json:
        return toJsonRequest(service, operation, input);
    case Protocol::Query:
    case Protocol::Ec2:
        return toQueryRequest(service, operation, input);
    case Protocol::RestJson:
    case Protocol::RestXml:
        break;
    }
    return toRestRequest(service, operation, input);
}

} // namespace

Result<WireRequest> serialize(const ServiceModel &service, const Operation &operation, const QJsonObject &input)
{
    Result<WireRequest> request = toWire(service, operation, input);
    const Result<QString> prefix = hostPrefix(operation, input);
    if (!request || !prefix)
        return request ? Result<WireRequest>(prefix.error()) : request;
    request->hostPrefix = *prefix;
    if (service.queryCompatible())
        request->headers.append(net::HttpHeader{"x-amzn-query-mode", "true"});
    return request;
}

} // namespace sm::aws
