// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVariantList>

namespace sm::operations {

/// A search in the journal as the parts of a SELECT.
struct JournalSearch
{
    QString from; ///< "entries", perhaps with the index of its text
    QString key; ///< the column to page and sort by: the index walks backwards only by its own
    QString condition; ///< empty, or begins with "AND"
    QVariantList values;
};

/// Each word of \p text has to occur somewhere in the entry.
JournalSearch journalSearch(const QString &text);

} // namespace sm::operations
