// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tablename.h"

#include <core/canceltoken.h>
#include <postgres/connection.h>

#include <QCoroTask>

namespace sm::executors {

/// A table as the server describes it.
struct SqlTable
{
    struct Column
    {
        QString name;
        QString type; ///< as SQL writes it
        bool isGenerated = false; ///< out of other columns: it is never written
        bool isTime = false; ///< a date or an instant
        bool isFixed = false; ///< a number that the server gives, which no UPDATE can set
        int keyPlace = 0; ///< in the primary key, from 1
    };
    QString sql; ///< its name, quoted
    QList<Column> columns;
    QStringList also; ///< what is changed with it: tables with a foreign key to it, and its triggers
    bool isPlain = false; ///< a table, of which no other table is a part by inheritance

    /// Those that are written, and so kept.
    QList<Column> written() const;
    /// In the order of the primary key. Empty: there is none, or it is generated.
    QList<Column> key() const;
    QStringList keyNames() const;

    /// Describes \p name. \p removes: what a DELETE changes with it, else an UPDATE.
    /// \error Kind::NotFound there is no such table; as postgres::Connection::read()
    static QCoro::Task<Result<SqlTable>> describe(
        postgres::Connection *connection, TableName name, bool removes, CancelToken token);
};

} // namespace sm::executors
