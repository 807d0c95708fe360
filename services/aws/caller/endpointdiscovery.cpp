// SPDX-License-Identifier: GPL-3.0-or-later
#include "endpointdiscovery.h"

#include "customendpoint.h"

#include <QCoreApplication>
#include <QUrl>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

QString EndpointDiscovery::operation() { return u"DescribeEndpoints"_s; }

bool EndpointDiscovery::isNeeded(const PreparedCall &call)
{
    return call.operation->endpointDiscovery && !call.endpoint.custom && call.operation->name != operation();
}

std::optional<QByteArray> EndpointDiscovery::host(const QString &service, Instant now) const
{
    const auto found = m_discovered.constFind(service);
    if (found == m_discovered.constEnd() || found->until <= now)
        return std::nullopt;
    return found->host;
}

Result<QByteArray> EndpointDiscovery::learn(
    const QString &service, const QJsonObject &answer, const Endpoints &endpoints, Instant now)
{
    const QJsonValue first = answer["Endpoints"_L1][0];
    const QString address = first["Address"_L1].toString();
    const QUrl url(u"https://"_s + address, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || url.authority() != url.host() || !endpoints.isAwsHost(url.host()))
        return Error(Error::Kind::BadReply,
            QCoreApplication::translate("sm::aws::Caller", "%1 names no address of AWS for its operations.")
                .arg(service))
            .withCode(u"EndpointDiscovery"_s);
    const auto minutes = std::clamp<qint64>(first["CachePeriodInMinutes"_L1].toInteger(), 1, 24 * 60);
    const QByteArray host = url.host().toLatin1();
    m_discovered.insert(service, {host, now + std::chrono::minutes(minutes)});
    return host;
}

void redirect(net::HttpRequest &request, const QByteArray &host)
{
    EndpointAddress address = EndpointAddress::of(request.url);
    address.authority = host;
    request.url = address.url({}, {});
    net::setHeader(request.headers, "Host", host);
}

} // namespace sm::aws
