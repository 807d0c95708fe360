// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledgercache.h"

#include <algorithm>

namespace sm::costs {

namespace {

/// Roughly: what the columns and dictionaries take.
std::size_t bytesOf(const Ledger &ledger)
{
    std::size_t bytes = ledger.rows() * sizeof(qint32);
    for (const LedgerMetric &each : ledger.metrics)
        bytes += each.mantissas.size() * sizeof(Int128);
    for (const LedgerDimension &each : ledger.dimensions) {
        bytes += each.codes.visit([](const auto &codes) { return codes.size() * sizeof(codes[0]); });
        for (const QByteArray &value : each.values)
            bytes += sizeof(QByteArray) + static_cast<std::size_t>(value.size());
    }
    return bytes;
}

} // namespace

std::shared_ptr<const Ledger> LedgerCache::find(qint64 number)
{
    const auto known = m_known.find(number);
    std::shared_ptr<const Ledger> ledger = known == m_known.end() ? nullptr : known->second.lock();
    if (ledger)
        hold(number, ledger);
    return ledger;
}

void LedgerCache::put(qint64 number, std::shared_ptr<const Ledger> ledger)
{
    m_known[number] = ledger;
    hold(number, std::move(ledger));
}

void LedgerCache::drop(qint64 number)
{
    letGo(number);
    m_known.erase(number);
}

void LedgerCache::hold(qint64 number, std::shared_ptr<const Ledger> ledger)
{
    letGo(number);
    const std::size_t bytes = bytesOf(*ledger);
    m_held.push_front({number, std::move(ledger), bytes});
    m_bytes += bytes;
    while (m_bytes > m_mostBytes && m_held.size() > 1)
        letGo(m_held.back().number);
}

void LedgerCache::letGo(qint64 number)
{
    const auto held
        = std::find_if(m_held.begin(), m_held.end(), [number](const Held &each) { return each.number == number; });
    if (held == m_held.end())
        return;
    m_bytes -= held->bytes;
    m_held.erase(held);
}

} // namespace sm::costs
