// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rowchange.h"
#include "sqltable.h"

#include <QJsonObject>

namespace sm::executors {

// The SQL by which rows are looked at, changed and put back. Names come from the server or are quoted; values are
// parameters.

/// The rows that \p source gives, SELECT * of \p table: the text of the whole row, by which they are ordered, then each
/// column that is kept as text, then the first and the last \p timeColumn, which may be empty.
QString rowsSql(const SqlTable &table, const QString &source, const QString &timeColumn);

/// How many rows \p source gives, and their first and last \p timeColumn.
QString countSql(const QString &source, const QString &timeColumn);

/// SELECT * of the rows of \p table whose keys are in $1, a JSON list of lists of texts.
QString byKeySql(const SqlTable &table);

/// \p change, undone by the server itself unless it hits as many rows as \p expected says: {rows}, or exactly the rows
/// with the \p expected digest. One statement, so it is done as a whole or not at all.
QString guardedSql(const RowChange &change, const SqlTable &table, const QJsonObject &expected);

/// Writes the columns of kept rows, $1 as a JSON list of lists of texts, into the rows that have their keys; guarded in
/// the same way.
QString putBackSql(const SqlTable &table, qint64 rows);

/// How many rows guardedSql() or putBackSql() hit instead. Nothing: \p error is about something else.
std::optional<qint64> otherCountIn(const Error &error);

} // namespace sm::executors
