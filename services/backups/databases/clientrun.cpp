// SPDX-License-Identifier: GPL-3.0-or-later
#include "clientrun.h"

#include <operations/blotter.h>
#include <postgres/programsettings.h>
#include <process/plainline.h>

#include <QCoreApplication>
#include <QFileInfo>

#include <cstring>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype complaintLength = 400;

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Database", text); }

Error failure(const ClientProgram &client, const process::Outcome &outcome, const postgres::Settings &settings)
{
    const QString name = QFileInfo(client.path).fileName();
    const Error plain = process::expectSuccess(name, outcome).error();
    const QString complaint = operations::Blotter({settings.password}).blot(complaintIn(outcome.errors.bytes));
    return complaint.isEmpty()
        ? plain
        : Error(plain.kind(), tr("%1 %2 gave up: %3").arg(name, client.version, complaint)).withCode(plain.code());
}

} // namespace

Result<process::Command> clientCommand(
    const ClientProgram &client, const QStringList &arguments, const postgres::Settings &settings)
{
    process::Command command;
    command.program = client.path;
    command.arguments
        = QStringList{u"--verbose"_s, u"--no-password"_s, u"--dbname="_s + postgres::connectionText(settings.database)}
        + arguments;
    command.environment = postgres::programEnvironment(settings);
    command.environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    command.environment.insert(u"LANGUAGE"_s, QString());
    if (settings.password.isEmpty()) {
        if (qEnvironmentVariableIsSet("PGPASSFILE"))
            command.environment.insert(u"PGPASSFILE"_s, qEnvironmentVariable("PGPASSFILE"));
        return command;
    }
    Result<QByteArray> line = postgres::passwordLine(settings);
    if (!line)
        return line.error();
    command.secretInput = Secret(QByteArrayView(*line));
    ::explicit_bzero(line->data(), static_cast<size_t>(line->size()));
    command.environment.insert(u"PGPASSFILE"_s, u"/proc/self/fd/0"_s);
    return command;
}

QString complaintIn(const QByteArray &errors)
{
    const QByteArray word = "error: ";
    const QList<QByteArray> lines = errors.split('\n');
    for (const QByteArray &line : lines) {
        if (const qsizetype at = line.indexOf(word); at >= 0)
            return process::plainLine(QByteArrayView(line).sliced(at + word.size())).left(complaintLength);
    }
    return {};
}

QCoro::Task<Result<void>> runClient(WritePermit permit, ClientProgram client, QStringList arguments,
    postgres::Settings settings, std::function<void(const QByteArray &)> sink, std::chrono::milliseconds silence,
    CancelToken token)
{
    Result<process::Command> command = clientCommand(client, arguments, settings);
    if (!command)
        co_return command.error();
    command->silence = silence;
    const process::Sink lines = [sink](process::Stream stream, const QByteArray &line) {
        if (stream == process::Stream::Errors)
            sink(line);
    };
    const Result<process::Outcome> outcome = co_await process::run(permit, *command, lines, token);
    if (!outcome)
        co_return outcome.error();
    if (!outcome->succeeded())
        co_return failure(client, *outcome, settings);
    co_return ok();
}

} // namespace sm::backups
