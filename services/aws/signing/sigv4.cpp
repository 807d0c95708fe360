// SPDX-License-Identifier: GPL-3.0-or-later
#include "sigv4.h"

#include "canonical.h"
#include "sign.h"
#include "signingkey.h"
#include "signingscope.h"
#include "uriencoding.h"

#include <crypto/digest.h>

#include <algorithm>

namespace sm::aws {

namespace {

using namespace std::chrono_literals;

constexpr QByteArrayView algorithm = "AWS4-HMAC-SHA256";
constexpr auto contentSha256 = "x-amz-content-sha256";

/// Lets a request be signed again: a retry gets a new date, perhaps new credentials.
void removeEarlierSignature(net::HttpHeaders &headers)
{
    headers.removeIf([](const net::HttpHeader &header) {
        const auto is = [&](QByteArrayView name) { return name.compare(header.name, Qt::CaseInsensitive) == 0; };
        return is("X-Amz-Date") || is("X-Amz-Security-Token") || is("Authorization");
    });
}

/// Every key with its '=', so that all who read the URL see the query that was signed.
QByteArray completedQuery(QByteArrayView query)
{
    QByteArray completed;
    while (!query.isEmpty()) {
        const qsizetype ampersand = query.indexOf('&');
        const QByteArrayView pair = ampersand < 0 ? query : query.first(ampersand);
        completed.append(pair);
        if (!pair.isEmpty() && !pair.contains('='))
            completed.append('=');
        completed.append('&');
        query = query.sliced(std::min(pair.size() + 1, query.size()));
    }
    return completed;
}

QByteArray credentialOf(const Credentials &credentials, const SigningOptions &options)
{
    return credentials.accessKeyId.toUtf8() + '/' + credentialScope(options);
}

QByteArray canonicalRequestWith(const CanonicalHeaders &headers, const net::HttpRequest &request,
    const SigningOptions &options, const QByteArray &hash)
{
    const UrlParts url = splitUrl(request.url);
    const QByteArray path = canonicalPath(url.path, options);
    const QByteArray query = canonicalQuery(url.query, options);
    QByteArray text;
    text.reserve(request.verb.size() + path.size() + query.size() + headers.lines.size() + headers.names.size()
        + hash.size() + 5);
    text.append(request.verb.toUpper()).append('\n').append(path).append('\n').append(query).append('\n');
    return text.append(headers.lines).append('\n').append(headers.names).append('\n').append(hash);
}

QByteArray signatureWith(const crypto::HmacSha256Key &key, const CanonicalHeaders &headers,
    const net::HttpRequest &request, const SigningOptions &options, const QByteArray &hash)
{
    const QByteArray canonical = canonicalRequestWith(headers, request, options, hash);
    return crypto::hex(key.authenticate(stringToSign(canonical, options)));
}

net::HttpRequest dressed(
    net::HttpRequest request, const Credentials &credentials, const SigningOptions &options, const QByteArray &hash)
{
    removeEarlierSignature(request.headers);
    if (!credentials.sessionToken.isEmpty())
        request.headers.append({"X-Amz-Security-Token", credentials.sessionToken.reveal().toByteArray()});
    request.headers.append({"X-Amz-Date", signingTime(options)});
    if (options.contentSha256Header && !net::hasHeader(request.headers, contentSha256))
        request.headers.append({contentSha256, hash});
    return request;
}

} // namespace

QByteArray payloadHash(const net::HttpRequest &request, const SigningOptions &options)
{
    const QByteArray known = net::headerValue(request.headers, contentSha256);
    if (!known.isEmpty())
        return known;
    return options.unsignedPayload ? QByteArray("UNSIGNED-PAYLOAD") : crypto::sha256Hex(request.body);
}

net::HttpRequest withSigningHeaders(
    net::HttpRequest request, const Credentials &credentials, const SigningOptions &options)
{
    const QByteArray hash = payloadHash(request, options);
    return dressed(std::move(request), credentials, options, hash);
}

net::HttpRequest withSigningQuery(net::HttpRequest request, const Credentials &credentials,
    const SigningOptions &options, std::chrono::seconds validFor)
{
    removeEarlierSignature(request.headers);
    const auto lifetime = std::clamp<std::chrono::seconds>(validFor, 1s, 7 * 24h);
    const UrlParts url = splitUrl(request.url);
    QByteArray signedUrl;
    signedUrl.append(url.scheme).append("://").append(url.authority).append(url.path);
    signedUrl.append('?').append(completedQuery(url.query));
    const auto add = [&signedUrl](QByteArrayView name, const QByteArray &value) {
        signedUrl.append(name).append('=');
        appendEncoded(signedUrl, value);
        signedUrl.append('&');
    };
    add("X-Amz-Algorithm", algorithm.toByteArray());
    add("X-Amz-Credential", credentialOf(credentials, options));
    add("X-Amz-Date", signingTime(options));
    add("X-Amz-SignedHeaders", canonicalHeaders(request, options).names);
    add("X-Amz-Expires", QByteArray::number(static_cast<qint64>(lifetime.count())));
    if (!credentials.sessionToken.isEmpty())
        add("X-Amz-Security-Token", credentials.sessionToken.reveal().toByteArray());
    signedUrl.chop(1);
    request.url = signedUrl;
    return request;
}

QByteArray canonicalRequest(
    const net::HttpRequest &request, const SigningOptions &options, const QByteArray &payloadHash)
{
    return canonicalRequestWith(canonicalHeaders(request, options), request, options, payloadHash);
}

QByteArray stringToSign(const QByteArray &canonicalRequest, const SigningOptions &options)
{
    QByteArray text;
    text.reserve(192);
    text.append(algorithm).append('\n').append(signingTime(options)).append('\n');
    return text.append(credentialScope(options)).append('\n').append(crypto::sha256Hex(canonicalRequest));
}

QByteArray signature(const QByteArray &stringToSign, const Credentials &credentials, const SigningOptions &options)
{
    return crypto::hex(signingKey(credentials, options).authenticate(stringToSign));
}

net::HttpRequest signByHeader(net::HttpRequest request, const Credentials &credentials, const SigningOptions &options,
    const crypto::HmacSha256Key &key)
{
    const QByteArray hash = payloadHash(request, options);
    request = dressed(std::move(request), credentials, options, hash);
    const CanonicalHeaders headers = canonicalHeaders(request, options);

    QByteArray authorization;
    authorization.reserve(320);
    authorization.append(algorithm).append(" Credential=").append(credentialOf(credentials, options));
    authorization.append(", SignedHeaders=").append(headers.names);
    authorization.append(", Signature=").append(signatureWith(key, headers, request, options, hash));
    request.headers.append({"Authorization", authorization});
    return request;
}

net::HttpRequest signByQuery(net::HttpRequest request, const Credentials &credentials, const SigningOptions &options,
    std::chrono::seconds validFor, const crypto::HmacSha256Key &key)
{
    request = withSigningQuery(std::move(request), credentials, options, validFor);
    const CanonicalHeaders headers = canonicalHeaders(request, options);
    const QByteArray hash = payloadHash(request, options);
    request.url += "&X-Amz-Signature=" + signatureWith(key, headers, request, options, hash);
    return request;
}

net::HttpRequest signedByHeader(net::HttpRequest request, const Credentials &credentials, const SigningOptions &options)
{
    return signByHeader(std::move(request), credentials, options, signingKey(credentials, options));
}

net::HttpRequest signedByQuery(net::HttpRequest request, const Credentials &credentials, const SigningOptions &options,
    std::chrono::seconds validFor)
{
    return signByQuery(std::move(request), credentials, options, validFor, signingKey(credentials, options));
}

} // namespace sm::aws
