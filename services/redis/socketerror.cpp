// SPDX-License-Identifier: GPL-3.0-or-later
#include "socketerror.h"

#include <QLocale>

namespace sm::redis {

using Kind = Error::Kind;
using namespace Qt::Literals::StringLiterals;

namespace {

QString place(const Settings &settings) { return settings.host + u':' + QString::number(settings.port); }

Error network(const QString &code, const QString &message) { return Error(Kind::Network, message).withCode(code); }

} // namespace

Error SocketError::whileOpening(const Settings &settings, const QTcpSocket &socket, const QList<QSslError> &verdicts)
{
    if (!verdicts.isEmpty())
        return certificate(settings, verdicts);
    if (socket.error() == QAbstractSocket::HostNotFoundError)
        return network(u"Lookup"_s,
            tr("The name %1 can not be found. Check the address and your network connection.").arg(settings.host));
    if (settings.usesTls() && socket.error() != QAbstractSocket::ConnectionRefusedError
        && socket.error() != QAbstractSocket::NetworkError)
        return network(u"Tls"_s,
            tr("No secure connection to %1: %2. It has to speak TLS 1.2 or newer; a server without TLS has a "
               "redis:// address.")
                .arg(place(settings), socket.errorString()));
    return network(
        u"Connect"_s, tr("%1 can not be reached. Check host, port, VPN and security group.").arg(place(settings)));
}

Error SocketError::certificate(const Settings &settings, const QList<QSslError> &verdicts)
{
    const QString code = u"Certificate"_s;
    for (const QSslError &verdict : verdicts) {
        if (verdict.error() == QSslError::HostNameMismatch)
            return network(code,
                tr("The certificate shown for %1 does not prove that name: something else may be answering in its "
                   "place. Check the address and the network you are in.")
                    .arg(settings.host));
        if (verdict.error() == QSslError::CertificateExpired || verdict.error() == QSslError::CertificateNotYetValid)
            return network(code,
                tr("The certificate of %1 is expired or not valid yet. Check this computer's clock; if it is right, "
                   "the server is not to be trusted.")
                    .arg(settings.host));
    }
    return network(code,
        tr("The certificate of %1 is not from an authority that is trusted here (%2). If the server has an authority "
           "of its own, name its certificate file for this system.")
            .arg(settings.host, verdicts.first().errorString()));
}

Error SocketError::broken(const Settings &settings)
{
    return network(u"Broken"_s,
        tr("The connection to %1 broke. Check the server and your network connection and try again.")
            .arg(place(settings)));
}

Error SocketError::connectTimeout(const Settings &settings)
{
    // A server without TLS waits in silence for the end of what it takes for a command.
    return Error(Kind::Timeout,
        settings.usesTls()
            ? tr("No secure connection to %1 in time. Check host, port, VPN and security group, and whether the server "
                 "speaks TLS at all.")
                  .arg(place(settings))
            : tr("%1 can not be reached in time. Check host, port, VPN and security group.").arg(place(settings)))
        .withCode(u"ConnectTimeout"_s);
}

Error SocketError::stalled(const Settings &settings)
{
    return Error(Kind::Timeout,
        tr("%1 sent nothing for %2 seconds. It may be running a slow command; look at SLOWLOG and try again.")
            .arg(place(settings),
                QLocale().toString(std::chrono::duration<double>(settings.stallLimit).count(), 'g', 3)))
        .withCode(u"StallTimeout"_s);
}

} // namespace sm::redis
