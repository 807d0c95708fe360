// SPDX-License-Identifier: GPL-3.0-or-later
#include "accountchanges.h"

#include "journalwrites.h"

namespace sm::deployments {

AccountChanges::AccountChanges(
    AwsReads reads, const Clock &clock, net::Sleeper &sleeper, operations::Journal *journal, SystemId system)
    : m_trail(reads, clock, sleeper)
    , m_journal(journal)
    , m_system(std::move(system))
{
}

QCoro::Task<Result<QList<TrailChange>>> AccountChanges::of(QString service, QDateTime since, CancelToken token)
{
    const Result<QList<TrailChange>> told = co_await m_trail.changes(service, since, token);
    const bool isCancelled = !told && told.error().kind() == Error::Kind::Cancelled;
    if (!told && (isCancelled || !m_journal))
        co_return told.error();
    if (!m_journal)
        co_return *told;
    const Result<QList<TrailChange>> own = co_await journalWrites(m_journal, m_system, service, since, token);
    if (!own)
        co_return own.error();
    co_return merged(told ? *told : QList<TrailChange>(), *own);
}

} // namespace sm::deployments
