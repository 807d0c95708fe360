// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVariantList>

namespace sm::operations {

/// A search in the journal as SQL: what follows "WHERE …", and the values it binds.
struct JournalSearch
{
    QString condition; ///< empty, or begins with "AND"
    QVariantList values;
};

/// Each word of \p text has to occur somewhere in the entry.
JournalSearch journalSearch(const QString &text);

} // namespace sm::operations
