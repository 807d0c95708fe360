// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/types.h>

namespace sm::process {

/// Called in the new process, before it becomes the program: makes it the leader of a session and group of its own,
/// its files private (umask 077), and lets it die with the thread of \p parent that started it. Of our open files it
/// keeps the three standard ones; \p input, where it is not -1, becomes standard input.
///
/// Between fork and exec only what POSIX calls async-signal-safe may be used.
void becomeChild(pid_t parent, int input);

} // namespace sm::process
