// SPDX-License-Identifier: GPL-3.0-or-later
#include "headless.h"

#include "commands.h"
#include "exitcode.h"
#include "foundation.h"
#include "logging.h"
#include "options.h"

#include <QCoreApplication>
#include <QCoroTask>
#include <QSocketNotifier>
#include <QTimer>

#include <csignal>
#include <cstdio>
#include <sys/socket.h>
#include <unistd.h>

namespace sm::app {

namespace {

int signalSocket[2] = {-1, -1};

void wakeUp(int)
{
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(signalSocket[1], &byte, 1);
}

/// Turns SIGINT and SIGTERM into a cancelled token, inside the event loop.
class Interruption
{
public:
    Interruption()
    {
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, signalSocket) != 0)
            return;
        m_notifier = std::make_unique<QSocketNotifier>(signalSocket[0], QSocketNotifier::Read);
        QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), [this] {
            m_notifier->setEnabled(false);
            // A second one ends the program at once; the journal then shows what was under way as in doubt.
            std::signal(SIGINT, SIG_DFL);
            std::signal(SIGTERM, SIG_DFL);
            m_source.cancel();
        });
        std::signal(SIGINT, wakeUp);
        std::signal(SIGTERM, wakeUp);
    }
    CancelToken token() const { return m_source.token(); }

private:
    CancelSource m_source;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

void complain(const Error &error)
{
    QString text = QStringLiteral("stationmaster: ");
    for (const QString &line : error.message().split(QLatin1Char('\n'))) // some name a problem a line
        text += onOneLine(line) + QLatin1Char('\n');
    if (!error.code().isEmpty())
        text += QStringLiteral("  code: %1\n").arg(onOneLine(error.code()));
    if (!error.requestId().isEmpty())
        text += QStringLiteral("  request id: %1\n").arg(onOneLine(error.requestId()));
    if (error.changed() == Error::Changed::Unknown)
        text += QCoreApplication::translate(
            "sm::app::Headless", "  Whether anything was changed is not known: look before you repeat it.\n");
    std::fputs(text.toUtf8().constData(), stderr);
}

} // namespace

ExitCode exitCodeFor(const Error &error)
{
    if (error.code() == QLatin1String("ApprovalNeeded") || error.code() == QLatin1String("ApprovalWaiting"))
        return WaitsForPerson;
    if (error.code() == QLatin1String("NotReversible") || error.code() == QLatin1String("UndoTooLate"))
        return Refused; // the command was right, the world is not
    switch (error.kind()) {
    case Error::Kind::Cancelled:
        return Interrupted;
    case Error::Kind::Network:
    case Error::Kind::Timeout:
        return NoConnection;
    case Error::Kind::Invalid: // what the service itself found invalid has a request id
        return error.requestId().isEmpty() ? WrongUsage : Refused;
    default:
        return Refused;
    }
}

int runHeadless(const Options &options)
{
    std::unique_ptr<Foundation> foundation;
    std::unique_ptr<Command> command = offlineCommandFor(options);
    if (!command) {
        auto built = Foundation::build(options, aws::AwsEnvironment::ofThisProcess(), {});
        if (!built) {
            complain(built.error());
            return exitCodeFor(built.error());
        }
        foundation = std::move(*built);
        command = commandFor(*foundation, options);
    }
    const Interruption interruption;
    QObject context;
    QTimer::singleShot(0, &context, [&] {
        QCoro::connect(command->run(interruption.token()), &context, [&command](const Result<ExitCode> &done) {
            if (!done)
                complain(done.error());
            else if (const QString warning = command->warning(); !warning.isEmpty())
                std::fputs(qUtf8Printable(QStringLiteral("stationmaster: %1\n").arg(warning)), stderr);
            QCoreApplication::exit(done ? *done : exitCodeFor(done.error()));
        });
    });
    return QCoreApplication::exec();
}

} // namespace sm::app
