// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runbook.h"

namespace sm::runbooks {

/// How much a runbook may hold; it may come from anywhere.
constexpr int mostSteps = 2000;

/// What was read from one file.
struct ReadRunbook
{
    Runbook runbook; ///< to be used only where there are no problems
    QList<Problem> problems; ///< in the order of the file, at most 50

    /// \error Kind::Invalid "create-user.yaml:12:5: …", a line for each problem
    Result<Runbook> result() const;
};

/// Reads a runbook: YAML of at most 5 MB, 32 levels, 2,000 steps; no tags; aliases are resolved at most 100 times.
/// All expressions are compiled and checked here: that they parse, and that what they name is there when it is used.
/// \param fileName  for messages; its base name is the id where the file gives none
ReadRunbook readRunbook(const QString &fileName, const QByteArray &yaml);

} // namespace sm::runbooks
