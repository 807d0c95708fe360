// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgreserror.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <libpq-fe.h>

namespace sm::postgres {

using Kind = Error::Kind;
using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::postgres::Error", text); }

/// libpq keeps no error result while it connects; its verbose words hold the SQLSTATE: "…: FATAL:  28P01: password …".
std::optional<Refusal> refusalIn(const QString &words)
{
    static const QRegularExpression form(u":  ([0-9A-Z]{5}): ([^\\n]*)"_s);
    const QRegularExpressionMatch found = form.match(words);
    if (!found.hasMatch())
        return {};
    Refusal refusal;
    refusal.sqlState = found.captured(1);
    refusal.words = found.captured(2);
    refusal.isFatal = true;
    return refusal;
}

Error network(const QString &code, const QString &message) { return Error(Kind::Network, message).withCode(code); }

/// After the words of libpq and OpenSSL, which Connector keeps in English.
Error unreachable(const QString &words, const QString &host)
{
    if (words.contains(u"root certificate file") || words.contains(u"could not read certificate file")
        || words.contains(u"private key file"))
        return Error(Kind::Invalid,
            tr("A certificate file for %1 is missing, can not be read, or others may read the key. Correct the "
               "certificate settings.")
                .arg(host))
            .withCode(u"CertificateFile"_s);
    if (words.contains(u"does not match host name") || words.contains(u"could not get server's host name"))
        return network(u"Certificate"_s,
            tr("The certificate shown for %1 does not prove that name: something else may be answering in its place. "
               "Check the host and the network you are in.")
                .arg(host));
    if (words.contains(u"certificate verify failed")) // more is not said
        return network(u"Certificate"_s,
            tr("The certificate of %1 is not from an authority that is trusted here, or it is expired. Set the root "
               "certificate to the file that the database's provider publishes, and check this computer's clock.")
                .arg(host));
    if (words.contains(u"does not support SSL"))
        return network(u"Tls"_s,
            tr("The database on %1 offers no TLS, so the password would be readable on the way. Switch TLS on there.")
                .arg(host));
    if (words.contains(u"SSL"))
        return network(u"Tls"_s,
            tr("No secure connection to %1 (TLS 1.2 or newer is needed). Check the TLS settings of the server.")
                .arg(host));
    return network(u"Connect"_s,
        tr("The database on %1 can not be reached. Check host, port and your network connection.").arg(host));
}

} // namespace

Error connectError(PGconn *connection, const QString &host)
{
    const QString words = QString::fromUtf8(PQerrorMessage(connection));
    if (const auto refusal = refusalIn(words))
        return errorOf(*refusal);
    if (PQconnectionNeedsPassword(connection))
        return Error(
            Kind::Denied, tr("The database on %1 asks for a password. Give one, or add it to ~/.pgpass.").arg(host))
            .withCode(u"NoPassword"_s);
    return unreachable(words, host);
}

} // namespace sm::postgres
