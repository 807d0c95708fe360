// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sm::app {

struct Options;

/// Runs the command and returns its exit code. Data goes to standard output, everything else to standard error;
/// SIGINT and SIGTERM cancel.
int runHeadless(const Options &options);

} // namespace sm::app
