// SPDX-License-Identifier: GPL-3.0-or-later
#include "canonical.h"
#include "uriencoding.h"

#include <QVarLengthArray>

#include <algorithm>

namespace sm::aws {

namespace {

QByteArrayView before(QByteArrayView text, char delimiter)
{
    const qsizetype end = text.indexOf(delimiter);
    return end < 0 ? text : text.first(end);
}

/// RFC 3986 5.2.4; besides, AWS collapses runs of slashes.
TextBuffer withoutDotSegments(QByteArrayView path)
{
    QVarLengthArray<QByteArrayView, 16> kept;
    for (qsizetype start = 0; start < path.size();) {
        const QByteArrayView segment = before(path.sliced(start), '/');
        if (segment == "..") {
            if (!kept.isEmpty())
                kept.removeLast();
        } else if (!segment.isEmpty() && segment != ".") {
            kept.append(segment);
        }
        start += segment.size() + 1;
    }

    TextBuffer normal;
    for (const QByteArrayView segment : kept)
        normal << '/' << segment;
    if (normal.isEmpty() || path.endsWith('/'))
        normal << '/';
    return normal;
}

struct Parameter
{
    QByteArray key;
    QByteArray value;
    friend bool operator<(const Parameter &a, const Parameter &b)
    {
        return a.key != b.key ? a.key < b.key : a.value < b.value;
    }
};

QByteArray reencoded(QByteArrayView text)
{
    TextBuffer out;
    appendReencoded(out, text);
    return out.toByteArray();
}

Parameter parameter(QByteArrayView pair)
{
    const QByteArrayView key = before(pair, '=');
    return {reencoded(key), key.size() < pair.size() ? reencoded(pair.sliced(key.size() + 1)) : QByteArray()};
}

bool isSigned(const Parameter &parameter, const SigningOptions &options)
{
    if (parameter.key == "X-Amz-Signature")
        return false;
    return !options.omitSessionTokenFromSignature || parameter.key != "X-Amz-Security-Token";
}

} // namespace

UrlParts splitUrl(QByteArrayView url)
{
    UrlParts parts;
    const qsizetype separator = url.indexOf("://");
    if (separator >= 0) {
        parts.scheme = url.first(separator);
        url = url.sliced(separator + 3);
    }
    url = before(url, '#');
    const QByteArrayView hierarchy = before(url, '?');
    if (hierarchy.size() < url.size())
        parts.query = url.sliced(hierarchy.size() + 1);
    parts.authority = before(hierarchy, '/');
    parts.path = hierarchy.sliced(parts.authority.size());
    return parts;
}

void appendCanonicalPath(TextBuffer &out, QByteArrayView path, const SigningOptions &options)
{
    if (path.isEmpty() || path == "/") {
        out << '/';
        return;
    }
    const TextBuffer normal = options.normalizePath ? withoutDotSegments(path) : TextBuffer() << path;
    if (options.encodePathTwice)
        appendEncoded(out, normal.view(), "/");
    else
        appendReencoded(out, normal.view(), "/");
}

void appendCanonicalQuery(TextBuffer &out, QByteArrayView query, const SigningOptions &options)
{
    QVarLengthArray<Parameter, 16> parameters;
    while (!query.isEmpty()) {
        const QByteArrayView pair = before(query, '&');
        if (!pair.isEmpty()) {
            Parameter next = parameter(pair);
            if (isSigned(next, options))
                parameters.append(std::move(next));
        }
        query = query.sliced(std::min(pair.size() + 1, query.size()));
    }
    // By the encoded key, then the encoded value: sorting whole pairs would put "a-b=" before "a=".
    std::sort(parameters.begin(), parameters.end());

    bool isFirst = true;
    for (const Parameter &each : std::as_const(parameters)) {
        if (!isFirst)
            out << '&';
        out << each.key << '=' << each.value;
        isFirst = false;
    }
}

} // namespace sm::aws
