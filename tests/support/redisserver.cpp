// SPDX-License-Identifier: GPL-3.0-or-later
#include "redisserver.h"

#include <QDeadlineTimer>
#include <QStandardPaths>
#include <QTcpServer>

#include <csignal>
#include <sys/prctl.h>

using namespace Qt::Literals::StringLiterals;

namespace sm::test {

namespace {

constexpr int limitMs = 10'000;
constexpr int attempts = 5; // somebody else may take the free port before the server does

quint16 freePort()
{
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost, 0);
    return probe.serverPort();
}

QByteArrayList tlsLines(const RedisServer::Setup &setup, quint16 port)
{
    QByteArrayList lines{"port 0", "tls-port " + QByteArray::number(port),
        "tls-cert-file " + setup.certificateFile.toUtf8(), "tls-key-file " + setup.keyFile.toUtf8(),
        "tls-ca-cert-file " + (setup.clientCaFile.isEmpty() ? setup.certificateFile : setup.clientCaFile).toUtf8()};
    lines << (setup.clientCaFile.isEmpty() ? "tls-auth-clients no" : "tls-auth-clients yes");
    return lines;
}

/// Goes in through standard input, so that the password is in no argument list.
QByteArray configuration(const RedisServer::Setup &setup, quint16 port, const QString &folder)
{
    QByteArrayList lines{"bind 127.0.0.1", "daemonize no", "save \"\"", "appendonly no", "enable-debug-command local",
        "dir " + folder.toUtf8()};
    if (setup.certificateFile.isEmpty())
        lines << "port " + QByteArray::number(port);
    else
        lines << tlsLines(setup, port);
    if (!setup.password.isEmpty())
        lines << "requirepass " + setup.password;
    return (lines + setup.configuration).join('\n') + '\n';
}

} // namespace

QString RedisServer::whyUnavailable()
{
    return QStandardPaths::findExecutable(u"redis-server"_s).isEmpty() ? u"redis-server is not installed"_s : QString();
}

RedisServer::RedisServer(const Setup &setup)
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    for (int attempt = 0; attempt < attempts; ++attempt)
        if (start(setup))
            return;
    m_failure = u"redis-server did not start: "_s + QString::fromUtf8(m_process.readAll());
}

RedisServer::~RedisServer() { kill(); }

bool RedisServer::start(const Setup &setup)
{
    m_port = freePort();
    m_process.start(u"redis-server"_s, {u"-"_s});
    m_process.write(configuration(setup, m_port, m_folder.path()));
    m_process.closeWriteChannel();
    return becomesReady();
}

bool RedisServer::becomesReady()
{
    QByteArray printed;
    QDeadlineTimer deadline(limitMs);
    while (m_process.state() != QProcess::NotRunning && !deadline.hasExpired()) {
        m_process.waitForReadyRead(100);
        printed += m_process.peek(m_process.bytesAvailable());
        if (printed.contains("Ready to accept connections"))
            return true;
    }
    return false;
}

void RedisServer::kill()
{
    m_process.kill();
    m_process.waitForFinished(limitMs);
}

void RedisServer::pause() { ::kill(static_cast<pid_t>(m_process.processId()), SIGSTOP); }

void RedisServer::resume() { ::kill(static_cast<pid_t>(m_process.processId()), SIGCONT); }

} // namespace sm::test
