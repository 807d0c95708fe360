// SPDX-License-Identifier: GPL-3.0-or-later
#include "restrequest.h"

#include "headervalue.h"

#include "restbody.h"
#include "resturi.h"
#include "wire.h"

#include <QCoreApplication>

namespace sm::aws {

namespace {

Result<void> addHeader(const Member &member, const QJsonValue &value, net::HttpHeaders &headers)
{
    const Result<QByteArray> header = toHeaderValue(member, value);
    if (!header)
        return header.error();
    if (!header->isEmpty())
        net::setHeader(headers, member.wireName().toLatin1(), *header);
    return ok();
}

/// One header an entry, named by the member's prefix and the entry's key.
Result<void> addPrefixHeaders(const Member &member, const QJsonObject &values, net::HttpHeaders &headers)
{
    for (auto it = values.begin(); it != values.end(); ++it) {
        Member entry = member.shape->value;
        entry.name = member.name;
        const Result<QByteArray> header = toHeaderValue(entry, it.value());
        const QByteArray name = (member.locationName + it.key()).toUtf8();
        if (!header)
            return header.error();
        if (name.contains('\r') || name.contains('\n') || name.contains(':'))
            return Error(Error::Kind::Invalid,
                QCoreApplication::translate("sm::aws", "%1: a key holds a character that no header name has.")
                    .arg(member.name));
        if (!net::hasHeader(headers, name))
            headers.append({name, *header});
    }
    return ok();
}

Result<net::HttpHeaders> headersOf(const Shape &shape, const QJsonObject &input)
{
    net::HttpHeaders headers;
    for (const auto location : {Member::Location::Header, Member::Location::Headers}) { // a named header comes first
        for (const Member &member : shape.members) {
            const QJsonValue value = input.value(member.name);
            if (member.location != location || !isPresent(value))
                continue;
            const Result<void> added = location == Member::Location::Header
                ? addHeader(member, value, headers)
                : addPrefixHeaders(member, value.toObject(), headers);
            if (!added)
                return added.error();
        }
    }
    return headers;
}

} // namespace

Result<WireRequest> toRestRequest(const ServiceModel &service, const Operation &operation, const QJsonObject &input)
{
    const Result<RestUri> uri = restUri(operation, input);
    if (!uri)
        return uri.error();
    WireRequest request;
    request.verb = operation.httpVerb;
    request.path = uri->path;
    request.query = uri->query;
    if (!operation.input)
        return request;
    const Result<net::HttpHeaders> headers = headersOf(*operation.input, input);
    if (!headers)
        return headers.error();
    const Result<RestBody> body = restBody(service, operation, input);
    if (!body)
        return body.error();
    request.headers = *headers;
    request.body = body->bytes;
    if (!body->contentType.isEmpty() && !net::hasHeader(request.headers, "Content-Type"))
        request.headers.append({"Content-Type", body->contentType});
    return request;
}

} // namespace sm::aws
