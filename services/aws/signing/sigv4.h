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

/// The pieces of a signature, each a pure function of its arguments; the public test suite checks every one.
QByteArray canonicalRequest(
    const net::HttpRequest &request, const SigningOptions &options, const QByteArray &payloadHash);
QByteArray stringToSign(const QByteArray &canonicalRequest, const SigningOptions &options);
QByteArray signature(const QByteArray &stringToSign, const Credentials &credentials, const SigningOptions &options);

/// \p request with X-Amz-Date, X-Amz-Security-Token where there is a token, and Authorization. The request must not
/// carry these itself. User-Agent, X-Amzn-Trace-Id, Connection and Expect are never signed.
net::HttpRequest signedByHeader(
    net::HttpRequest request, const Credentials &credentials, const SigningOptions &options);

/// \p request with the signature in its query, valid for \p validFor from options.when (7 days at most).
net::HttpRequest signedByQuery(net::HttpRequest request, const Credentials &credentials, const SigningOptions &options,
    std::chrono::seconds validFor);

} // namespace sm::aws
