// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/error.h>

namespace sm::app {

struct Options;

/// What a headless command leaves with.
enum ExitCode {
    Done = 0,
    Refused = 1, ///< by the service, or by the local journal
    WrongUsage = 2,
    NoConnection = 3,
    Interrupted = 130,
};

ExitCode exitCodeFor(const Error &error);

/// Runs the command and returns its exit code. Data goes to standard output, everything else to standard error;
/// SIGINT and SIGTERM cancel.
int runHeadless(const Options &options);

} // namespace sm::app
