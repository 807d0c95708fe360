// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/cost.h>

namespace sm::costs {

/// As the command line has it: "cur", "focus", "cost-explorer", "athena", "anthropic", "openai".
QString sourceWord(CostSource source);
/// The source that sourceWord() calls \p word.
std::optional<CostSource> sourceFrom(QStringView word);
/// What sourceFrom() takes, in the order of CostSource.
QStringList sourceWords();

} // namespace sm::costs
