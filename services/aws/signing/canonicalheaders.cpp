// SPDX-License-Identifier: GPL-3.0-or-later
#include "canonical.h"

#include <QVarLengthArray>

#include <algorithm>
#include <array>

namespace sm::aws {

namespace {

struct Header
{
    QByteArray name; ///< lower case
    QByteArrayView value;
};

/// Rewritten or dropped on the way by clients and proxies, so a signature over them would break.
constexpr std::array<QByteArrayView, 12> neverSigned{"authorization", "connection", "expect", "keep-alive",
    "proxy-authenticate", "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade", "user-agent",
    "x-amzn-trace-id"};

bool isSigned(const QByteArray &name, const SigningOptions &options)
{
    if (options.omitSessionTokenFromSignature && name == "x-amz-security-token")
        return false;
    return std::find(neverSigned.begin(), neverSigned.end(), QByteArrayView(name)) == neverSigned.end();
}

bool isSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// \p value without space at its ends, and each run of space inside as one blank.
void appendTrimmed(QByteArray &out, QByteArrayView value)
{
    bool gap = false;
    bool started = false;
    for (const char c : value) {
        if (isSpace(c)) {
            gap = started;
            continue;
        }
        if (gap)
            out.append(' ');
        out.append(c);
        gap = false;
        started = true;
    }
}

/// What clients send as Host: no user information, and the port only where it is not the scheme's own.
QByteArrayView hostOf(QByteArrayView url)
{
    const UrlParts parts = splitUrl(url);
    QByteArrayView host = parts.authority.sliced(parts.authority.lastIndexOf('@') + 1);
    const QByteArrayView ownPort = parts.scheme == "http" ? QByteArrayView(":80") : QByteArrayView(":443");
    if (host.endsWith(ownPort))
        host.chop(ownPort.size());
    return host;
}

using Headers = QVarLengthArray<Header, 16>;

/// After the headers of its name: their values keep the order in which they are sent.
void insertSorted(Headers &headers, Header header)
{
    const auto place = std::upper_bound(
        headers.begin(), headers.end(), header, [](const Header &a, const Header &b) { return a.name < b.name; });
    headers.insert(place, std::move(header));
}

Headers headersToSign(const net::HttpRequest &request, const SigningOptions &options)
{
    Headers headers;
    bool hasHost = false;
    for (const net::HttpHeader &header : request.headers) {
        QByteArray name = header.name.toLower();
        hasHost = hasHost || name == "host";
        if (isSigned(name, options))
            insertSorted(headers, Header{std::move(name), header.value});
    }
    if (!hasHost)
        insertSorted(headers, Header{"host", hostOf(request.url)});
    return headers;
}

} // namespace

CanonicalHeaders canonicalHeaders(const net::HttpRequest &request, const SigningOptions &options)
{
    const Headers headers = headersToSign(request, options);
    CanonicalHeaders canonical;
    canonical.lines.reserve(512);
    canonical.names.reserve(128);
    QByteArrayView previous;
    for (const Header &header : headers) {
        if (header.name == previous) {
            canonical.lines.append(',');
        } else {
            if (!previous.isEmpty()) {
                canonical.lines.append('\n');
                canonical.names.append(';');
            }
            canonical.lines.append(header.name).append(':');
            canonical.names.append(header.name);
        }
        appendTrimmed(canonical.lines, header.value);
        previous = header.name;
    }
    canonical.lines.append('\n');
    return canonical;
}

} // namespace sm::aws
