// SPDX-License-Identifier: GPL-3.0-or-later
#include "requestbuilder.h"

#include "bodychecksum.h"
#include "customendpoint.h"
#include "s3addressing.h"

#include <aws/contextparameters.h>
#include <aws/protocol.h>
#include <aws/validate.h>

#include <QCoreApplication>
#include <QUuid>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("aws::RequestBuilder", text); }

/// A token that is made here once and stays the same however often the request is sent is what lets the service
/// recognise the second one.
void fillIdempotencyToken(const Operation &operation, QJsonObject &input)
{
    const QString &member = operation.idempotencyTokenMember;
    if (!member.isEmpty() && (input.value(member).isUndefined() || input.value(member).isNull()))
        input.insert(member, QUuid::createUuid().toString(QUuid::WithoutBraces));
}

/// A header of the same name that the serializer wrote stays.
void addHeader(net::HttpHeaders &headers, const QByteArray &name, const QByteArray &value)
{
    if (!net::hasHeader(headers, name))
        headers.append({name, value});
}

net::HttpRequest requestFor(const PreparedCall &call, const WireRequest &wire)
{
    EndpointAddress address = EndpointAddress::of(call.endpoint.url);
    if (!call.endpoint.custom)
        address.authority.prepend(wire.hostPrefix.toUtf8());
    QByteArray path = wire.path;
    if (call.isS3())
        addressBucket(address, path, call);

    net::HttpRequest request;
    request.verb = wire.verb;
    request.url = address.url(path, wire.query);
    request.headers = wire.headers;
    request.body = wire.body;
    addHeader(request.headers, "Host", address.hostHeader());
    addHeader(request.headers, "User-Agent", "stationmaster/" SM_VERSION);
    return request;
}

} // namespace

bool PreparedCall::isS3() const { return service->signingName() == "s3"_L1; }

RequestBuilder::RequestBuilder(const Models &models, const Endpoints &endpoints, const CallerSettings &settings)
    : m_models(models)
    , m_endpoints(endpoints)
    , m_settings(settings)
{
}

Result<Endpoint> RequestBuilder::endpointFor(const PreparedCall &call) const
{
    const ServiceModel &service = *call.service;
    Region region = m_settings.region;
    if (region.isEmpty() && !service.isGlobal())
        return Error(Error::Kind::Invalid,
            tr("No region is chosen: give --region, set AWS_REGION, or put region into the profile."))
            .withCode(u"NoRegion"_s);
    if (region.isEmpty())
        region.value = u"us-east-1"_s;

    QJsonObject context = contextParameters(*call.operation, call.input);
    if (context.contains(u"Bucket"_s)) { // addressBucket() moves it into the host
        context.remove(u"Bucket"_s);
        context.remove(u"UseS3ExpressControlEndpoint"_s); // would take a missing bucket for a directory bucket's
    }
    Result<Endpoint> endpoint
        = m_endpoints.resolve(service, {region, m_settings.useFips, m_settings.useDualStack, context});
    const QByteArray given = m_settings.endpointUrl ? m_settings.endpointUrl(service.serviceId()) : QByteArray();
    if (endpoint && endpoint->authScheme != "sigv4"_L1)
        return Error(Error::Kind::Invalid,
            tr("This call needs a signature of the kind %1, which is not supported.").arg(endpoint->authScheme));
    if (!endpoint || given.isEmpty())
        return endpoint;
    const Result<QByteArray> url = checkedEndpointUrl(given, m_endpoints);
    if (!url)
        return url.error();
    endpoint->url = *url;
    endpoint->custom = true;
    return endpoint;
}

Result<PreparedCall> RequestBuilder::build(Call call) const
{
    PreparedCall prepared;
    Result<std::shared_ptr<const ServiceModel>> service = m_models.service(call.service);
    if (!service)
        return Error(Error::Kind::Invalid, service.error().message()).withCode(u"UnknownService"_s);
    prepared.service = *service;
    prepared.operation = prepared.service->operation(call.operation);
    if (!prepared.operation)
        return Error(Error::Kind::Invalid, tr("%1 has no operation %2.").arg(call.service, call.operation))
            .withCode(u"UnknownOperation"_s);

    prepared.reader = std::move(call.reader);
    prepared.input = std::move(call.input);
    fillIdempotencyToken(*prepared.operation, prepared.input);
    if (const Result<void> valid = validate(*prepared.operation, prepared.input); !valid)
        return valid.error();
    Result<Endpoint> endpoint = endpointFor(prepared);
    if (!endpoint)
        return endpoint.error();
    prepared.endpoint = std::move(*endpoint);
    const Result<WireRequest> wire = serialize(*prepared.service, *prepared.operation, prepared.input);
    if (!wire)
        return wire.error();
    prepared.request = requestFor(prepared, *wire);
    prepared.request.connectTimeout = m_settings.connectTimeout;
    addBodyChecksum(prepared.request, *prepared.operation, prepared.input);
    return prepared;
}

} // namespace sm::aws
