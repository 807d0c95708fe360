// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exitcode.h"
#include "options.h"

#include <core/canceltoken.h>
#include <operations/journalfile.h>

#include <QCoroTask>

namespace sm::app {

/// `stationmaster journal export [-o FILE] [--format json|csv] [FILTER…]`. A file is there as a whole or not at all.
class JournalExport
{
public:
    /// \error Kind::Invalid there is no such format; or a filter for JSON, which is the whole chain
    static Result<JournalExport> of(const CommandWords &words);

    /// \p journal outlives the task.
    /// \error as operations::exportJournal(), and for standard output the same
    QCoro::Task<Result<ExitCode>> write(
        operations::Journal *journal, operations::JournalFilter filter, CancelToken token) const;

private:
    QCoro::Task<Result<void>> writeToOutput(
        operations::Journal *journal, operations::JournalFilter filter, CancelToken token) const;

    QString m_file; ///< empty: standard output
    operations::ExportForm m_form = operations::ExportForm::Json;
};

} // namespace sm::app
