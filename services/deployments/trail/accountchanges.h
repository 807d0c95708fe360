// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trail.h"

#include <operations/journal.h>

namespace sm::deployments {

/// Who changed what in the account, by CloudTrail and by the journal together.
class AccountChanges
{
public:
    /// \p journal may be null; all outlive it.
    AccountChanges(
        AwsReads reads, const Clock &clock, net::Sleeper &sleeper, operations::Journal *journal, SystemId system);

    /// The changes of \p service ("lambda") since \p since, newest first. Where CloudTrail may not be read, what the
    /// journal knows.
    /// \error as operations::Journal::entries(); as Trail::changes() without a journal; Kind::Cancelled
    QCoro::Task<Result<QList<TrailChange>>> of(QString service, QDateTime since, CancelToken token);
    /// The next who asks is told anew.
    void forget() { m_trail.forget(); }

private:
    Trail m_trail;
    operations::Journal *m_journal;
    SystemId m_system;
};

} // namespace sm::deployments
