// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/systeminfo.h>

namespace sm::operations {

/// Who acts, as the journal names it: the user of this machine, and whom AWS takes them for.
QString actorOf(const Identity &identity);

} // namespace sm::operations
