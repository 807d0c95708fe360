// SPDX-License-Identifier: GPL-3.0-or-later
#include "requestcheck.h"

#include "curlerror.h"

#include <algorithm>

namespace sm::net {

namespace {

bool isPrintable(char byte) { return byte > ' ' && byte < '\x7f'; }

/// RFC 9110, 5.6.2.
bool isToken(const QByteArray &text)
{
    static constexpr QByteArrayView separators = "\"(),/:;<=>?@[\\]{}";
    return !text.isEmpty()
        && std::all_of(text.begin(), text.end(), [](char c) { return isPrintable(c) && !separators.contains(c); });
}

/// RFC 9110, 5.5: no control characters but the tab.
bool isFieldValue(const QByteArray &text)
{
    return std::none_of(text.begin(), text.end(),
        [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == '\x7f'; });
}

bool isSendableUrl(const QByteArray &url)
{
    return (url.startsWith("https://") || url.startsWith("http://"))
        && std::all_of(url.begin(), url.end(), isPrintable);
}

bool contradictsBody(const HttpHeader &header, qsizetype bodySize)
{
    if (header.name.compare("Transfer-Encoding", Qt::CaseInsensitive) == 0)
        return true;
    return header.name.compare("Content-Length", Qt::CaseInsensitive) == 0
        && header.value.trimmed() != QByteArray::number(bodySize);
}

} // namespace

Result<void> checkSendable(const HttpRequest &request)
{
    if (!isSendableUrl(request.url) || !isToken(request.verb))
        return CurlError::unsendableUrl();
    for (const HttpHeader &header : request.headers)
        if (!isToken(header.name) || !isFieldValue(header.value) || contradictsBody(header, request.body.size()))
            return CurlError::unsendableHeader(header.name);
    return ok();
}

} // namespace sm::net
