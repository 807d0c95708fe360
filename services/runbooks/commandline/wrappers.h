// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <commandline/commands.h>

namespace sm::commandline {

/// Moves what only runs another command (sudo, time, env A=b, timeout 5, xargs -n 1, …) from the words of \p use to
/// its wrappers. An option that is not known leaves the words as they are: where the command begins is uncertain then.
void unwrap(CommandUse &use);

} // namespace sm::commandline
