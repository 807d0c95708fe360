// SPDX-License-Identifier: GPL-3.0-or-later
#include "demoserver.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace sm::app {

namespace {

/// Beside the program in the build tree and when installed.
QString scriptPath()
{
    return QCoreApplication::applicationDirPath() + u"/../share/stationmaster/demo/demo_server.py"_s;
}

QString pythonPath()
{
    const QString chosen = qEnvironmentVariable("STATIONMASTER_PYTHON");
    const QString inBuild = QCoreApplication::applicationDirPath() + u"/../venv/bin/python"_s;
    if (!chosen.isEmpty())
        return chosen;
    return QFileInfo(inBuild).isExecutable() ? inBuild : u"python3"_s;
}

} // namespace

DemoServer::DemoServer(QObject *parent)
    : QObject(parent)
    , m_process(std::make_unique<QProcess>())
{
    connect(m_process.get(), &QProcess::readyReadStandardOutput, this, &DemoServer::readLines);
    connect(m_process.get(), &QProcess::readyReadStandardError, this,
        [this] { m_lastWords = (m_lastWords + m_process->readAllStandardError()).right(2000); });
    connect(m_process.get(), &QProcess::finished, this, &DemoServer::ended);
    connect(m_process.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            ended();
    });
}

DemoServer::~DemoServer()
{
    m_process->disconnect(this);
    m_process->closeWriteChannel(); // the end of its standard input ends the server
    m_process->kill();
    static_cast<void>(m_process.release()); // its destructor would wait for the server, which ends by itself
}

void DemoServer::start() { m_process->start(pythonPath(), {u"-B"_s, scriptPath()}); }

void DemoServer::readLines()
{
    while (m_process->canReadLine()) {
        const QJsonObject event = QJsonDocument::fromJson(m_process->readLine()).object();
        if (event["event"_L1] == "listening"_L1)
            Q_EMIT listening(event["endpoint"_L1].toString(), event["accessKeyId"_L1].toString(),
                event["secretAccessKey"_L1].toString());
        else if (event["event"_L1] == "ready"_L1)
            Q_EMIT ready();
    }
}

void DemoServer::ended()
{
    if (std::exchange(m_failed, true))
        return;
    const QString words = QString::fromUtf8(m_lastWords).trimmed().section(u'\n', -1);
    Q_EMIT failed(Error(Error::Kind::Internal,
        tr("The demo account is not running: %1. It needs Python 3 with moto[server]; `./dev run` installs it.")
            .arg(words.isEmpty() ? m_process->errorString() : words)));
}

} // namespace sm::app
