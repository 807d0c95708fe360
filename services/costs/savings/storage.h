// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "saving.h"

#include <QDateTime>

namespace sm::savings {

/// A log group that keeps its events for ever.
struct EndlessLogGroup
{
    QString name;
    qint64 storedBytes = 0;
    QDateTime created; ///< UTC
};

/// A bucket without a rule that moves or expires objects.
struct UnruledBucket
{
    QString name;
    std::optional<qint64> standardBytes; ///< in S3 Standard now; nothing: CloudWatch does not say
    std::optional<qint64> standardBytesThen; ///< and as many days ago as objects have to be old
};

/// One saving for all of them. Events are taken to have come evenly since the group was made.
/// Nothing: no group has events of that age.
std::optional<Saving> logSaving(const QList<EndlessLogGroup> &groups, int keepDays, const QDateTime &now);

/// What was there \p days ago and is there still is that old: the smaller of both sizes, at most.
/// Nothing: the bucket has nothing of that age.
std::optional<Saving> bucketSaving(const UnruledBucket &bucket, int days);

} // namespace sm::savings
