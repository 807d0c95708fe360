// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QList>
#include <QString>

namespace sm::postgres {

struct Column
{
    QString name; ///< need not be unique: SELECT 1 AS a, 2 AS a
    quint32 type = 0; ///< pg_type.oid
};

/// What a statement returned.
struct QueryResult
{
    QList<Column> columns;
    /// A row is an array with a value for each column, in their order: null, true and false, a number, or a string.
    /// A number is exact: bigint beyond ±2^53 and numeric with a fraction are strings, with every digit that the server
    /// sent, and so are NaN and Infinity. All other types are strings in the server's form (instants in UTC).
    QJsonArray rows;
    bool truncated = false; ///< there were more rows, or more than 64 MiB of them
    QString commandTag; ///< "SELECT 3", "DELETE 7"; empty when a read was truncated
    qint64 affectedRows = 0;

    /// The rows as objects by column name; of columns with the same name the second is "name_2", and so on.
    QJsonArray objects() const;
};

} // namespace sm::postgres
