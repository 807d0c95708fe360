// SPDX-License-Identifier: GPL-3.0-or-later
#include "url.h"

#include "host.h"
#include "target.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace sm::http {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("http::Url", text); }

Error wrong(const QString &message) { return Error(Error::Kind::Invalid, message).withCode(u"Url"_s); }

constexpr qsizetype longestUrl = 32 * 1024;

/// A pattern in its parts, as they stand.
struct Parts
{
    bool isHttps = false;
    QByteArray host;
    QByteArray port; ///< with its colon; empty: the scheme's own
    QString target; ///< begins with '/'
};

bool isPort(const QByteArray &port)
{
    bool isNumber = false;
    const uint number = port.toUInt(&isNumber);
    return isNumber && number > 0 && number < 65536;
}

Result<Parts> split(const QString &pattern)
{
    static const QRegularExpression form(
        u"\\A(https?)://([^/?#\\\\]*)([/?][^#]*)?\\z"_s, QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression authorityForm(u"\\A(\\[[0-9A-Fa-f:.]*\\]|[A-Za-z0-9._-]+)(?::([0-9]{1,5}))?\\z"_s);
    const QRegularExpressionMatch match = form.match(pattern);
    if (!match.hasMatch())
        return wrong(tr("Give a whole URL that begins with https:// or http:// and has no \"#\" in it."));
    if (match.captured(2).contains(u'@'))
        return wrong(tr("A URL is no place for a user name or password. Put them into a secret header."));
    const QRegularExpressionMatch authority = authorityForm.match(match.captured(2));
    const QByteArray port = authority.captured(2).toLatin1();
    if (!authority.hasMatch() || (!port.isEmpty() && !isPort(port)))
        return wrong(tr("The URL has no host and port that one could ask. No value can stand there."));
    QString target = match.captured(3);
    if (!target.startsWith(u'/'))
        target.prepend(u'/');
    const bool isHttps = match.captured(1).size() == 5;
    return Parts{isHttps, authority.captured(1).toLatin1(), port.isEmpty() ? QByteArray() : ':' + port, target};
}

} // namespace

Result<Url> Url::of(const QString &pattern, const QMap<QString, QString> &values)
{
    const Result<Parts> parts = split(pattern);
    if (!parts)
        return parts.error();
    const Result<Host> host = readHost(parts->host);
    if (!host)
        return host.error();
    const Result<QByteArray> target = fillTarget(parts->target, values);
    if (!target)
        return target.error();
    Url url;
    url.m_host = host->name;
    url.m_isExposed = !parts->isHttps && !host->isLoopback;
    url.m_encoded = (parts->isHttps ? "https://" : "http://") + host->name.toLatin1() + parts->port + *target;
    if (url.m_encoded.size() > longestUrl)
        return wrong(tr("The URL is longer than 32 KiB. Send long values in the body."));
    return url;
}

QString Url::shown() const { return QString::fromLatin1(m_encoded.split('?').first()); }

} // namespace sm::http
