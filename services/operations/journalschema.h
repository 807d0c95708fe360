// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <store/schema.h>

namespace sm::operations {

/// The tables of the journal and all their versions.
store::Schema journalSchema();

} // namespace sm::operations
