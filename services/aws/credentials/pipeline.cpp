// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline.h"

#include <net/wakeup.h>

#include <QCoreApplication>
#include <QProcess>
#include <QTimer>

#include <memory>
#include <vector>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("aws::Process", text); }

using Processes = std::vector<std::unique_ptr<QProcess>>;

Processes prepared(const QList<QStringList> &pipeline, const QProcessEnvironment &environment)
{
    Processes processes;
    for (const QStringList &words : pipeline) {
        auto process = std::make_unique<QProcess>();
        process->setProgram(words.first());
        process->setArguments(words.mid(1));
        process->setProcessEnvironment(environment);
        processes.push_back(std::move(process));
    }
    for (size_t i = 1; i < processes.size(); ++i)
        processes[i - 1]->setStandardOutputProcess(processes[i].get());
    processes.front()->setStandardInputFile(QProcess::nullDevice());
    return processes;
}

Error failed(const QString &message) { return Error(Error::Kind::Denied, message).withCode(u"Process"_s); }

/// The first line that a program complained with, for a person.
QString complaint(QProcess &process)
{
    return QString::fromUtf8(process.readAllStandardError()).trimmed().section(u'\n', 0, 0).left(300);
}

Result<QByteArray> outcome(const Processes &processes)
{
    for (const std::unique_ptr<QProcess> &process : processes) {
        if (process->error() == QProcess::FailedToStart)
            return failed(tr("The program \"%1\" could not be started.").arg(process->program()));
    }
    QProcess &last = *processes.back();
    if (last.exitStatus() != QProcess::NormalExit || last.exitCode() != 0)
        return failed(tr("The program \"%1\" ended with code %2. %3")
                .arg(last.program())
                .arg(last.exitCode())
                .arg(complaint(last)));
    return last.readAllStandardOutput();
}

/// A process that still runs is killed and left to end by itself, at the latest with the program: its destructor
/// would wait for that.
void end(Processes processes)
{
    for (std::unique_ptr<QProcess> &each : processes) {
        if (each->state() == QProcess::NotRunning)
            continue;
        QProcess *process = each.release();
        process->setParent(qApp);
        QObject::connect(process, &QProcess::finished, process, &QObject::deleteLater);
        process->kill();
    }
}

} // namespace

QCoro::Task<Result<QByteArray>> runPipeline(
    QList<QStringList> pipeline, QProcessEnvironment environment, std::chrono::milliseconds limit, CancelToken token)
{
    Processes processes = prepared(pipeline, environment);
    net::Wakeup wakeup;
    const auto wake = [&wakeup] { wakeup.wake(); };
    QObject::connect(processes.back().get(), &QProcess::finished, &wakeup, wake);
    for (const std::unique_ptr<QProcess> &process : processes) {
        QObject::connect(process.get(), &QProcess::errorOccurred, &wakeup, [wake](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart)
                wake();
        });
    }
    token.whenCancelled(&wakeup, wake);
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &wakeup, wake);
    timer.setSingleShot(true);
    timer.start(limit);
    for (const std::unique_ptr<QProcess> &process : processes)
        process->start();
    co_await wakeup;

    Result<QByteArray> result = outcome(processes);
    const QString program = processes.back()->program();
    const bool isOver = processes.back()->state() == QProcess::NotRunning;
    end(std::move(processes));
    if (token.isCancelled())
        co_return Error::cancelled();
    if (!isOver && !timer.isActive())
        co_return Error(Error::Kind::Timeout,
            tr("The program \"%1\" took longer than %2 s.").arg(program).arg(limit.count() / 1000))
            .withCode(u"Process"_s);
    co_return result;
}

} // namespace sm::aws
