// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bucketparts.h"
#include "versionplan.h"

#include <operations/executor.h>

namespace sm::backups {

/// One execution of bucket:restore-versions, whose changes are known. Lives as long as run() does.
class VersionRestore
{
public:
    VersionRestore(const BucketParts &parts, WritePermit permit, BucketInput input, BucketTell tell);

    /// {promoted, deleted, objects: [{key, etag, versionId}]}: the versions and delete markers that were made.
    /// \error Kind::Conflict (code "ChangedMeanwhile"); as aws::Caller::write(); changed() is Yes where some were made
    QCoro::Task<Result<operations::Applied>> run(CancelToken token);

private:
    QCoro::Task<bool> changeOne(qsizetype number);
    QCoro::Task<Result<QJsonObject>> promoted(VersionChange change);
    QCoro::Task<Result<QJsonObject>> deleted(VersionChange change);

    BucketParts m_parts;
    WritePermit m_permit;
    BucketInput m_input;
    BucketTell m_tell;
    QList<VersionChange> m_changes;
    QJsonArray m_made;
    qint64 m_deleted = 0;
    std::optional<Error> m_problem;
};

// What is known about it before and after: the state is {key: {etag of what is there or null, wanted version or null}}.

/// \error as aws::Caller::read(), VersionPlan::of()
QCoro::Task<Result<QJsonObject>> versionState(BucketParts parts, BucketInput input, CancelToken token);
Result<Step> withVersions(Step step, const QJsonValue &before);
QList<Change> changesOfVersions(const QJsonValue &before);
/// \error Kind::Conflict (code "NotVerified")
Result<void> verifyVersions(const BucketInput &input, const operations::Seen &seen);
operations::Verdict reconcileVersions(const BucketInput &input, const operations::Seen &seen);
/// \error Kind::Invalid (code "NotReversible")
Result<QList<Step>> inverseOfVersions(const Step &step, const BucketInput &input, const operations::Seen &seen);

} // namespace sm::backups
