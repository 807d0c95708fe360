// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <costs/query.h>

#include <QCoroTask>

namespace sm::costs {

/// answer() on another thread: the caller's goes on.
/// \error as answer(); Kind::Cancelled when \p token was, in the meantime too
QCoro::Task<Result<CostAnswer>> answerAside(LedgerList ledgers, CostQuery query, CancelToken token);

/// The values of \p dimension in \p ledgers, largest cost of \p metric first; on another thread.
QCoro::Task<Result<QStringList>> valuesAside(
    LedgerList ledgers, CostMetric metric, QString dimension, CancelToken token);

} // namespace sm::costs
