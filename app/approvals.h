// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation.h"

#include <operations/guard.h>
#include <operations/journal.h>

namespace sm::app {

/// The guard of system \p id, which knows its approvers by its file, read each time. \p journal may be null: then
/// nothing is run anyway.
operations::Guard guardOf(const Options &options, const SystemId &id, const operations::Journal *journal);

} // namespace sm::app
