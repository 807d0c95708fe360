// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bucketinput.h"
#include "bucketparts.h"
#include "bucketverification.h"

#include <operations/executor.h>

namespace sm::backups {

/// One execution of bucket:read-back: asks S3 to make the archived objects of a backup readable. Lives as long as run()
/// does.
class ReadBack
{
public:
    ReadBack(const BucketParts &parts, WritePermit permit, BucketInput input, BucketTell tell);

    /// {asked, alreadyAsked, readable}
    /// \error as wholeBackup() and aws::Caller::write(); changed() is Yes where some were asked for
    QCoro::Task<Result<operations::Applied>> run(CancelToken token);

private:
    QCoro::Task<Result<void>> askAll(Vault::Kept kept, CancelToken token);
    QCoro::Task<bool> askOne(const ListedObject *object);

    BucketParts m_parts;
    WritePermit m_permit;
    BucketInput m_input;
    BucketTell m_tell;
    BucketPlace m_copies;
    qint64 m_asked = 0;
    qint64 m_alreadyAsked = 0;
    qint64 m_readable = 0;
    std::optional<Error> m_problem;
};

/// How many of the objects of \p kept can be read: {readable, beingReadBack, archived, archivedBytes, missing,
/// storageClass}.
/// \error as ObjectListing::next()
QCoro::Task<Result<QJsonObject>> readability(BucketParts parts, Vault::Kept kept, CancelToken token);
QList<Change> changesOfReadBack(const QJsonObject &readability, const QString &speed);

} // namespace sm::backups
