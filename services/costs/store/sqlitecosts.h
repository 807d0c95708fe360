// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coststore/coststore.h>

namespace sm::store {
class Database;
}

namespace sm::costs {

class LedgerCache;

/// Costs in a SQLite file of this person. It is theirs alone and changes no world: the Runner has no part in it.
///
/// A ledger is kept as its columns, in slices with a checksum each; adding one is one transaction.
class SqliteCosts final : public CostStore
{
public:
    /// \error as store::Database::open(), with "Costs"
    static QCoro::Task<Result<std::unique_ptr<SqliteCosts>>> open(QString file);
    ~SqliteCosts() override;

    QCoro::Task<Result<Added>> add(
        SystemId system, std::shared_ptr<const Ledger> ledger, KnownBill known, CancelToken token) override;
    QCoro::Task<Result<LedgerList>> ledgers(
        SystemId system, QList<LedgerKind> kinds, DayRange range, CancelToken token) override;
    QCoro::Task<Result<QList<LedgerInfo>>> infos(SystemId system, CancelToken token) override;
    QCoro::Task<Result<void>> forget(SystemId system, QList<LedgerKind> kinds, CancelToken token) override;

    /// Drops the ledgers that have none of these \p digests.
    QCoro::Task<Result<void>> retain(SystemId system, QList<QByteArray> digests);

private:
    explicit SqliteCosts(std::unique_ptr<store::Database> database);

    std::shared_ptr<LedgerCache> m_cache; ///< touched on the thread of the database only
    std::unique_ptr<store::Database> m_database;
};

} // namespace sm::costs
