// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journalpresence.h"

#include <operations/journalrecords.h>
#include <store/connection.h>

namespace sm::operations {

/// A search in the journal as a SELECT that gives the ids of the entries, newest first.
struct JournalSearch
{
    QString sql;
    QVariantList values;
};

/// Each word of the filter's text has to occur somewhere in the entry.
/// \error Kind::Storage
Result<JournalSearch> journalSearch(
    store::Connection &connection, const JournalPresence &presence, const JournalFilter &filter);

} // namespace sm::operations
