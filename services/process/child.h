// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "received.h"

#include <process/command.h>
#include <process/run.h>

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTimer>

#include <memory>

namespace sm::process {

/// A program that runs, with all that it starts: they are one process group, in a session without a terminal, so that
/// nothing asks for a password where nobody can answer. They end together: when the program does, when it is stopped,
/// and the program itself also when we die.
class Child : public QObject
{
    Q_OBJECT
public:
    enum class End { Itself, NotStarted, Cancelled, Limit, Silence };

    Child(const QString &path, Command command, const QProcessEnvironment &environment, const Sink &sink);
    /// Does not wait: what can not be ended is left to end by itself.
    ~Child() override;

    /// Once. over() follows, never before the next turn of the event loop.
    void start();
    /// Asks all of them to end, and ends those who have not done so after the grace.
    void stop(End reason);

    End end() const { return m_end; }
    /// Why it was NotStarted, in the words of the system.
    QString startProblem() const { return m_startProblem; }
    Outcome outcome() const;

Q_SIGNALS:
    void over();

private:
    bool provideInput();
    void prepare(const QString &path, const QProcessEnvironment &environment);
    void connectProcess();
    void startTimers();
    void read(Received &stream, const QByteArray &bytes);
    void fail(const QString &problem);
    void leaderEnded();
    void lookForTheRest();
    void kill();
    void signalGroup(int signal) const;
    bool isGroupAlive() const;
    void finish();

    Command m_command;
    std::unique_ptr<QProcess> m_process;
    QFile m_input;
    Received m_output;
    Received m_errors;
    QElapsedTimer m_running;
    QTimer m_limit;
    QTimer m_silence;
    QTimer m_grace;
    QTimer m_rest;
    qint64 m_group = 0;
    std::chrono::milliseconds m_duration{0};
    End m_end = End::Itself;
    QString m_startProblem;
    bool m_isOver = false;
};

} // namespace sm::process
