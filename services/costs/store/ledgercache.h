// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <costs/ledger.h>

#include <list>
#include <memory>
#include <unordered_map>

namespace sm::costs {

/// Ledgers that were read, by their numbers in a store. Beyond a limit the one that was not asked for longest is let
/// go; as long as somebody has it, it is found again all the same.
class LedgerCache
{
public:
    explicit LedgerCache(std::size_t mostBytes = std::size_t(512) * 1024 * 1024)
        : m_mostBytes(mostBytes)
    {
    }

    /// nullptr: it has to be read.
    std::shared_ptr<const Ledger> find(qint64 number);
    void put(qint64 number, std::shared_ptr<const Ledger> ledger);
    void drop(qint64 number);

private:
    struct Held
    {
        qint64 number;
        std::shared_ptr<const Ledger> ledger;
        std::size_t bytes;
    };
    void hold(qint64 number, std::shared_ptr<const Ledger> ledger);
    void letGo(qint64 number);

    std::size_t m_mostBytes;
    std::size_t m_bytes = 0;
    std::list<Held> m_held; ///< the latest first
    std::unordered_map<qint64, std::weak_ptr<const Ledger>> m_known;
};

} // namespace sm::costs
