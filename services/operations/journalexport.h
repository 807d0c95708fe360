// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chainhead.h"

#include <core/journalentry.h>
#include <store/connection.h>

namespace sm::operations {

/// Some rows of the JSON export, one a line, with a comma between.
struct ExportPage
{
    QByteArray lines;
    qint64 last = 0; ///< its number in the chain; 0: there are no more
};

/// The beginning of the JSON export, up to the first row. docs/guide/journal.md describes the format.
QByteArray jsonExportBeginning(const ChainHead &head, const QByteArray &publicKey);
/// The chained rows after \p after, not beyond \p end.
Result<ExportPage> jsonExportRows(store::Connection &connection, qint64 after, qint64 end);
QByteArray jsonExportEnd();

QByteArray csvExportHeader();
QByteArray csvExportRecord(const JournalEntry &entry);

} // namespace sm::operations
