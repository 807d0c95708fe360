// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "saving.h"

#include <core/canceltoken.h>
#include <core/result.h>
#include <costs/query.h>

#include <QCoroTask>

namespace sm::savings {

/// What counts as too much.
struct SavingsRules
{
    int keepVersions = 5; ///< of each Lambda function
    int logDays = 30; ///< that events are kept
    int objectDays = 30; ///< after which objects are old
};

/// Looks for what could cost less. Reads only.
class SavingsService
{
public:
    virtual ~SavingsService() = default;

    /// \param ledgers  for what is known of costs by usage type; may be empty
    /// What may not be read, or can not be, becomes one of the report's problems, and the rest is found nevertheless.
    /// \error Kind::Cancelled \p token was cancelled
    virtual QCoro::Task<Result<SavingsReport>> find(SavingsRules rules, costs::LedgerList ledgers, CancelToken token)
        = 0;
};

} // namespace sm::savings
