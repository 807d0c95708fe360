// SPDX-License-Identifier: GPL-3.0-or-later
#include "dumparchive.h"

#include "clientrun.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype listBytes = 256 * 1024 * 1024; // a line for each thing in the database
constexpr std::chrono::minutes listLimit{10};

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Database", text); }

Error incomplete(const QString &path, const QString &why)
{
    return Error(Error::Kind::BadReply,
        tr("%1 is no whole dump: %2. It is not kept. Look for room on the disk, and take it again.").arg(path, why))
        .withCode(u"DumpIncomplete"_s);
}

/// The entry of a table in a folder is a file, however it is compressed; a table without rows has one, too.
bool hasFileOf(const QString &folder, int entry)
{
    const QStringList found = QDir(folder).entryList({u"%1.dat*"_s.arg(entry)}, QDir::Files);
    return found.size() == 1 && QFileInfo(folder + u'/' + found.first()).size() > 0;
}

Result<int> checked(const QString &path, const ArchiveList &list, int expected)
{
    const QList<int> &tables = list.tables;
    if (tables.size() < expected)
        return incomplete(path, tr("it has %1 tables instead of %2").arg(tables.size()).arg(expected));
    if (!QFileInfo(path).isDir() && !endsAsArchive(path, list))
        return incomplete(path, tr("its end is missing"));
    if (QFileInfo(path).isDir()) {
        for (const int entry : tables) {
            if (!hasFileOf(path, entry))
                return incomplete(path, tr("the rows of its entry %1 are missing").arg(entry));
        }
    }
    return int(tables.size());
}

} // namespace

QString archiveName() { return u"database.dump"_s; }

ArchiveList ArchiveList::of(const QByteArray &list)
{
    static const QRegularExpression entry(u"^(\\d+); \\d+ \\d+ (TABLE DATA|BLOBS) "_s);
    ArchiveList found;
    const QList<QByteArray> lines = list.split('\n');
    for (const QByteArray &line : lines) {
        const auto match = entry.match(QString::fromUtf8(line));
        if (match.hasMatch() && match.captured(2) == "BLOBS"_L1)
            found.hasLargeObjects = true;
        else if (match.hasMatch())
            found.tables << match.captured(1).toInt();
    }
    return found;
}

bool endsAsArchive(const QString &path, const ArchiveList &list)
{
    if (list.tables.isEmpty() && !list.hasLargeObjects)
        return true;
    // The last block ends with a piece of length 0: a sign and the four bytes of a number. Large objects come last, and
    // behind the last of them stands a number 0 of none.
    const qint64 endBytes = list.hasLargeObjects ? 10 : 5;
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && file.size() > endBytes && file.seek(file.size() - endBytes)
        && file.read(endBytes) == QByteArray(endBytes, '\0');
}

QCoro::Task<Result<int>> checkArchive(ClientProgram pgRestore, QString path, int expected, CancelToken token)
{
    if (!QFileInfo::exists(path))
        co_return incomplete(path, tr("nothing was written"));
    process::Command command;
    command.program = pgRestore.path;
    command.arguments = {u"--list"_s, u"--"_s, path};
    command.environment = {{u"LC_ALL"_s, u"C.UTF-8"_s}, {u"LANGUAGE"_s, QString()}};
    command.keptBytes = listBytes;
    command.limit = listLimit;
    const Result<process::Outcome> list = co_await process::observe(command, {}, token);
    if (!list)
        co_return list.error();
    if (!list->succeeded() || list->output.bytes.isEmpty())
        co_return incomplete(path, complaintIn(list->errors.bytes));
    co_return checked(path, ArchiveList::of(list->output.bytes), expected);
}

} // namespace sm::backups
