// SPDX-License-Identifier: GPL-3.0-or-later
#include "stepstates.h"

namespace sm::app {

using namespace Qt::Literals::StringLiterals;

StepStates statesOf(const JournalRun &run)
{
    StepStates states;
    for (const JournalNote &note : run.notes) {
        if (note.kind == "skipped"_L1)
            states.insert(note.step, StepState::Skipped);
    }
    for (const JournalEntry &entry : run.entries) {
        if (states.value(entry.step) != StepState::Skipped)
            states.insert(entry.step, entry.state);
    }
    return states;
}

} // namespace sm::app
