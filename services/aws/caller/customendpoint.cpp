// SPDX-License-Identifier: GPL-3.0-or-later
#include "customendpoint.h"

#include <QCoreApplication>
#include <QUrl>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("aws::CustomEndpoint", text); }

Error wrongUrl(const QByteArray &given, const QString &why)
{
    return Error(Error::Kind::Invalid,
        tr("The endpoint URL \"%1\" can not be used: %2").arg(QString::fromUtf8(given.left(200)), why))
        .withCode(u"EndpointUrl"_s);
}

} // namespace

EndpointAddress EndpointAddress::of(const QByteArray &url)
{
    const qsizetype colon = url.indexOf("://");
    const qsizetype host = colon + 3;
    const qsizetype slash = url.indexOf('/', host);
    if (slash < 0)
        return {url.left(colon), url.mid(host), {}};
    return {url.left(colon), url.mid(host, slash - host), url.mid(slash)};
}

QByteArray EndpointAddress::hostHeader() const
{
    const QByteArray impliedPort = scheme == "https" ? QByteArray(":443") : QByteArray(":80");
    return authority.endsWith(impliedPort) ? authority.chopped(impliedPort.size()) : authority;
}

QByteArray EndpointAddress::url(const QByteArray &path, const QByteArray &query) const
{
    QByteArray whole = scheme + "://" + authority + basePath + path;
    if (!query.isEmpty())
        whole += '?' + query;
    return whole;
}

Result<QByteArray> checkedEndpointUrl(const QByteArray &given, const Endpoints &endpoints)
{
    const QUrl url = QUrl::fromEncoded(given.trimmed(), QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || (url.scheme() != "http"_L1 && url.scheme() != "https"_L1))
        return wrongUrl(given, tr("write it as http://host:port or https://host."));
    if (!url.userInfo().isEmpty())
        return Error(Error::Kind::Invalid, tr("An endpoint URL must not hold a user name or password."))
            .withCode(u"EndpointUrl"_s);
    if (url.hasQuery() || url.hasFragment())
        return wrongUrl(given, tr("it must not have a query or fragment."));
    if (url.scheme() == "http"_L1 && endpoints.isAwsHost(url.host()))
        return wrongUrl(given, tr("AWS is reached over https only."));
    QByteArray checked = url.toEncoded(QUrl::FullyEncoded);
    while (checked.endsWith('/'))
        checked.chop(1);
    return checked;
}

} // namespace sm::aws
