// SPDX-License-Identifier: GPL-3.0-or-later
#include "pythonserver.h"

#include <QDeadlineTimer>
#include <QFileInfo>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace sm::test {

namespace {

QProcessEnvironment environment()
{
    QProcessEnvironment result = QProcessEnvironment::systemEnvironment();
    result.insert(u"PYTHONPATH"_s, QStringLiteral(SM_SOURCE_DIR "/tests/support"));
    result.insert(u"PYTHONDONTWRITEBYTECODE"_s, u"1"_s);
    return result;
}

QByteArray firstLine(QProcess &process)
{
    QDeadlineTimer deadline(20'000);
    while (!process.canReadLine() && process.state() != QProcess::NotRunning && !deadline.hasExpired())
        process.waitForReadyRead(100);
    return process.readLine();
}

} // namespace

QString PythonServer::python()
{
    const QString chosen = qEnvironmentVariable("STATIONMASTER_PYTHON");
    if (!chosen.isEmpty())
        return chosen;
    const QString prepared = QStringLiteral(SM_BINARY_DIR "/venv/bin/python");
    return QFileInfo(prepared).isExecutable() ? prepared : u"python3"_s;
}

QString PythonServer::whyUnavailable(const QStringList &modules)
{
    QProcess probe;
    probe.start(python(), {u"-c"_s, u"import "_s + modules.join(u", "_s)});
    if (probe.waitForFinished(20'000) && probe.exitStatus() == QProcess::NormalExit && probe.exitCode() == 0)
        return {};
    return u"%1 can not import %2"_s.arg(python(), modules.join(u", "_s));
}

PythonServer::PythonServer(const QStringList &arguments)
{
    m_process.setProcessEnvironment(environment());
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(python(), arguments);
    const QByteArray line = firstLine(m_process);
    m_facts = QJsonDocument::fromJson(line).object();
    if (!m_facts.contains(u"endpoint"))
        m_failure = u"%1 did not start: %2"_s.arg(arguments.join(u' '), QString::fromUtf8(line));
}

PythonServer::~PythonServer()
{
    m_process.closeWriteChannel(); // the program takes the end of its input as the order to end
    if (!m_process.waitForFinished(2'000)) {
        m_process.kill();
        m_process.waitForFinished(2'000);
    }
}

} // namespace sm::test
