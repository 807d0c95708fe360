// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chainhead.h"

#include <QStringList>

namespace sm::operations {

/// A table whose rows are chained, with all its columns in their order; the first is the key.
struct ChainTable
{
    QString name;
    QStringList columns;

    QString key() const { return columns.first(); }
};

/// In the order in which their rows depend on each other.
const QList<ChainTable> &chainTables();

/// SQL for a row of \p table as canonical JSON (RFC 8785): an object of all its columns, by name.
QString rowSql(const ChainTable &table);
/// SQL over "chain" for the row that it names, as rowSql() gives it; NULL when it is missing.
QString chainedRowSql();

/// The hash of the row that comes after \p previous, as docs/guide/journal.md defines it. \p row: as rowSql() gives it.
QByteArray chainHash(const ChainHead &previous, qint64 seq, const QString &table, const QByteArray &row);

} // namespace sm::operations
