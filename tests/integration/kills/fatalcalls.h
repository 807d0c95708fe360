// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crash.h"

namespace sm::test {

/// How far the one step of this process is.
enum class Stage {
    Opening, ///< of the journal
    Begun, ///< the run is written next
    Looking, ///< at what the step changes
    Intending, ///< the intent is written next
    Told, ///< it is on the disk
    Sending,
    Answered,
    Verified, ///< the outcome is written next
    Closing, ///< of the journal
};

/// From now on this process dies as \p crash says, by SIGKILL: between two system calls, or when one is half done. The
/// calls of SQLite and libcurl come here before they get to the C library (the executable exports them).
/// \p random is for what the crash leaves to chance.
void arm(const Crash &crash, unsigned random);

/// May not return.
void enter(Stage stage);

} // namespace sm::test
