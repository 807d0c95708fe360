// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QVariantList>

#include <functional>

namespace sm::store {

using Row = QVariantList;

/// One open SQLite connection, used on the thread of its Database only.
///
/// Values are always bound, never written into the SQL.
class Connection
{
public:
    /// Opens \p file, which exists; sets WAL, synchronous=FULL and foreign keys, and reads back that they hold.
    /// \error Kind::Storage
    static Result<std::shared_ptr<Connection>> open(const QString &file);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// \error Kind::Storage says whether the disk is full, the file damaged, read-only or busy
    Result<QList<Row>> select(const QString &sql, const QVariantList &values = {});
    /// The first column of the first row; invalid when there is none.
    Result<QVariant> value(const QString &sql, const QVariantList &values = {});
    /// Returns the id of the row that was inserted last.
    Result<qint64> execute(const QString &sql, const QVariantList &values = {});
    /// All of \p work or nothing of it. When this succeeds, it is on the disk.
    Result<void> transact(const std::function<Result<void>()> &work);

    /// Settings that every connection needs; journal_mode is kept in the file, the others are not.
    Result<void> harden();

private:
    explicit Connection(QString name, QString file);
    Result<void> require(const QString &pragma, const QVariant &setting, const QVariant &expected);

    QString m_name;
    QString m_file;
};

} // namespace sm::store
