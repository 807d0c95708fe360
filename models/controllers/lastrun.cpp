// SPDX-License-Identifier: GPL-3.0-or-later
#include "lastrun.h"

#include <algorithm>

namespace sm::controllers {

namespace {

LastRun::End endOf(const JournalRun &run)
{
    bool isFailed = false;
    for (const JournalEntry &entry : run.entries) {
        if (entry.state == StepState::InDoubt)
            return LastRun::End::InDoubt;
        isFailed = isFailed || entry.state == StepState::Failed;
    }
    switch (run.state) {
    case RunState::Running:
        return LastRun::End::Running;
    case RunState::Unfinished:
    case RunState::Resumed:
        return LastRun::End::Unfinished;
    case RunState::Stopped:
        return isFailed ? LastRun::End::Failed : LastRun::End::Stopped;
    case RunState::Finished:
        break;
    }
    return isFailed ? LastRun::End::Failed : LastRun::End::Done;
}

/// As far as the entry tells: the plan of the undo looks at the world.
bool canBeUndone(const JournalEntry &entry)
{
    return entry.state == StepState::Done && entry.undoneBy == 0 && !entry.before.isUndefined();
}

} // namespace

LastRun lastRunOf(const JournalRun &run)
{
    LastRun last{run.beganAt, endOf(run), run.id};
    const auto &entries = run.entries;
    last.entry = entries.isEmpty() ? 0 : entries.last().id;
    last.canBeUndone = std::any_of(entries.begin(), entries.end(), canBeUndone);
    last.isUndone = !last.canBeUndone
        && std::any_of(entries.begin(), entries.end(), [](const JournalEntry &each) { return each.undoneBy != 0; });
    return last;
}

} // namespace sm::controllers
