// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sqlinput.h"

#include <operations/catalog.h>

namespace sm::executors {

/// Tier, repeat class and mark of a statement that changes something, by what it is; where it is nothing that is known
/// here, by the catalog's "sql:execute".
void fillInStatement(Step &step, const SqlInput &input, const operations::Catalog &catalog);

} // namespace sm::executors
