// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>
#include <postgres/sqllexer.h>

#include <optional>
#include <span>

namespace sm::executors {

/// A table as SQL names it, with names in the case that the server keeps them in.
struct TableName
{
    QString schema; ///< empty: found along the search path
    QString table;

    /// Fit to be written into SQL. \error as postgres::quoteIdentifier()
    Result<QString> quoted() const;
};

/// Tokens of one statement.
struct SqlPiece
{
    const QString &sql;
    std::span<const postgres::SqlToken> tokens;

    bool isSymbol(size_t at, QChar symbol) const;
    bool isWord(size_t at, QStringView word) const;
    /// The name at \p at: plain names fold to lower case. Nothing: there is none.
    std::optional<QString> name(size_t at) const;
    /// The text of token \p at, with the blanks and comments behind it.
    QStringView text(size_t at) const;
};

/// Reads "name" or "schema.name" from token \p at on and moves it behind that.
std::optional<TableName> takeTableName(const SqlPiece &piece, size_t &at);

/// Nothing: \p text is not the name of a table and nothing else.
std::optional<TableName> tableNameOf(const QString &text);

} // namespace sm::executors
