// SPDX-License-Identifier: GPL-3.0-or-later
#include "run.h"

#include "binary.h"
#include "child.h"
#include "commandcheck.h"
#include "environment.h"
#include "plainline.h"

#include <net/wakeup.h>

#include <QCoreApplication>

namespace sm::process {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("process::Run", text); }

QString secondsText(std::chrono::milliseconds duration)
{
    return QString::number(std::chrono::duration<double>(duration).count());
}

/// Which file to start.
QCoro::Task<Result<QString>> binaryOf(QString program, QByteArray sha256, CancelToken token)
{
    if (sha256.isEmpty())
        co_return locate(program);
    const Result<Binary> binary = co_await resolve(program, token);
    if (!binary)
        co_return binary.error();
    if (binary->sha256 != sha256)
        co_return Error(Error::Kind::Conflict,
            tr("%1 is no longer the file that the plan was made with. Make the plan again.").arg(binary->path))
            .withCode(u"BinaryChanged"_s);
    co_return binary->path;
}

/// Nothing for a program that ended by itself.
std::optional<Error> interruption(const Child &child, const Command &command)
{
    const auto ended = [&command](const QString &code, const QString &why) {
        return Error(Error::Kind::Timeout, why.arg(command.program)).withCode(code);
    };
    switch (child.end()) {
    case Child::End::Itself:
        return {};
    case Child::End::NotStarted:
        return Error(Error::Kind::Denied,
            tr("The program \"%1\" could not be started: %2").arg(command.program, child.startProblem()))
            .withCode(u"Start"_s);
    case Child::End::Cancelled:
        return Error::cancelled();
    case Child::End::Limit:
        return ended(u"Limit"_s,
            tr("The program \"%2\" was ended, because it took longer than %1 s. Look at what it did before you run it "
               "again.")
                .arg(secondsText(command.limit)));
    case Child::End::Silence:
        return ended(u"Silence"_s,
            tr("The program \"%2\" was ended, because it wrote nothing for %1 s. Look at what it did before you run "
               "it again.")
                .arg(secondsText(command.silence)));
    }
    Q_UNREACHABLE();
}

QCoro::Task<Result<Outcome>> execute(Command command, Sink sink, CancelToken token, Error::Changed afterStart)
{
    if (const auto sound = checkCommand(command); !sound)
        co_return sound.error();
    const Result<QProcessEnvironment> environment = childEnvironment(command);
    if (!environment)
        co_return environment.error();
    const Result<QString> path = co_await binaryOf(command.program, command.sha256, token);
    if (!path)
        co_return path.error();
    if (token.isCancelled())
        co_return Error::cancelled();

    net::Wakeup over;
    Child child(*path, command, *environment, sink);
    QObject::connect(&child, &Child::over, &over, &net::Wakeup::wake);
    token.whenCancelled(&child, [&child] { child.stop(Child::End::Cancelled); });
    child.start();

    co_await over;

    const std::optional<Error> interrupted = interruption(child, command);
    if (!interrupted)
        co_return child.outcome();
    const bool hasStarted = child.end() != Child::End::NotStarted;
    co_return interrupted->withChanged(hasStarted ? afterStart : Error::Changed::No);
}

/// What a program complained with at last.
QString complaint(const Kept &errors)
{
    const QByteArray text = errors.bytes.trimmed();
    return plainLine(QByteArrayView(text).sliced(text.lastIndexOf('\n') + 1)).trimmed().left(300);
}

} // namespace

QCoro::Task<Result<Outcome>> run([[maybe_unused]] WritePermit permit, Command command, Sink sink, CancelToken token)
{
    return execute(std::move(command), std::move(sink), std::move(token), Error::Changed::Unknown);
}

QCoro::Task<Result<Outcome>> observe(Command command, Sink sink, CancelToken token)
{
    return execute(std::move(command), std::move(sink), std::move(token), Error::Changed::No);
}

Result<Outcome> expectSuccess(const QString &program, Outcome outcome)
{
    if (outcome.succeeded())
        return outcome;
    const QString how = outcome.signal != 0 ? tr("was ended by signal %1").arg(outcome.signal)
                                            : tr("ended with code %1").arg(outcome.exitCode);
    const QString code = outcome.signal != 0 ? u"Signal%1"_s.arg(outcome.signal) : u"Exit%1"_s.arg(outcome.exitCode);
    return Error(
        Error::Kind::Internal, tr("The program \"%1\" %2. %3").arg(program, how, complaint(outcome.errors)).trimmed())
        .withCode(code)
        .withChanged(Error::Changed::Unknown);
}

} // namespace sm::process
