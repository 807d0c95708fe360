// SPDX-License-Identifier: GPL-3.0-or-later
#include "bakebegin.h"

#include <operations/wholerun.h>

#include <algorithm>

namespace sm::deployments {

namespace {

/// The one that was written right before the step was sent.
const JournalEntry *ownEntry(const QList<JournalEntry> &entries, const Step &step)
{
    const auto own = std::ranges::find_if(entries, [&step](const JournalEntry &each) {
        return each.state == StepState::Running && each.input == step.operation.with;
    });
    return own == entries.end() ? nullptr : &*own;
}

} // namespace

QCoro::Task<QDateTime> bakeBegin(operations::Journal *journal, SystemId system, Step step, const Clock *clock)
{
    const QDateTime now = clock->nowUtc();
    if (!journal)
        co_return QDateTime(now);
    operations::JournalFilter filter;
    filter.system = system;
    filter.uses = step.operation.uses;
    filter.resource = step.resource;
    const Result<QList<JournalEntry>> entries = co_await journal->entries(filter);
    const JournalEntry *own = entries ? ownEntry(*entries, step) : nullptr;
    if (!own)
        co_return QDateTime(now);
    const Result<JournalRun> whole = co_await operations::wholeRun(journal, own->run);
    QDateTime begin = now;
    if (whole) {
        for (const JournalEntry &each : whole->entries) {
            if (each.step == own->step && each.uses == own->uses && each.intentAt < begin)
                begin = each.intentAt;
        }
    }
    co_return QDateTime(begin);
}

} // namespace sm::deployments
