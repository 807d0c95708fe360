// SPDX-License-Identifier: GPL-3.0-or-later
#include "tlsserver.h"

using namespace Qt::Literals::StringLiterals;

namespace sm::test {

namespace {

constexpr int limitMs = 10'000;

void openssl(const QStringList &arguments)
{
    QProcess program;
    program.start(u"openssl"_s, arguments);
    if (!program.waitForFinished(limitMs) || program.exitCode() != 0)
        qFatal("openssl %s: %s", qPrintable(arguments.first()), program.readAllStandardError().constData());
}

} // namespace

Certificate Certificate::make(const QTemporaryDir &folder, const QString &name, int days)
{
    const Certificate made{folder.filePath(u"certificate.pem"_s), folder.filePath(u"key.pem"_s)};
    const QString request = folder.filePath(u"request.pem"_s);
    openssl({u"req"_s, u"-new"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s, u"-nodes"_s,
        u"-keyout"_s, made.key, u"-out"_s, request, u"-subj"_s, u"/CN=test"_s, u"-addext"_s,
        u"subjectAltName="_s + name});
    openssl({u"x509"_s, u"-req"_s, u"-in"_s, request, u"-signkey"_s, made.key, u"-days"_s, QString::number(days),
        u"-copy_extensions"_s, u"copy"_s, u"-out"_s, made.file});
    return made;
}

TlsServer::TlsServer(const Certificate &certificate, const QStringList &options)
{
    m_program.setProcessChannelMode(QProcess::MergedChannels);
    m_program.start(u"openssl"_s,
        QStringList{u"s_server"_s, u"-accept"_s, u"127.0.0.1:0"_s, u"-naccept"_s, u"1"_s, u"-cert"_s, certificate.file,
            u"-key"_s, certificate.key}
            + options);
    qsizetype at = -1;
    while ((at = m_output.indexOf("ACCEPT 127.0.0.1:")) < 0 || m_output.indexOf('\n', at) < 0) {
        if (!m_program.waitForReadyRead(limitMs))
            qFatal("openssl s_server does not start: %s", m_output.constData());
        m_output += m_program.readAll();
    }
    const qsizetype port = at + 17;
    m_port = m_output.mid(port, m_output.indexOf('\n', at) - port).trimmed();
}

TlsServer::~TlsServer()
{
    m_program.kill();
    m_program.waitForFinished(limitMs);
}

QByteArray TlsServer::outputAtTheEnd()
{
    if (m_program.state() != QProcess::NotRunning && !m_program.waitForFinished(limitMs))
        qFatal("openssl s_server does not end: %s", m_output.constData());
    m_output += m_program.readAll();
    return m_output;
}

} // namespace sm::test
