// SPDX-License-Identifier: GPL-3.0-or-later
#include "canonical.h"
#include "uriencoding.h"

#include <QVarLengthArray>

#include <algorithm>

namespace sm::aws {

namespace {

qsizetype indexOfAny(QByteArrayView text, QByteArrayView characters)
{
    const auto found = std::find_first_of(text.begin(), text.end(), characters.begin(), characters.end());
    return found - text.begin();
}

/// RFC 3986 5.2.4; besides, AWS collapses runs of slashes.
QByteArray withoutDotSegments(QByteArrayView path)
{
    QVarLengthArray<QByteArrayView, 16> kept;
    for (qsizetype start = 0; start < path.size();) {
        const qsizetype slash = path.indexOf('/', start);
        const qsizetype end = slash < 0 ? path.size() : slash;
        const QByteArrayView segment = path.sliced(start, end - start);
        if (segment == "..") {
            if (!kept.isEmpty())
                kept.removeLast();
        } else if (!segment.isEmpty() && segment != ".") {
            kept.append(segment);
        }
        start = end + 1;
    }

    QByteArray normal;
    normal.reserve(path.size() + 1);
    for (const QByteArrayView segment : kept)
        normal.append('/').append(segment);
    if (normal.isEmpty() || path.endsWith('/'))
        normal.append('/');
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

Parameter parameter(QByteArrayView pair)
{
    const qsizetype equals = pair.indexOf('=');
    Parameter result;
    appendReencoded(result.key, equals < 0 ? pair : pair.first(equals));
    if (equals >= 0)
        appendReencoded(result.value, pair.sliced(equals + 1));
    return result;
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
    url = url.first(indexOfAny(url, "#"));
    parts.authority = url.first(indexOfAny(url, "/?"));
    const QByteArrayView target = url.sliced(parts.authority.size());
    parts.path = target.first(indexOfAny(target, "?"));
    if (parts.path.size() < target.size())
        parts.query = target.sliced(parts.path.size() + 1);
    return parts;
}

QByteArray canonicalPath(QByteArrayView path, const SigningOptions &options)
{
    if (path.isEmpty() || path == "/")
        return "/";
    const QByteArray normal = options.normalizePath ? withoutDotSegments(path) : path.toByteArray();
    QByteArray canonical;
    canonical.reserve(normal.size() * 3);
    if (options.encodePathTwice)
        appendEncoded(canonical, normal, "/");
    else
        appendReencoded(canonical, normal, "/");
    return canonical;
}

QByteArray canonicalQuery(QByteArrayView query, const SigningOptions &options)
{
    QVarLengthArray<Parameter, 16> parameters;
    while (!query.isEmpty()) {
        const qsizetype end = indexOfAny(query, "&");
        if (end > 0) {
            Parameter next = parameter(query.first(end));
            if (isSigned(next, options))
                parameters.append(std::move(next));
        }
        query = query.sliced(std::min(end + 1, query.size()));
    }
    // By the encoded key, then the encoded value: sorting whole pairs would put "a-b=" before "a=".
    std::sort(parameters.begin(), parameters.end());

    QByteArray canonical;
    for (const Parameter &each : std::as_const(parameters)) {
        if (!canonical.isEmpty())
            canonical.append('&');
        canonical.append(each.key).append('=').append(each.value);
    }
    return canonical;
}

} // namespace sm::aws
