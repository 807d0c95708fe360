// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QTemporaryDir>

namespace sm::test {

/// A certificate made for one test by the openssl program, signed by itself.
struct Certificate
{
    QString file;
    QString key;

    /// \param name subjectAltName, e.g. "IP:127.0.0.1"
    /// \param days valid from now; a negative number: over already
    static Certificate make(const QTemporaryDir &folder, const QString &name, int days = 30);
};

/// `openssl s_server` on loopback, for one connection. It prints what it is sent, or, with the option -www, answers
/// with a page about the connection.
class TlsServer
{
public:
    TlsServer(const Certificate &certificate, const QStringList &options = {});
    ~TlsServer();

    QByteArray url() const { return "https://127.0.0.1:" + m_port + "/"; }
    /// All that the program has printed, once its connection is over.
    QByteArray outputAtTheEnd();

private:
    QProcess m_program;
    QByteArray m_output;
    QByteArray m_port;
};

} // namespace sm::test
