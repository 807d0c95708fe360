// SPDX-License-Identifier: GPL-3.0-or-later
#include "wholerun.h"

namespace sm::operations {

QCoro::Task<Result<JournalRun>> wholeRun(Journal *journal, qint64 id)
{
    Result<JournalRun> part = co_await journal->run(id);
    while (part && part->resumes != 0)
        part = co_await journal->run(part->resumes);
    Result<JournalRun> whole = part;
    while (part && part->resumedBy != 0) {
        part = co_await journal->run(part->resumedBy);
        if (!part)
            co_return part.error();
        whole->entries << part->entries;
        whole->notes << part->notes;
    }
    co_return whole;
}

} // namespace sm::operations
