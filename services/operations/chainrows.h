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

/// SQL for the bytes of a row of \p table that go into its hash, as docs/guide/journal.md defines them: for each column
/// its name and its value, each with type and length in front.
QString canonicalSql(const ChainTable &table);
/// SQL for the columns of a row as JSON: [["id", 7], …].
QString jsonSql(const ChainTable &table);
/// SQL over "chain": the value of \p expression of the row that the chain names; NULL when it is missing.
QString ofChainedRow(QString (*expression)(const ChainTable &));

/// The hash of the row that comes after \p previous. \p row: what canonicalSql() gives.
QByteArray chainHash(const ChainHead &previous, qint64 seq, const QString &table, const QByteArray &row);

} // namespace sm::operations
