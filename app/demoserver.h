// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QObject>
#include <QProcess>

#include <memory>

namespace sm::app {

/// The demo account: a child process that imitates AWS on a loopback port and ends with this one.
class DemoServer : public QObject
{
    Q_OBJECT

public:
    explicit DemoServer(QObject *parent = nullptr);
    ~DemoServer() override;

    void start();

Q_SIGNALS:
    /// The keys are good for nothing else.
    void listening(const QString &endpoint, const QString &accessKeyId, const QString &secretAccessKey);
    void ready();
    /// It did not start, or it ended; says what to install or do.
    void failed(const sm::Error &error);

private:
    void readLines();
    void ended();

    std::unique_ptr<QProcess> m_process;
    QByteArray m_lastWords;
    bool m_failed = false;
};

} // namespace sm::app
