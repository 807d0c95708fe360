// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rowchange.h"

#include <core/plan.h>
#include <postgres/copy.h>
#include <postgres/statement.h>
#include <store/captureid.h>

#include <QJsonObject>

namespace sm::executors {

/// The input of the operations on a database:
///
///     sql:query     {database, statement, parameters: [], rows}
///     sql:execute   {database, statement, parameters: [], capture, atMost}
///     sql:copy-out  {database, statement or table, file, format: csv, text or binary}
///     sql:copy-in   {database, table, columns: [], file, format}, or {database, table, matched}
///     sql:put-back  {database, table, matched}
///
/// "capture" is true, false, or for those who like to read it the SELECT of the very rows that the statement changes.
/// "matched" is the state that was found before a change (rowstate.h); it is never written by people. Each takes
/// "password", a secret.
struct SqlInput
{
    enum class Verb { Query, Execute, CopyOut, CopyIn, PutBack };

    Verb verb = Verb::Query;
    QString database;
    Secret password;
    postgres::Statement statement; ///< with its secrets
    std::optional<RowChange> change; ///< of execute, where it is understood
    bool keepsRows = false; ///< the rows that it changes are kept first
    std::optional<int> atMost; ///< rows that it may change
    std::optional<TableName> table;
    QStringList columns;
    QString file; ///< an absolute path
    postgres::CopyFormat format = postgres::CopyFormat::Csv;
    QJsonObject matched;

    std::optional<store::CaptureId> kept() const;
    /// The columns that tell kept rows apart.
    QStringList key() const;
    /// Whether rows are looked for by the keys of kept ones, so that rows which came meanwhile are none of them.
    bool isByKey() const { return kept() && !key().isEmpty(); }
    /// The table whose rows are looked at.
    TableName changedTable() const { return change ? change->table : table.value_or(TableName()); }
};

/// \error Kind::Invalid (code "Input") names the member that is wrong; for what is no single statement, or not of the
///                      kind that the operation takes, as postgres::StatementKind::of()
Result<SqlInput> sqlInput(const Step &step);

/// The members of it in which secrets may stand, beside "password".
QStringList secretMembersOfSql();

} // namespace sm::executors
