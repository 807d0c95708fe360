// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/journalrun.h>

namespace sm::shell {

/// What a person is told of a run that was cut off: what it was, how far it came, and which of its steps are in doubt.
QString unfinishedSentence(const JournalRun &run, const Plan &plan);

} // namespace sm::shell
