// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trailchange.h"

#include <core/canceltoken.h>
#include <core/clock.h>
#include <net/ratelimiter.h>
#include <sources/awsreads.h>

namespace sm::deployments {

/// What CloudTrail's event history knows of the changes of a service in the account and region. Asks twice a second at
/// most, as AWS allows, and keeps what it was told until forget().
class Trail
{
public:
    /// All outlive it.
    Trail(AwsReads reads, const Clock &clock, net::Sleeper &sleeper);
    ~Trail();

    /// The changes of \p service ("lambda") since \p since, newest first; the history has the last 90 days. Refused
    /// calls changed nothing and are left out. Where a service is too busy to be told of as a whole, those that deploy
    /// something alone.
    /// \error as aws::Caller::read()
    QCoro::Task<Result<QList<TrailChange>>> changes(QString service, QDateTime since, CancelToken token);
    /// The next who asks is told anew.
    void forget() { m_known.clear(); }

    static constexpr int daysKept = 90;

private:
    struct Known
    {
        QDateTime since;
        QList<TrailChange> changes;
    };
    struct Lookup;
    QCoro::Task<Result<void>> readInto(Lookup *lookup, CancelToken token);
    QCoro::Task<Result<QList<TrailChange>>> readAll(QString service, QDateTime since, CancelToken token);
    std::optional<QList<TrailChange>> known(const QString &service, const QDateTime &since) const;

    AwsReads m_reads;
    const Clock &m_clock;
    net::RateLimiter m_pace;
    QHash<QString, Known> m_known;
};

} // namespace sm::deployments
