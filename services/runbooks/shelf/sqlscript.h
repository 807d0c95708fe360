// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace sm::runbooks {

struct SqlStatement
{
    QString text; ///< without the semicolon
    QString comment; ///< the lines of comment above it
};

/// The statements of a piece of SQL as PostgreSQL parts them: at semicolons outside of quotes and comments. Commands of
/// psql ("\dt") stay in the statement that they stand in.
QList<SqlStatement> sqlStatements(const QString &code);

/// Whether \p statement only looks, by its first words; the server refuses the rest of what is run as a query.
bool isSqlQuery(const QString &statement);

} // namespace sm::runbooks
