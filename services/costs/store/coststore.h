// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/ids.h>
#include <core/result.h>
#include <costs/costservice.h>
#include <costs/query.h>

#include <QCoroTask>

#include <memory>

namespace sm::costs {

/// What became of a ledger that was given to a store.
enum class Added {
    New,
    Known, ///< the same was there: nothing changed
    Replaced, ///< in place of earlier deliveries of the same bills
};

/// Days: \c from, and the day after the last; invalid: no limit.
struct DayRange
{
    QDate from;
    QDate to;
};

/// A ledger in a store, without its charges.
struct LedgerInfo
{
    LedgerKind kind = LedgerKind::CurLegacy;
    QString title;
    QStringList bills;
    QByteArray digest;
    QString currency;
    QDateTime asOf; ///< UTC
    bool billed = true;
    QString note;
    QDate from; ///< invalid: it has no charges
    QDate to; ///< the day after the last
    qint64 rows = 0;
    QList<CostMetric> metrics;
    QStringList dimensions;
};

/// Where costs are kept: each system for itself.
///
/// \error Kind::Storage   code "CostsDamaged": what was kept is not what is there; the message says what to open again
/// \error Kind::Cancelled the store is as before
class CostStore
{
public:
    virtual ~CostStore() = default;

    /// Keeps \p ledger as a whole or not at all. Another delivery of the same bill is one whose bills and format
    /// (CUR of either kind, FOCUS, …) are among those of a ledger that is there.
    /// \error Kind::Conflict code "BillKnown": another delivery of the same bill is there, and \p known is Refuse
    /// \error Kind::Conflict code "BillPartlyKnown": it would replace a ledger that has other bills or parts as well;
    ///        the store is as before
    virtual QCoro::Task<Result<Added>> add(
        SystemId system, std::shared_ptr<const Ledger> ledger, KnownBill known, CancelToken token)
        = 0;

    /// The ledgers of \p kinds (none: all) with charges in \p range, in the order in which they were added. They are
    /// shared: whoever asks again gets the same ones.
    virtual QCoro::Task<Result<LedgerList>> ledgers(
        SystemId system, QList<LedgerKind> kinds, DayRange range, CancelToken token)
        = 0;
    virtual QCoro::Task<Result<QList<LedgerInfo>>> infos(SystemId system, CancelToken token) = 0;
    /// Drops the ledgers of \p kinds (none: all).
    virtual QCoro::Task<Result<void>> forget(SystemId system, QList<LedgerKind> kinds, CancelToken token) = 0;

    /// What a person should know of the last answer; empty: nothing.
    virtual QString note() const { return {}; }
};

} // namespace sm::costs
