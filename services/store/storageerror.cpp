// SPDX-License-Identifier: GPL-3.0-or-later
#include "storageerror.h"

#include <QCoreApplication>
#include <QSqlError>

namespace sm::store {

using namespace Qt::Literals::StringLiterals;

namespace {

// Primary result codes of SQLite; the extended ones add their detail in the higher bytes.
enum SqliteCode {
    Busy = 5,
    Locked = 6,
    ReadOnly = 8,
    IoError = 10,
    Corrupt = 11,
    Full = 13,
    CantOpen = 14,
    NotADatabase = 26
};

struct Description
{
    QString code;
    const char *sentence;
};

const QHash<int, Description> &descriptions()
{
    static const QHash<int, Description> all{
        {Busy,
            {u"SQLITE_BUSY"_s,
                QT_TRANSLATE_NOOP("sm::store", "%1 is in use by another program. Close it and try again.")}},
        {Locked,
            {u"SQLITE_LOCKED"_s,
                QT_TRANSLATE_NOOP("sm::store", "%1 is in use by another program. Close it and try again.")}},
        {ReadOnly,
            {u"SQLITE_READONLY"_s,
                QT_TRANSLATE_NOOP(
                    "sm::store", "%1 can not be written. Give yourself permission to write it and its folder.")}},
        {IoError,
            {u"SQLITE_IOERR"_s,
                QT_TRANSLATE_NOOP(
                    "sm::store", "The disk refused to read or write %1. Check its free space and its health.")}},
        {Corrupt,
            {u"SQLITE_CORRUPT"_s,
                QT_TRANSLATE_NOOP(
                    "sm::store", "%1 is damaged. Move it away, or put a copy from a backup in its place.")}},
        {Full,
            {u"SQLITE_FULL"_s,
                QT_TRANSLATE_NOOP("sm::store", "The disk that holds %1 is full. Free some space and try again.")}},
        {CantOpen,
            {u"SQLITE_CANTOPEN"_s,
                QT_TRANSLATE_NOOP(
                    "sm::store", "%1 can not be opened. Check that its folder exists and that you may write to it.")}},
        {NotADatabase,
            {u"SQLITE_NOTADB"_s,
                QT_TRANSLATE_NOOP("sm::store",
                    "%1 is damaged or not a database. Move it away, or put a copy from a backup in its place.")}},
    };
    return all;
}

} // namespace

Error storageError(const QSqlError &error, const QString &file)
{
    const int primary = error.nativeErrorCode().toInt() & 0xff;
    const auto known = descriptions().constFind(primary);
    if (known != descriptions().constEnd())
        return Error(Error::Kind::Storage, QCoreApplication::translate("sm::store", known->sentence).arg(file))
            .withCode(known->code);
    return Error(Error::Kind::Storage,
        QCoreApplication::translate("sm::store", "%1 can not be used: %2.").arg(file, error.databaseText()))
        .withCode(u"SQLITE_%1"_s.arg(error.nativeErrorCode()));
}

Error fileError(const QString &file, const QString &reason)
{
    return Error(Error::Kind::Storage,
        QCoreApplication::translate("sm::store", "%1 can not be used: %2. Check that you may write to its folder.")
            .arg(file, reason));
}

} // namespace sm::store
