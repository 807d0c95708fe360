// SPDX-License-Identifier: GPL-3.0-or-later
#include "curlerror.h"

#include <QLocale>

namespace sm::net {

using Kind = Error::Kind;
using namespace Qt::Literals::StringLiterals;

namespace {

// OpenSSL's verdicts on a chain (X509_V_ERR_…); its headers are for services/crypto alone.
constexpr long notYetValid = 9;
constexpr long expired = 10;
constexpr long untrustedFirst = 18; // self-signed
constexpr long untrustedLast = 21; // no issuer found

Error network(const QString &code, const QString &message) { return Error(Kind::Network, message).withCode(code); }
Error badReply(const QString &code, const QString &message) { return Error(Kind::BadReply, message).withCode(code); }

} // namespace

Error CurlError::of(const CurlFailure &failure)
{
    const auto changed = failure.requestLeft ? Error::Changed::Unknown : Error::Changed::No;
    switch (failure.code) {
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
        return certificate(failure);
    case CURLE_PARTIAL_FILE:
        return truncated(failure.host).withChanged(changed);
    case CURLE_UNSUPPORTED_PROTOCOL: // bytes that are not HTTP count as HTTP/0.9
    case CURLE_WEIRD_SERVER_REPLY:
        return badReply(u"NotHttp"_s, tr("%1 answers, but not in HTTP. Check the endpoint address.").arg(failure.host))
            .withChanged(changed);
    case CURLE_OUT_OF_MEMORY: // also what libcurl calls a header line of more than 100 KiB
        if (failure.requestLeft)
            return badReply(u"TooLarge"_s, tr("The answer of %1 has too long a header.").arg(failure.host))
                .withChanged(changed);
        return connection(failure);
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_ABORTED_BY_CALLBACK: // the connection died and libcurl wanted to send the request again
        if (failure.requestLeft)
            return network(u"Broken"_s,
                tr("The connection to %1 broke. Check your network connection and try again.").arg(failure.host))
                .withChanged(changed);
        return connection(failure);
    default:
        return connection(failure);
    }
}

Error CurlError::connection(const CurlFailure &failure)
{
    if (failure.proxyStatus >= 300)
        return network(u"Connect"_s,
            tr("The proxy refuses to connect to %1 (status %2). Check HTTPS_PROXY and its user name and password.")
                .arg(failure.host, QString::number(failure.proxyStatus)));
    switch (failure.code) {
    case CURLE_URL_MALFORMAT:
        return unsendableUrl();
    case CURLE_COULDNT_RESOLVE_HOST:
        return network(u"Lookup"_s,
            tr("The name %1 can not be found. Check the region and your network connection.").arg(failure.host));
    case CURLE_COULDNT_RESOLVE_PROXY:
        return network(u"Lookup"_s, tr("The name of the proxy can not be found. Check HTTPS_PROXY."));
    case CURLE_OPERATION_TIMEDOUT:
        return Error(Kind::Timeout,
            tr("%1 can not be reached in time. Check your network connection, VPN or proxy.").arg(failure.host))
            .withCode(u"ConnectTimeout"_s);
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CIPHER:
    case CURLE_USE_SSL_FAILED:
    case CURLE_SSL_SHUTDOWN_FAILED:
        return network(u"Tls"_s,
            tr("No secure connection to %1 (TLS 1.2 or newer is needed): %2").arg(failure.host, failure.detail));
    case CURLE_COULDNT_CONNECT:
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_PROXY:
        return network(u"Connect"_s,
            tr("%1 can not be reached. Check the endpoint address and your network connection.").arg(failure.host));
    default:
        return Error(Kind::Internal, tr("The request to %1 failed: %2").arg(failure.host, failure.detail))
            .withCode(u"Curl%1"_s.arg(failure.code))
            .withChanged(failure.requestLeft ? Error::Changed::Unknown : Error::Changed::No);
    }
}

Error CurlError::certificate(const CurlFailure &failure)
{
    if (failure.code == CURLE_SSL_CACERT_BADFILE)
        return Error(Kind::Invalid,
            failure.caBundle.isEmpty()
                ? tr("This computer's list of certification authorities can not be read. Install ca-certificates.")
                : tr("The certificate file %1 can not be read. Correct AWS_CA_BUNDLE or ca_bundle.")
                      .arg(failure.caBundle))
            .withCode(u"CaBundle"_s);
    const QString code = u"Certificate"_s;
    if (failure.certificateVerdict == expired || failure.certificateVerdict == notYetValid)
        return network(code,
            tr("The certificate of %1 is expired or not valid yet. Check this computer's clock; if it is right, the "
               "server is not to be trusted.")
                .arg(failure.host));
    if (failure.certificateVerdict >= untrustedFirst && failure.certificateVerdict <= untrustedLast)
        return network(code,
            tr("The certificate of %1 is not from an authority that this computer trusts. If your network inspects "
               "TLS, set AWS_CA_BUNDLE to its certificate file.")
                .arg(failure.host));
    return network(code,
        tr("The certificate shown for %1 does not prove that name: something else may be answering in its place. "
           "Check the endpoint address and the network you are in.")
            .arg(failure.host));
}

Error CurlError::stalled(const QString &host, std::chrono::milliseconds limit)
{
    return Error(Kind::Timeout,
        tr("%1 sent nothing for %2 seconds. Try again.")
            .arg(host, QLocale().toString(std::chrono::duration<double>(limit).count(), 'g', 3)))
        .withCode(u"StallTimeout"_s)
        .withChanged(Error::Changed::Unknown);
}

Error CurlError::tooLarge(const QString &host, qint64 limit)
{
    return badReply(u"TooLarge"_s,
        tr("The answer of %1 is larger than %2. Ask for less at a time.").arg(host, QLocale().formattedDataSize(limit)))
        .withChanged(Error::Changed::Unknown);
}

Error CurlError::truncated(const QString &host)
{
    return badReply(u"Truncated"_s, tr("The answer of %1 was cut short. Try again.").arg(host))
        .withChanged(Error::Changed::Unknown);
}

Error CurlError::unsendableUrl()
{
    return Error(Kind::Invalid, tr("This is not a complete http or https address. Correct the endpoint address."))
        .withCode(u"Url"_s);
}

Error CurlError::unsendableHeader(const QByteArray &name)
{
    return Error(Kind::Invalid,
        tr("The header %1 holds characters that can not be sent. Remove control characters from the value.")
            .arg(QString::fromLatin1(name)))
        .withCode(u"Header"_s);
}

} // namespace sm::net
