// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledgercache.h"
#include "ledgerhead.h"
#include "teamwrites.h"

#include <coststore/postgrescosts.h>
#include <executors/databaseconnections.h>

namespace sm::costs {

/// A delivery of a bill that counts.
struct Delivery
{
    qint64 version = 0;
    QString id; ///< of its charges
    LedgerHead head;
};

/// What cost_ledgers says of a system.
struct Deliveries
{
    QList<Delivery> counting;
    qint64 newest = 0; ///< version; 0: there is none
};

/// The tables of a team, and the two ways to them: connections to read, the Runner to write.
class PostgresCosts::Tables
{
public:
    Tables(operations::Runner &runner, const operations::Planner &planner, Place place);

    QCoro::Task<Result<postgres::QueryResult>> read(postgres::Statement statement, CancelToken token);
    QCoro::Task<Result<Deliveries>> deliveries(SystemId system, CancelToken token);
    QCoro::Task<Result<std::shared_ptr<const Ledger>>> charges(SystemId system, Delivery delivery, CancelToken token);
    /// A row of cost_ledgers; its charges are put in by \p before.
    QCoro::Task<Result<void>> append(
        SystemId system, QString title, QList<Step> before, QJsonArray row, CancelToken token);
    /// \p ledger as a file that COPY takes, under a name of its own.
    QCoro::Task<Result<QString>> writeFile(std::shared_ptr<const Ledger> ledger, QString delivery);
    Step copyIn(const Ledger &ledger, const QString &file) const;
    Step statement(const QString &title, const QString &sql, const QJsonArray &parameters) const;
    Error explained(const Error &error) const;

    const Place &place() const { return m_place; }
    const TeamWrites &writes() const { return m_writes; }
    LedgerCache &cacheOf(const SystemId &system) { return m_caches[system]; }

private:
    Place m_place;
    TeamWrites m_writes;
    executors::DatabaseConnections m_connections;
    std::map<SystemId, LedgerCache> m_caches;
};

} // namespace sm::costs
