// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/secret.h>
#include <coststore/coststore.h>
#include <coststore/sharedtexts.h>
#include <operations/planner.h>
#include <operations/runner.h>

#include <memory>

namespace sm::costs {

/// Costs in a PostgreSQL database of the team (CostPlaces::database of the system), in the tables of costtables. What
/// is put there is put there by the Runner; reading is a read.
///
/// \error Kind::NotFound code "NoTables": they were not made yet
/// \error Kind::Conflict code "OtherTables": tables of the same names have other columns
/// \error as executors::DatabaseConnections and postgres::Connection
class PostgresCosts final : public CostStore, public SharedTexts
{
public:
    struct Place
    {
        SystemInfo system;
        QString database; ///< of system.databases
        Secret password = {}; ///< empty: of the password file or PGPASSWORD
        QString folder; ///< for a bill on its way into the database; a file of ours is taken away again
    };

    /// Both outlive it.
    PostgresCosts(operations::Runner &runner, const operations::Planner &planner, Place place);
    ~PostgresCosts() override;

    /// What makes or completes the tables: for a person to look at. Nothing to do: a plan without steps.
    QCoro::Task<Result<Plan>> migration(CancelToken token);
    /// Runs that.
    QCoro::Task<Result<void>> migrate(CancelToken token);

    /// \error Kind::Conflict code "AddedMeanwhile": somebody else has added or forgotten a bill just now
    /// \error Kind::Denied   code "ReadOnly"
    QCoro::Task<Result<Added>> add(
        SystemId system, std::shared_ptr<const Ledger> ledger, KnownBill known, CancelToken token) override;
    QCoro::Task<Result<LedgerList>> ledgers(
        SystemId system, QList<LedgerKind> kinds, DayRange range, CancelToken token) override;
    QCoro::Task<Result<QList<LedgerInfo>>> infos(SystemId system, CancelToken token) override;
    /// For all people of the system. Their charges stay in the table, and count no more.
    QCoro::Task<Result<void>> forget(SystemId system, QList<LedgerKind> kinds, CancelToken token) override;

    CostOrigin origin() const override { return CostOrigin::Store; }
    QString name() const override;
    QCoro::Task<Result<std::optional<QByteArray>>> read(SystemId system, QString key, CancelToken token) override;
    /// Rows of cost_cache and api_metrics.
    QCoro::Task<Result<void>> write(QList<SharedText> texts, QList<SourceCall> calls, CancelToken token) override;

private:
    class Tables;
    std::unique_ptr<Tables> m_tables;
};

} // namespace sm::costs
