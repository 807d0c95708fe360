// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tablename.h"

#include <optional>

namespace sm::executors {

/// A statement that is understood so far that the rows it changes can be looked at before:
///
///     DELETE FROM [schema.]table [[AS] alias] [WHERE condition]
///     UPDATE [schema.]table [[AS] alias] SET … [WHERE condition]
///
/// Everything else is not one: ONLY, USING, FROM, RETURNING, WITH, CURRENT OF, names as U&"…", and conditions that do
/// more than read.
struct RowChange
{
    bool removes = false; ///< DELETE
    TableName table;
    QString target; ///< as it is written behind FROM, with its alias
    QString reference; ///< what condition and RETURNING call the table, quoted
    QString condition; ///< empty: every row
    QString written; ///< SELECT * of these rows, in the words of the statement itself
    QString body; ///< the statement, without what is behind its end

    /// SELECT * of the rows that it changes, with its parameters where they are.
    QString selection() const;
};

/// Nothing: \p sql is no such statement.
std::optional<RowChange> rowChangeOf(const QString &sql);

/// Whether two statements are the same but for blanks and the case of words.
bool isSameSql(const QString &a, const QString &b);

/// Whether WHERE stands in \p sql outside of all parentheses.
bool hasCondition(const QString &sql);

} // namespace sm::executors
