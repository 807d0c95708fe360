// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandcheck.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace sm::process {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("process::Command", text); }

/// MAX_ARG_STRLEN of Linux: 32 pages, with the NUL at the end.
constexpr qsizetype longestArgument = 32 * 4096 - 1;

Result<void> checkArgument(const QString &argument, qsizetype number)
{
    const auto wrong = [number](const QString &message) {
        return Error(Error::Kind::Invalid, message.arg(number)).withCode(u"Argument"_s);
    };
    if (argument.contains(QChar::Null) || !argument.isValidUtf16())
        return wrong(tr("Argument %1 holds a character that no program can be given."));
    if (argument.size() > longestArgument || argument.toUtf8().size() > longestArgument)
        return wrong(tr("Argument %1 is longer than 131,071 bytes, the most that a program can be given. Hand it over "
                        "on standard input or in a file."));
    return ok();
}

Result<void> checkFolder(const QString &folder)
{
    if (folder.isEmpty())
        return ok();
    if (!folder.startsWith(u'/') || folder.contains(QChar::Null))
        return Error(Error::Kind::Invalid, tr("Give the folder \"%1\" by its whole path.").arg(folder))
            .withCode(u"Folder"_s);
    if (!QFileInfo(folder).isDir())
        return Error(Error::Kind::NotFound, tr("There is no folder %1.").arg(folder)).withCode(u"Folder"_s);
    return ok();
}

} // namespace

Result<void> checkCommand(const Command &command)
{
    for (qsizetype index = 0; index < command.arguments.size(); ++index)
        if (const auto sound = checkArgument(command.arguments[index], index + 1); !sound)
            return sound;
    return checkFolder(command.folder);
}

} // namespace sm::process
