// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/clock.h>
#include <coststore/paidrequests.h>
#include <net/sleeper.h>

#include <memory>

namespace sm::store {
class Connection;
class Database;
} // namespace sm::store

namespace sm::costs {

struct PaidLimits
{
    Decimal budget; ///< US dollars a day (UTC)
    int perSecond = 5; ///< requests of one service; at least 1
};

/// Keeps them in a SQLite file that all programs share.
///
/// Turns are times of the computer's steady clock, which all programs read alike and nobody sets; after a start of the
/// computer, they begin anew.
class CostMeterBook final : public PaidRequests
{
public:
    /// \p clock and \p sleeper outlive it, and it outlives everybody who waits.
    /// \error as store::Database::open(), with "CostMeter"
    static QCoro::Task<Result<std::unique_ptr<CostMeterBook>>> open(
        QString file, PaidLimits limits, const Clock *clock, net::Sleeper *sleeper);
    ~CostMeterBook() override;

    QCoro::Task<Result<CostMeter>> today() override;
    QCoro::Task<Result<bool>> maySpend(Decimal price) override;
    QCoro::Task<Result<void>> admit(PaidRequest request, CancelToken token) override;
    QCoro::Task<Result<void>> takeBack(PaidRequest request) override;
    QCoro::Task<Result<void>> record(PaidRequest request) override;

private:
    CostMeterBook(
        std::unique_ptr<store::Database> database, PaidLimits limits, const Clock *clock, net::Sleeper *sleeper);
    QCoro::Task<Result<void>> takeBackRow(qint64 row);

    std::unique_ptr<store::Database> m_database;
    PaidLimits m_limits;
    const Clock *m_clock;
    net::Sleeper *m_sleeper;
};

} // namespace sm::costs
