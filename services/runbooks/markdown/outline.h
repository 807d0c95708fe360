// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document.h"
#include "runbook.h"

namespace sm::markdown {

inline constexpr int maximumSteps = 2'000;

/// The runbooks of \p document in their order: each heading under which something is to be done, by numbered items,
/// checklists or commands. A numbered item with the code that follows it is one step; other code is a step for each
/// statement with a comment above it; an item of prose alone is a manual step. What is not understood is carried as it
/// stands and never guessed. Nothing is run, opened or looked up.
/// \error Kind::Invalid  more than maximumSteps
Result<QList<ImportedRunbook>> outline(const Document &document, const commandline::AwsReader &aws);

} // namespace sm::markdown
