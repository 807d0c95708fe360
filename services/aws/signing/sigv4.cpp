// SPDX-License-Identifier: GPL-3.0-or-later
#include "sigv4.h"

#include "canonical.h"
#include "sign.h"
#include "signingkey.h"
#include "uriencoding.h"

#include <crypto/digest.h>

#include <algorithm>

namespace sm::aws {

namespace {

using namespace std::chrono_literals;

constexpr QByteArrayView algorithm = "AWS4-HMAC-SHA256";
constexpr QByteArrayView contentSha256 = "x-amz-content-sha256";

bool isNamed(const net::HttpHeader &header, QByteArrayView name)
{
    return header.name.size() == name.size() && name.compare(header.name, Qt::CaseInsensitive) == 0;
}

/// \p headers without what an earlier signature added: a retry gets a new date, perhaps new credentials.
net::HttpHeaders withoutSignature(const net::HttpHeaders &headers)
{
    net::HttpHeaders kept;
    kept.reserve(headers.size() + 4); // for what this signature adds
    for (const net::HttpHeader &header : headers) {
        if (!isNamed(header, "X-Amz-Date") && !isNamed(header, "X-Amz-Security-Token")
            && !isNamed(header, "Authorization"))
            kept.append(header);
    }
    return kept;
}

/// Every key with its '=', so that all who read the URL see the query that was signed.
void appendCompleted(TextBuffer &out, QByteArrayView query)
{
    while (!query.isEmpty()) {
        const qsizetype ampersand = query.indexOf('&');
        const QByteArrayView pair = ampersand < 0 ? query : query.first(ampersand);
        out << pair;
        if (!pair.isEmpty() && !pair.contains('='))
            out << '=';
        out << '&';
        query = query.sliced(std::min(pair.size() + 1, query.size()));
    }
}

QByteArray signedHeaderNames(const net::HttpRequest &request, const SigningOptions &options)
{
    TextBuffer unused;
    return appendCanonicalHeaders(unused, request, options);
}

/// Appends the canonical request and returns the names of the signed headers.
QByteArray appendCanonicalRequest(
    TextBuffer &out, const net::HttpRequest &request, const SigningOptions &options, QByteArrayView hash)
{
    const UrlParts url = splitUrl(request.url);
    out << request.verb.toUpper() << '\n';
    appendCanonicalPath(out, url.path, options);
    out << '\n';
    appendCanonicalQuery(out, url.query, options);
    out << '\n';
    const QByteArray names = appendCanonicalHeaders(out, request, options);
    out << '\n' << names << '\n' << hash;
    return names;
}

void appendStringToSign(TextBuffer &out, QByteArrayView canonicalRequest, const SigningScope &scope)
{
    out << algorithm << '\n' << scope.time << '\n' << scope.text << '\n' << crypto::sha256Hex(canonicalRequest);
}

struct Signature
{
    QByteArray headerNames;
    QByteArray digits;
};

Signature signatureOf(const net::HttpRequest &request, const SigningOptions &options, QByteArrayView hash,
    const SigningScope &scope, const crypto::HmacSha256Key &key)
{
    TextBuffer canonical;
    const QByteArray names = appendCanonicalRequest(canonical, request, options, hash);
    TextBuffer text;
    appendStringToSign(text, canonical.view(), scope);
    return {names, crypto::hex(key.authenticate(text.view()))};
}

net::HttpRequest dressedForHeader(net::HttpRequest request, const Credentials &credentials,
    const SigningOptions &options, const SigningScope &scope, const QByteArray &hash)
{
    request.headers = withoutSignature(request.headers);
    const bool carriesHash = std::any_of(request.headers.cbegin(), request.headers.cend(),
        [](const net::HttpHeader &header) { return isNamed(header, contentSha256); });
    if (!credentials.sessionToken.isEmpty())
        request.headers.append({"X-Amz-Security-Token", credentials.sessionToken.reveal().toByteArray()});
    request.headers.append({"X-Amz-Date", scope.time});
    if (options.contentSha256Header && !carriesHash)
        request.headers.append({contentSha256.toByteArray(), hash});
    return request;
}

net::HttpRequest dressedForQuery(net::HttpRequest request, const Credentials &credentials,
    const SigningOptions &options, std::chrono::seconds validFor, const SigningScope &scope)
{
    request.headers = withoutSignature(request.headers);
    const auto lifetime = std::clamp<std::chrono::seconds>(validFor, 1s, 7 * 24h);
    const UrlParts url = splitUrl(request.url);
    TextBuffer target;
    target << url.scheme << "://" << url.authority << url.path << '?';
    appendCompleted(target, url.query);
    target << "X-Amz-Algorithm=" << algorithm << "&X-Amz-Credential=";
    appendEncoded(target, credentials.accessKeyId.toUtf8() + '/' + scope.text);
    target << "&X-Amz-Date=" << scope.time << "&X-Amz-SignedHeaders=";
    appendEncoded(target, signedHeaderNames(request, options));
    target << "&X-Amz-Expires=" << QByteArray::number(static_cast<qint64>(lifetime.count()));
    if (!credentials.sessionToken.isEmpty()) {
        target << "&X-Amz-Security-Token=";
        appendEncoded(target, credentials.sessionToken.reveal());
    }
    request.url = target.toByteArray();
    return request;
}

} // namespace

QByteArray payloadHash(const net::HttpRequest &request, const SigningOptions &options)
{
    const auto known = std::find_if(request.headers.begin(), request.headers.end(),
        [](const net::HttpHeader &header) { return isNamed(header, contentSha256); });
    if (known != request.headers.end())
        return known->value;
    return options.unsignedPayload ? QByteArray("UNSIGNED-PAYLOAD") : crypto::sha256Hex(request.body);
}

net::HttpRequest withSigningHeaders(
    net::HttpRequest request, const Credentials &credentials, const SigningOptions &options)
{
    const QByteArray hash = payloadHash(request, options);
    return dressedForHeader(std::move(request), credentials, options, SigningScope(options), hash);
}

net::HttpRequest withSigningQuery(net::HttpRequest request, const Credentials &credentials,
    const SigningOptions &options, std::chrono::seconds validFor)
{
    return dressedForQuery(std::move(request), credentials, options, validFor, SigningScope(options));
}

QByteArray canonicalRequest(
    const net::HttpRequest &request, const SigningOptions &options, const QByteArray &payloadHash)
{
    TextBuffer text;
    appendCanonicalRequest(text, request, options, payloadHash);
    return text.toByteArray();
}

QByteArray stringToSign(const QByteArray &canonicalRequest, const SigningOptions &options)
{
    TextBuffer text;
    appendStringToSign(text, canonicalRequest, SigningScope(options));
    return text.toByteArray();
}

QByteArray signature(const QByteArray &stringToSign, const Credentials &credentials, const SigningOptions &options)
{
    return crypto::hex(signingKey(credentials, options, SigningScope(options)).authenticate(stringToSign));
}

net::HttpRequest signByHeader(net::HttpRequest request, const Credentials &credentials, const SigningOptions &options,
    const SigningScope &scope, const crypto::HmacSha256Key &key)
{
    const QByteArray hash = payloadHash(request, options);
    request = dressedForHeader(std::move(request), credentials, options, scope, hash);
    const Signature made = signatureOf(request, options, hash, scope, key);

    TextBuffer authorization;
    authorization << algorithm << " Credential=" << credentials.accessKeyId.toUtf8() << '/' << scope.text;
    authorization << ", SignedHeaders=" << made.headerNames << ", Signature=" << made.digits;
    request.headers.append({"Authorization", authorization.toByteArray()});
    return request;
}

net::HttpRequest signByQuery(net::HttpRequest request, const Credentials &credentials, const SigningOptions &options,
    std::chrono::seconds validFor, const SigningScope &scope, const crypto::HmacSha256Key &key)
{
    const QByteArray hash = payloadHash(request, options);
    request = dressedForQuery(std::move(request), credentials, options, validFor, scope);
    request.url += "&X-Amz-Signature=" + signatureOf(request, options, hash, scope, key).digits;
    return request;
}

net::HttpRequest signedByHeader(net::HttpRequest request, const Credentials &credentials, const SigningOptions &options)
{
    const SigningScope scope(options);
    return signByHeader(std::move(request), credentials, options, scope, signingKey(credentials, options, scope));
}

net::HttpRequest signedByQuery(net::HttpRequest request, const Credentials &credentials, const SigningOptions &options,
    std::chrono::seconds validFor)
{
    const SigningScope scope(options);
    return signByQuery(
        std::move(request), credentials, options, validFor, scope, signingKey(credentials, options, scope));
}

} // namespace sm::aws
