// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/journalrun.h>

#include <QMap>

namespace sm::app {

/// How the steps of a run have ended so far, by their numbers from 0; none of those that have not begun.
using StepStates = QMap<int, StepState>;

/// Of \p run with all that took it up (operations::wholeRun()).
StepStates statesOf(const JournalRun &run);

} // namespace sm::app
