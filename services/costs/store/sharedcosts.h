// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/clock.h>
#include <coststore/coststore.h>
#include <coststore/sqlitecosts.h>

#include <map>

namespace sm::costs {

/// The bills of a team, with a copy on this computer: it stands in while the team's store can not be asked, and gives
/// charges faster than the network.
///
/// The team's store says what counts. What could be kept on this computer only is shown beside it, as long as the team
/// has no delivery of the same bill: nothing is counted twice. note() says when either is so.
///
/// What the team has is looked up every 15 seconds at most. A store that can not be asked, or does not answer within 3
/// seconds, is left alone for a minute: charts are regrouped faster than a network is.
class SharedCosts final : public CostStore
{
public:
    /// All outlive it.
    SharedCosts(CostStore &team, SqliteCosts &here, const Clock *clock);

    /// Where the team's store can not be asked or changed, the bill is kept here, and note() says so.
    QCoro::Task<Result<Added>> add(
        SystemId system, std::shared_ptr<const Ledger> ledger, KnownBill known, CancelToken token) override;
    QCoro::Task<Result<LedgerList>> ledgers(
        SystemId system, QList<LedgerKind> kinds, DayRange range, CancelToken token) override;
    QCoro::Task<Result<QList<LedgerInfo>>> infos(SystemId system, CancelToken token) override;
    /// For all people of the system.
    /// \error as the team's store; then nothing is forgotten here either
    QCoro::Task<Result<void>> forget(SystemId system, QList<LedgerKind> kinds, CancelToken token) override;
    QString note() const override { return m_note; }

private:
    struct Known
    {
        QList<LedgerInfo> shared; ///< what the team has, or had when it was asked last
        QList<LedgerInfo> onlyHere;
        bool isCurrent = true; ///< the team was asked just now
    };

    /// What the team's store said.
    struct Asked
    {
        Result<QList<LedgerInfo>> infos;
        std::chrono::steady_clock::time_point good; ///< until then
    };

    QCoro::Task<Result<Known>> look(SystemId system, CancelToken token);
    QCoro::Task<Result<QList<LedgerInfo>>> askTeam(SystemId system, CancelToken token);
    QCoro::Task<Result<LedgerList>> sharedLedgers(
        SystemId system, Known known, QList<LedgerKind> kinds, DayRange range, CancelToken token);
    /// Whether what is here answers in place of a team's store that said \p error. Damage is not hidden.
    bool standsIn(const Error &error, const QString &note);

    CostStore &m_team;
    SqliteCosts &m_here;
    const Clock *m_clock;
    std::map<SystemId, Asked> m_asked;
    QString m_note;
};

} // namespace sm::costs
