// SPDX-License-Identifier: GPL-3.0-or-later
#include "instancecredentials.h"

#include "credentialdocument.h"
#include "notconfigured.h"

#include <core/json.h>

#include <QCoreApplication>
#include <QUrl>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("aws::Credentials", text); }

Error wrongEndpoint(const QString &why) { return Error(Error::Kind::Invalid, why).withCode(u"MetadataEndpoint"_s); }

Result<QByteArray> urlOfMode(const QString &mode)
{
    if (mode.isEmpty() || mode.compare("IPv4"_L1, Qt::CaseInsensitive) == 0)
        return QByteArray("http://169.254.169.254");
    if (mode.compare("IPv6"_L1, Qt::CaseInsensitive) == 0)
        return QByteArray("http://[fd00:ec2::254]");
    return wrongEndpoint(tr("\"%1\" is no mode of the EC2 metadata endpoint; there are IPv4 and IPv6.").arg(mode));
}

Error refusedBy(const net::HttpReply &reply)
{
    return Error(Error::Kind::Denied, tr("The EC2 metadata service refused with status %1.").arg(reply.status))
        .withCode(QString::number(reply.status));
}

} // namespace

Result<QByteArray> instanceMetadataUrl(
    const AwsConfig &config, const QString &profile, const QString &givenEndpoint, const QString &givenMode)
{
    QString endpoint = givenEndpoint;
    if (endpoint.isEmpty() && givenMode.isEmpty())
        endpoint = config.setting(profile, u"AWS_EC2_METADATA_SERVICE_ENDPOINT"_s, u"ec2_metadata_service_endpoint"_s);
    if (endpoint.isEmpty()) {
        const QString mode = givenMode.isEmpty() ? config.setting(profile, u"AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"_s,
                                                       u"ec2_metadata_service_endpoint_mode"_s)
                                                 : givenMode;
        return urlOfMode(mode);
    }
    const QUrl url(endpoint, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || !url.scheme().startsWith("http"_L1))
        return wrongEndpoint(tr("\"%1\" is no address of an EC2 metadata service.").arg(endpoint));
    return url.toEncoded(QUrl::StripTrailingSlash);
}

InstanceCredentials::InstanceCredentials(
    AwsConfig config, QString profile, net::Transport &transport, net::Sleeper &sleeper)
    : m_config(std::move(config))
    , m_profile(std::move(profile))
    , m_service(transport, sleeper)
{
}

QCoro::Task<Result<Credentials>> InstanceCredentials::credentials(CancelToken token)
{
    if (m_config.environment().value(u"AWS_EC2_METADATA_DISABLED"_s).compare("true"_L1, Qt::CaseInsensitive) == 0)
        co_return notConfigured(tr("AWS_EC2_METADATA_DISABLED is set."));
    const Result<QByteArray> base = instanceMetadataUrl(m_config, m_profile);
    if (!base)
        co_return base.error();
    const Result<QByteArray> session = co_await fetchToken(*base, token);
    if (!session)
        co_return session.error();
    const QByteArray path = *base + "/latest/meta-data/iam/security-credentials/";
    const Result<QByteArray> roles = co_await read(path, *session, token);
    if (!roles)
        co_return roles.error();
    const QByteArray role = roles->trimmed().split('\n').first();
    const Result<QByteArray> document = co_await read(path + role, *session, token);
    if (!document)
        co_return document.error();
    const Result<QJsonValue> json = parseJson(*document);
    co_return credentialsFrom(json ? json->toObject() : QJsonObject(), metadataNames,
        tr("the EC2 instance, role %1").arg(QString::fromUtf8(role)));
}

/// Whoever does not answer here is no EC2 instance.
QCoro::Task<Result<QByteArray>> InstanceCredentials::fetchToken(QByteArray base, CancelToken token)
{
    const net::HttpHeaders headers{{"X-aws-ec2-metadata-token-ttl-seconds", "21600"}};
    const Result<net::HttpReply> reply = co_await m_service.ask("PUT", base + "/latest/api/token", headers, token);
    if (!reply && reply.error().kind() == Error::Kind::Cancelled)
        co_return reply.error();
    if (!reply)
        co_return notConfigured(tr("This is no EC2 instance."));
    if (reply->status == 403 || reply->status == 404 || reply->status == 405)
        co_return notConfigured(tr("The EC2 metadata service gives no token."));
    if (reply->status != 200)
        co_return refusedBy(*reply);
    co_return reply->body.trimmed();
}

QCoro::Task<Result<QByteArray>> InstanceCredentials::read(QByteArray url, QByteArray sessionToken, CancelToken token)
{
    const net::HttpHeaders headers{{"X-aws-ec2-metadata-token", sessionToken}};
    const Result<net::HttpReply> reply = co_await m_service.ask("GET", url, headers, token);
    if (!reply)
        co_return reply.error();
    if (reply->status == 404)
        co_return notConfigured(tr("The EC2 instance has no role."));
    if (reply->status != 200)
        co_return refusedBy(*reply);
    co_return reply->body;
}

} // namespace sm::aws
