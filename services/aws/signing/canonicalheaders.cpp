// SPDX-License-Identifier: GPL-3.0-or-later
#include "canonical.h"

#include <QVarLengthArray>

#include <algorithm>
#include <array>

namespace sm::aws {

namespace {

struct Header
{
    QByteArrayView name; ///< lower case
    QByteArrayView value;
};

/// Rewritten or dropped on the way by clients and proxies, so a signature over them would break.
constexpr std::array<QByteArrayView, 12> neverSigned{"authorization", "connection", "expect", "keep-alive",
    "proxy-authenticate", "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade", "user-agent",
    "x-amzn-trace-id"};

bool isSigned(QByteArrayView name, const SigningOptions &options)
{
    if (options.omitSessionTokenFromSignature && name == "x-amz-security-token")
        return false;
    return std::find(neverSigned.begin(), neverSigned.end(), name) == neverSigned.end();
}

bool isSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// \p value without space at its ends, and each run of space inside as one blank.
void appendTrimmed(TextBuffer &out, QByteArrayView value)
{
    const auto *end = value.end();
    const auto *word = std::find_if_not(value.begin(), end, isSpace);
    while (word != end) {
        const auto *gap = std::find_if(word, end, isSpace);
        out << QByteArrayView(word, gap);
        word = std::find_if_not(gap, end, isSpace);
        if (word != end)
            out << ' ';
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

using Headers = QVarLengthArray<Header, 24>;
using Names = QVarLengthArray<char, 512>;

/// After the headers of its name: their values keep the order in which they are sent.
void insertSorted(Headers &headers, Header header)
{
    const auto place = std::upper_bound(
        headers.begin(), headers.end(), header, [](const Header &a, const Header &b) { return a.name < b.name; });
    headers.insert(place, header);
}

/// \p name in lower case, at the end of \p names, which has room for it.
QByteArrayView lowered(QByteArrayView name, Names &names)
{
    const qsizetype start = names.size();
    names.resize(start + name.size());
    char *lower = names.data() + start;
    std::transform(name.begin(), name.end(), lower,
        [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
    return QByteArrayView(lower, name.size());
}

/// The headers refer to \p request and to \p names.
Headers headersToSign(const net::HttpRequest &request, const SigningOptions &options, Names &names)
{
    qsizetype room = 0;
    for (const net::HttpHeader &header : request.headers)
        room += header.name.size();
    names.reserve(room);

    Headers headers;
    bool hasHost = false;
    for (const net::HttpHeader &header : request.headers) {
        const QByteArrayView name = lowered(header.name, names);
        hasHost = hasHost || name == "host";
        if (isSigned(name, options))
            insertSorted(headers, Header{name, header.value});
    }
    if (!hasHost)
        insertSorted(headers, Header{"host", hostOf(request.url)});
    return headers;
}

} // namespace

QByteArray appendCanonicalHeaders(TextBuffer &out, const net::HttpRequest &request, const SigningOptions &options)
{
    Names lowerCase;
    const Headers headers = headersToSign(request, options, lowerCase);
    TextBuffer names;
    QByteArrayView previous;
    for (const Header &header : headers) {
        if (header.name == previous) {
            out << ',';
        } else {
            if (!previous.isEmpty()) {
                out << '\n';
                names << ';';
            }
            out << header.name << ':';
            names << header.name;
        }
        appendTrimmed(out, header.value);
        previous = header.name;
    }
    out << '\n';
    return names.toByteArray();
}

} // namespace sm::aws
