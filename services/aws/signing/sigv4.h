// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/credentials.h>
#include <net/http.h>

#include <chrono>

namespace sm::aws {

/// What a signature is bound to, and the rules that differ by service (AWS Signature Version 4, General Reference).
struct SigningOptions
{
    QByteArray region;
    QByteArray service; ///< the signing name
    QDateTime when; ///< UTC
    bool encodePathTwice = true; ///< false for S3
    bool normalizePath = true; ///< false for S3
    /// Sends and signs X-Amz-Content-SHA256. On for every service here: S3 needs it, the others allow it.
    bool contentSha256Header = true;
    bool unsignedPayload = false; ///< "UNSIGNED-PAYLOAD" instead of the hash
    bool omitSessionTokenFromSignature = false; ///< token added after signing (a few services and the public suite)
};

/// \p request with X-Amz-Date, X-Amz-Security-Token where there is a token, and Authorization. What an earlier
/// signature left of these is replaced, so that a retry is signed afresh. User-Agent, X-Amzn-Trace-Id, Expect and
/// the hop-by-hop headers are never signed; Host is taken from the URL where the request has none.
/// An X-Amz-Content-SHA256 that the request carries is believed, for bodies whose hash is known already.
net::HttpRequest signedByHeader(
    net::HttpRequest request, const Credentials &credentials, const SigningOptions &options);

/// \p request with the signature in its query, valid for \p validFor from options.when; 1 second to 7 days, beyond
/// which it is cut. The headers of \p request are signed: whoever uses the URL has to send them too. For S3 set
/// options.unsignedPayload.
net::HttpRequest signedByQuery(net::HttpRequest request, const Credentials &credentials, const SigningOptions &options,
    std::chrono::seconds validFor);

// The pieces of a signature, each a pure function of its arguments; the public test suite checks every one.

/// \p request with everything that signedByHeader() adds, but for Authorization.
net::HttpRequest withSigningHeaders(
    net::HttpRequest request, const Credentials &credentials, const SigningOptions &options);
/// \p request with everything that signedByQuery() adds, but for X-Amz-Signature.
net::HttpRequest withSigningQuery(net::HttpRequest request, const Credentials &credentials,
    const SigningOptions &options, std::chrono::seconds validFor);
/// The last line of the canonical request: a hash in hexadecimal digits, or UNSIGNED-PAYLOAD.
QByteArray payloadHash(const net::HttpRequest &request, const SigningOptions &options);
/// The form of \p request that both sides hash. Authorization and X-Amz-Signature are left out, so it serves to check
/// a signature as well as to make one.
QByteArray canonicalRequest(
    const net::HttpRequest &request, const SigningOptions &options, const QByteArray &payloadHash);
QByteArray stringToSign(const QByteArray &canonicalRequest, const SigningOptions &options);
QByteArray signature(const QByteArray &stringToSign, const Credentials &credentials, const SigningOptions &options);

} // namespace sm::aws
