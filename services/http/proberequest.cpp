// SPDX-License-Identifier: GPL-3.0-or-later
#include "proberequest.h"

#include <core/jmespath.h>

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

namespace sm::http {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("http::Probe", text); }

Error invalid(const QString &code, const QString &message)
{
    return Error(Error::Kind::Invalid, message).withCode(code);
}

constexpr qint64 longestReply = 5 * 1024 * 1024;

/// RFC 9110, 9.2.1: those that ask for nothing to be changed, and those that do.
Result<void> checkMethod(const Probe &probe, Purpose purpose)
{
    static const QSet<QByteArray> reads{"GET", "HEAD", "OPTIONS"};
    static const QSet<QByteArray> changes{"POST", "PUT", "PATCH", "DELETE"};
    const QString method = QString::fromLatin1(probe.method);
    if (purpose == Purpose::Read && !reads.contains(probe.method))
        return invalid(u"Method"_s, tr("%1 may change something, so it has to be a step of a plan.").arg(method));
    if (purpose == Purpose::Change && !changes.contains(probe.method))
        return invalid(
            u"Method"_s, tr("%1 is not a method that changes something. Use POST, PUT, PATCH or DELETE.").arg(method));
    if (purpose == Purpose::Read && !probe.body.isEmpty())
        return invalid(u"Body"_s, tr("A request that only reads has no body."));
    return ok();
}

/// No value adds a line (RFC 9110, 5.5), and what frames and routes the request is not for a probe to say.
bool isFit(const QByteArray &name, QByteArrayView value)
{
    static const QSet<QByteArray> reserved{"host", "content-length", "transfer-encoding", "connection", "upgrade", "te",
        "trailer", "expect", "keep-alive", "proxy-authorization", "proxy-connection"};
    static const QRegularExpression token(u"\\A[!#$%&'*+.^_`|~0-9A-Za-z-]+\\z"_s);
    const bool isOneLine = std::none_of(
        value.begin(), value.end(), [](char c) { return (static_cast<uchar>(c) < 0x20 && c != '\t') || c == '\x7f'; });
    return isOneLine && !reserved.contains(name.toLower()) && token.match(QString::fromUtf8(name)).hasMatch();
}

Result<void> addHeader(net::HttpHeaders &headers, const QByteArray &name, QByteArrayView value)
{
    if (!isFit(name, value))
        return invalid(u"Header"_s,
            tr("The header \"%1\" can not be sent. Check its name, and that its value is one line.")
                .arg(QString::fromUtf8(name)));
    headers.append(net::HttpHeader{name, value.toByteArray()});
    return ok();
}

Result<net::HttpHeaders> headersOf(const Probe &probe)
{
    net::HttpHeaders headers;
    for (const net::HttpHeader &each : probe.headers)
        if (const auto added = addHeader(headers, each.name, each.value); !added)
            return added.error();
    for (auto each = probe.secretHeaders.begin(); each != probe.secretHeaders.end(); ++each)
        if (const auto added = addHeader(headers, each.key().toUtf8(), each.value().reveal()); !added)
            return added.error();
    if (!net::hasHeader(headers, "User-Agent")) // some servers refuse those who do not say who they are
        headers.append(net::HttpHeader{"User-Agent", "Stationmaster"});
    return headers;
}

} // namespace

Result<net::HttpRequest> requestFor(const Probe &probe, Purpose purpose)
{
    if (const auto sound = checkMethod(probe, purpose); !sound)
        return sound.error();
    if (probe.url.isEmpty())
        return invalid(u"Url"_s, tr("Give a URL to ask."));
    if (!probe.assertion.isEmpty()) {
        const auto parsed = jmespath::Expression::parse(probe.assertion);
        if (!parsed)
            return parsed.error().withCode(u"Assertion"_s);
    }
    const Result<net::HttpHeaders> headers = headersOf(probe);
    if (!headers)
        return headers.error();
    net::HttpRequest request;
    request.verb = probe.method;
    request.url = probe.url.encoded();
    request.headers = *headers;
    request.body = probe.body;
    request.maxReplyBytes = longestReply;
    return request;
}

} // namespace sm::http
