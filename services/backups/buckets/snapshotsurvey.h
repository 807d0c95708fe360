// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bucketinput.h"
#include "objectlisting.h"

#include <core/plan.h>

namespace sm::backups {

/// What a snapshot finds before it copies anything.
struct SnapshotSurvey
{
    qint64 objects = 0; ///< that are to be in the backup
    qint64 bytes = 0;
    qint64 there = 0; ///< of these: are where the copies go already, the same
    qint64 thereBytes = 0;
    qint64 inTheWay = 0; ///< something else is where the copy goes
    QString firstInTheWay; ///< key
    qint64 archived = 0; ///< can not be copied yet
    QString firstArchived; ///< key

    QList<Change> changes(const QString &storageClass) const;
    /// \error Kind::NotFound (code "NothingToCopy"), Kind::Conflict (codes "TooMany", "Archived", "Exists")
    Result<void> admit(const BucketInput &input) const;
};

/// Lists both places up to their ends, but not what comes up to \p after.
/// \error as ObjectListing::next(); Kind::Conflict (code "TooMany")
QCoro::Task<Result<SnapshotSurvey>> surveyOf(
    aws::Caller *caller, const aws::Models *models, BucketInput input, QString after, CancelToken token);

} // namespace sm::backups
