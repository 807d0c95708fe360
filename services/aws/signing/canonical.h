// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/sigv4.h>

namespace sm::aws {

/// The parts of an absolute URL that are signed, as they stand in it; the fragment is never sent.
struct UrlParts
{
    QByteArrayView scheme;
    QByteArrayView authority; ///< with user information and port
    QByteArrayView path; ///< may be empty
    QByteArrayView query; ///< without '?'
};
UrlParts splitUrl(QByteArrayView url);

QByteArray canonicalPath(QByteArrayView path, const SigningOptions &options);
QByteArray canonicalQuery(QByteArrayView query, const SigningOptions &options);

struct CanonicalHeaders
{
    QByteArray lines; ///< "name:value\n" each
    QByteArray names; ///< SignedHeaders: joined by ';'
};
CanonicalHeaders canonicalHeaders(const net::HttpRequest &request, const SigningOptions &options);

} // namespace sm::aws
