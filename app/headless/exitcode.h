// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/error.h>

namespace sm::app {

/// What a headless command leaves with.
enum ExitCode {
    Done = 0,
    Refused = 1, ///< by the service, or by the local journal; a step of a run failed; a finding of lint is an error
    WrongUsage = 2,
    NoConnection = 3,
    WaitsForPerson = 4, ///< a run needs a decision, an approval, a sign-in or something done by hand
    LeftInDoubt = 5, ///< it is not known what became of a step
    Interrupted = 130,
};

ExitCode exitCodeFor(const Error &error);

} // namespace sm::app
