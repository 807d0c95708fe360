// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal.h"

#include <QCoroTask>

namespace sm::operations {

enum class ExportForm {
    Json, ///< the whole chain, which docs/guide/verify_journal.py can verify
    Csv, ///< what the filter finds, for a spreadsheet
};

/// CSV for a name that ends in ".csv", else JSON.
ExportForm exportFormOf(const QString &file);

/// Writes \p journal, which outlives the task, to \p file: it is there as a whole or not at all. Cancelled: not at all.
/// \param filter  for CSV only
/// \error Kind::Storage the file can not be written; as Journal::exportJson() and exportCsv()
QCoro::Task<Result<void>> exportJournal(
    Journal *journal, QString file, ExportForm form, JournalFilter filter, CancelToken token);

} // namespace sm::operations
