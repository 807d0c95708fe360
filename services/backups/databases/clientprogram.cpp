// SPDX-License-Identifier: GPL-3.0-or-later
#include "clientprogram.h"

#include <process/binary.h>
#include <process/run.h>

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::seconds answerLimit{10};

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Database", text); }

Error noClient(const QString &program, int major, const QList<ClientProgram> &found)
{
    QStringList versions;
    for (const ClientProgram &each : found)
        versions << each.version;
    const QString there = versions.isEmpty() ? tr("there is none on this computer")
                                             : tr("here there is %1 only").arg(versions.join(u", "_s));
    return Error(Error::Kind::NotFound,
        tr("The server is PostgreSQL %2, and %1 has to be of the same or a newer version: %3. Install the package "
           "postgresql-client-%2. Nothing was started.")
            .arg(program)
            .arg(major)
            .arg(there))
        .withCode(u"Client"_s);
}

/// Debian's name of the folder says the version, and its program is no script that looks for another one first.
QStringList debianFolders()
{
    const QDir root(u"/usr/lib/postgresql"_s);
    QStringList folders;
    for (const QString &version : root.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        folders << root.filePath(version) + u"/bin"_s;
    return folders;
}

} // namespace

QStringList clientFolders() { return debianFolders() + qEnvironmentVariable("PATH").split(u':', Qt::SkipEmptyParts); }

ClientProgram clientProgramOf(const QString &path, const QByteArray &versionLine)
{
    static const QRegularExpression version(u"\\(PostgreSQL\\) ((\\d{1,3})\\S*)"_s);
    const QRegularExpressionMatch match = version.match(QString::fromUtf8(versionLine));
    return {path, match.captured(1), match.captured(2).toInt()};
}

const ClientProgram *clientFor(const QList<ClientProgram> &found, int major)
{
    const ClientProgram *best = nullptr;
    for (const ClientProgram &each : found) {
        if (each.major >= major && (!best || each.major < best->major))
            best = &each;
    }
    return best;
}

QCoro::Task<Result<ClientProgram>> findClient(QString program, int major, QStringList folders, CancelToken token)
{
    QList<ClientProgram> found;
    folders.removeDuplicates();
    for (const QString &folder : folders) {
        process::Command command;
        command.program = folder + u'/' + program;
        command.arguments = {u"--version"_s};
        command.limit = answerLimit;
        if (!QFileInfo(command.program).isExecutable() || !QDir::isAbsolutePath(folder))
            continue;
        const Result<process::Outcome> told = co_await process::observe(command, {}, token);
        if (token.isCancelled())
            co_return Error::cancelled();
        const ClientProgram each = told ? clientProgramOf(command.program, told->output.bytes) : ClientProgram();
        if (each.major == major)
            co_return each;
        if (each.major > 0)
            found << each;
    }
    const ClientProgram *const best = clientFor(found, major);
    co_return best ? Result<ClientProgram>(*best) : noClient(program, major, found);
}

} // namespace sm::backups
