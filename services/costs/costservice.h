// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/cost.h>
#include <core/result.h>

#include <QCoroTask>

#include <functional>

namespace sm::costs {

/// How far a bill is read: bytes, 0 to \c total.
struct BillProgress
{
    qint64 bytes = 0;
    qint64 total = 0;
};

/// What to do when the store has another delivery of a bill that is opened.
enum class KnownBill { Refuse, Replace, AddPart };

struct BillRequest
{
    QStringList files; ///< bills, or the manifest of one
    QString currency; ///< of a file with several: the one to keep; empty: a file with two is refused
    KnownBill known = KnownBill::Refuse;
};

/// What the Costs screens ask for. Nothing here changes an account.
class CostService
{
public:
    using ProgressHandler = std::function<void(const BillProgress &)>;

    virtual ~CostService() = default;

    /// What can be asked, without asking anybody who takes money for it.
    virtual QCoro::Task<Result<QList<CostSourceInfo>>> sources(CancelToken token) = 0;
    /// \param fresh asks the source although an answer is kept; no effect on closed months
    /// \error Kind::Invalid   the source has no such metric or dimension, or the range is empty
    /// \error Kind::Denied    not allowed, code as AWS says it
    /// \error Kind::Throttled code "BudgetExhausted": today's budget for paid requests is used up and nothing is kept
    virtual QCoro::Task<Result<CostAnswer>> answer(CostSource source, CostQuery query, bool fresh, CancelToken token)
        = 0;
    /// The values of a dimension, largest cost first.
    virtual QCoro::Task<Result<QStringList>> values(CostSource source, QString dimension, CancelToken token) = 0;
    /// Reads a bill and keeps it. The same again changes nothing.
    /// \error Kind::Invalid  not a bill, or a damaged one: names row and column; the store is as before
    /// \error Kind::Conflict code "BillKnown": another delivery of the same bill is there; see KnownBill
    /// \error Kind::Cancelled the store is as before
    virtual QCoro::Task<Result<CostSourceInfo>> openBill(
        BillRequest request, ProgressHandler onProgress, CancelToken token)
        = 0;
    /// Drops the bills of \p source that are kept here; not in any account.
    virtual QCoro::Task<Result<void>> forget(CostSource source, CancelToken token) = 0;
    /// What was paid for asking, today.
    virtual QCoro::Task<Result<CostMeter>> meter(CancelToken token) = 0;
};

} // namespace sm::costs
