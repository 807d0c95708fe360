// SPDX-License-Identifier: GPL-3.0-or-later
#include "containercredentials.h"

#include "credentialdocument.h"
#include "notconfigured.h"

#include <core/json.h>

#include <QCoreApplication>
#include <QHostAddress>
#include <QUrl>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("aws::Credentials", text); }

Error wrongUri(const QString &why)
{
    return Error(Error::Kind::Invalid, tr("The address of the container's credentials can not be used: %1").arg(why))
        .withCode(u"ContainerUri"_s);
}

bool isLoopback(const QString &host)
{
    return host == "localhost"_L1 || QHostAddress(host).isLoopback(); // "127.0.0.1.example.com" is none
}

bool isContainerHost(const QString &host)
{
    static const QStringList hosts{u"169.254.170.2"_s, u"169.254.170.23"_s, u"fd00:ec2::23"_s};
    return hosts.contains(host);
}

Error badAnswer(const net::HttpReply &reply)
{
    return Error(Error::Kind::Denied, tr("The container's credentials were refused with status %1.").arg(reply.status))
        .withCode(QString::number(reply.status));
}

} // namespace

Result<QByteArray> containerCredentialsUrl(const AwsEnvironment &environment)
{
    const QString relative = environment.value(u"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"_s);
    const QString full = environment.value(u"AWS_CONTAINER_CREDENTIALS_FULL_URI"_s);
    if (relative.isEmpty() && full.isEmpty())
        return notConfigured(tr("This is no container with AWS credentials."));
    if (!relative.isEmpty() && !relative.startsWith(u'/'))
        return wrongUri(tr("the relative address must begin with '/'."));

    const QString text = relative.isEmpty() ? full : u"http://169.254.170.2"_s + relative;
    const QUrl url(text, QUrl::StrictMode);
    const bool isHttp = url.scheme() == "http"_L1;
    if (!url.isValid() || url.host().isEmpty() || (!isHttp && url.scheme() != "https"_L1))
        return wrongUri(tr("it is no http or https address."));
    if (isHttp && !isLoopback(url.host()) && !isContainerHost(url.host()))
        return wrongUri(tr("plain http is allowed to this machine and to the addresses of ECS and EKS only."));
    return text.toUtf8();
}

ContainerCredentials::ContainerCredentials(AwsEnvironment environment, net::Transport &transport, net::Sleeper &sleeper)
    : m_environment(std::move(environment))
    , m_service(transport, sleeper)
{
}

Result<net::HttpHeaders> ContainerCredentials::headers() const
{
    QString token = m_environment.value(u"AWS_CONTAINER_AUTHORIZATION_TOKEN"_s);
    const QString file = m_environment.value(u"AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"_s);
    if (!file.isEmpty()) {
        const Result<QByteArray> content = m_environment.readFile(file);
        if (!content)
            return Error(Error::Kind::Denied, content.error().message()).withCode(u"ContainerToken"_s);
        token = QString::fromUtf8(*content);
    }
    if (token.contains(u'\r') || token.contains(u'\n'))
        return Error(Error::Kind::Invalid, tr("The container's authorization token holds a line break."))
            .withCode(u"ContainerToken"_s);
    net::HttpHeaders headers{{"Accept", "application/json"}};
    if (!token.isEmpty())
        headers.append({"Authorization", token.toUtf8()});
    return headers;
}

QCoro::Task<Result<Credentials>> ContainerCredentials::credentials(CancelToken token)
{
    const Result<QByteArray> url = containerCredentialsUrl(m_environment);
    if (!url)
        co_return url.error();
    const Result<net::HttpHeaders> sent = headers();
    if (!sent)
        co_return sent.error();
    const Result<net::HttpReply> reply = co_await m_service.ask("GET", *url, *sent, token);
    if (!reply)
        co_return reply.error();
    if (reply->status != 200)
        co_return badAnswer(*reply);
    const Result<QJsonValue> json = parseJson(reply->body);
    co_return credentialsFrom(json ? json->toObject() : QJsonObject(), metadataNames, tr("the container"));
}

} // namespace sm::aws
