// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/error.h>

#include <QCoreApplication>

#include <curl/curl.h>

namespace sm::net {

/// How one exchange failed, in libcurl's terms.
struct CurlFailure
{
    CURLcode code = CURLE_OK;
    QString host;
    QString detail; ///< libcurl's own words, English
    QString caBundle; ///< the extra file of certification authorities, where there is one
    long certificateVerdict = 0; ///< OpenSSL's X509_V_ code
    long proxyStatus = 0; ///< what a proxy answered to CONNECT; 0: none asked
    bool requestLeft = false; ///< at least one byte of the request was written to the server's connection
};

/// Puts libcurl's codes into the terms of Transport::send(), with a sentence that says what to do.
class CurlError
{
    Q_DECLARE_TR_FUNCTIONS(sm::net::CurlError)

public:
    static Error of(const CurlFailure &failure);

    static Error stalled(const QString &host, std::chrono::milliseconds limit);
    static Error tooLarge(const QString &host, qint64 limit);
    static Error truncated(const QString &host);
    static Error unsendableUrl();
    static Error unsendableHeader(const QByteArray &name);

private:
    static Error connection(const CurlFailure &failure);
    static Error certificate(const CurlFailure &failure);
};

} // namespace sm::net
