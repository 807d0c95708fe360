// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledgerhead.h"

#include <store/connection.h>
#include <store/schema.h>

#include <atomic>

namespace sm::costs {

store::Schema costsSchema();

/// Ledgers in the tables of a SQLite file; on the thread of its database.
class SqliteLedgers
{
public:
    struct Row
    {
        qint64 number = 0;
        LedgerHead head;
        bool isDamaged = false; ///< somebody has found it so
    };

    explicit SqliteLedgers(store::Connection &connection)
        : m_connection(connection)
    {
    }

    /// In the order in which they were added. What a newer Stationmaster wrote is left out.
    Result<QList<Row>> rows(const SystemId &system);
    /// In a transaction of the caller. Ends with Kind::Cancelled when \p cancelled turns true.
    Result<qint64> write(const SystemId &system, const Ledger &ledger, const std::atomic_bool &cancelled);
    /// \error Kind::Storage, code "CostsDamaged"
    Result<std::shared_ptr<const Ledger>> read(const Row &row);
    Result<void> remove(qint64 number);
    /// So that opening the bill again replaces it.
    void markDamaged(qint64 number);

private:
    using Take = std::function<bool(const QByteArray &bytes, std::size_t rows)>;

    Result<void> writeSlice(qint64 number, const QString &part, int slice, std::size_t rows, const QByteArray &bytes);
    Result<void> writeColumns(qint64 number, const Ledger &ledger, std::size_t first, std::size_t rows);
    Result<void> writeTexts(qint64 number, const Ledger &ledger);
    /// false: it is damaged
    Result<bool> readPart(qint64 number, const QString &part, const Take &take);
    Result<bool> readDimensions(qint64 number, const LedgerHead &head, Ledger &ledger);
    Result<bool> readMetrics(qint64 number, const LedgerHead &head, Ledger &ledger);

    store::Connection &m_connection;
};

} // namespace sm::costs
