// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/error.h>

namespace sm::costs {

/// \p error of a call of Cost Explorer with a sentence that says what to do about it; kind, code and request id stay.
/// \param action what IAM has to allow for the call: "ce:GetCostAndUsage"
Error explainedByExplorer(const Error &error, const QString &action);

/// Why nothing is asked any more today, and when it is again. \p now is UTC.
Error budgetExhausted(const Error &error, const QDateTime &now);

/// Whether AWS takes money for a request that ended with \p error: not for one that it refused or that never reached
/// it; for one whose answer got lost it may.
bool mayHaveBeenCharged(const Error &error);

/// The pages that came belong no longer together: only the first one can be asked for again.
bool isBrokenWalk(const Error &error);

} // namespace sm::costs
