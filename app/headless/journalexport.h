// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exitcode.h"
#include "options.h"

#include <core/canceltoken.h>
#include <operations/journal.h>

#include <QCoroTask>

namespace sm::app {

/// `stationmaster journal export [-o FILE] [--format json|csv] [FILTER…]`. A file is there as a whole or not at all.
class JournalExport
{
public:
    /// \error Kind::Invalid there is no such format; or a filter for JSON, which is the whole chain
    static Result<JournalExport> of(const CommandWords &words);

    /// \p journal outlives the task.
    /// \error Kind::Storage the file can not be written; as operations::Journal::exportJson() and exportCsv()
    QCoro::Task<Result<ExitCode>> write(
        operations::Journal *journal, operations::JournalFilter filter, CancelToken token) const;

private:
    QCoro::Task<Result<void>> writeTo(operations::Journal *journal, std::shared_ptr<QIODevice> device,
        operations::JournalFilter filter, CancelToken token) const;

    QString m_file; ///< empty: standard output
    bool m_isCsv = false;
};

} // namespace sm::app
