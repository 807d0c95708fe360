// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sm::app {

/// Before anything else runs: no core dumps, no other process may read this one's memory, files are the user's alone.
void hardenProcess();

} // namespace sm::app
