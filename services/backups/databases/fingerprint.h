// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <postgres/snapshot.h>

#include <QJsonObject>

#include <functional>

namespace sm::backups {

// What is in the tables of a database, as numbers that are the same for the same rows in any order.
//
// Of each row, MD5 over its text: ROW(…)::text, every column in the text form of its type, in the encoding of the
// database; instants in UTC, ISO dates, bytea in hexadecimal, floating point with all digits that it has
// (extra_float_digits = 3). The checksum of a table is "A:B", where A is the sum of the first and B of the second 64
// bits of all these digests, as signed numbers. All of it is computed on the server. Text forms are the same in
// versions 12 and newer. Not in it: large objects, sequences, materialized views (which are computed anew), what
// belongs to extensions.

/// The SELECT of schema and name of the tables that have rows of their own and are backed up.
QString tablesSql();
/// The SELECT of the number of rows and both sums of one table.
/// \error Kind::Invalid as postgres::quoteTable()
Result<QString> checksumSql(const QString &schema, const QString &table);

using TellTable = std::function<void(int number, int of, const QString &table)>;
/// {formula, rows, tables: [{schema, table, rows, checksum}]} of all tables at the moment of \p snapshot, which
/// outlives the task. A table is said when it begins.
/// \error as postgres::Snapshot::read(); code "42501": one of its tables may not be read
QCoro::Task<Result<QJsonObject>> readFingerprint(postgres::Snapshot *snapshot, TellTable tell, CancelToken token);

} // namespace sm::backups
