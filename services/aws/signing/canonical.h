// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "textbuffer.h"

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

void appendCanonicalPath(TextBuffer &out, QByteArrayView path, const SigningOptions &options);
void appendCanonicalQuery(TextBuffer &out, QByteArrayView query, const SigningOptions &options);

/// Appends "name:value\n" for each signed header and returns their names as SignedHeaders lists them.
QByteArray appendCanonicalHeaders(TextBuffer &out, const net::HttpRequest &request, const SigningOptions &options);

} // namespace sm::aws
