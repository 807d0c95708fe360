// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bucketinput.h"
#include "bucketparts.h"
#include "bucketverification.h"

#include <operations/executor.h>

namespace sm::backups {

/// One execution of bucket:restore. Lives as long as run() does. Nothing is written before every object of the backup
/// was found to be what the backup says.
class BucketRestore
{
public:
    BucketRestore(const BucketParts &parts, WritePermit permit, BucketInput input, BucketTell tell);

    /// {asset, backup, objects, bytes, copied, alreadyThere, overwritten, toBucket, toPrefix}
    /// \error Kind::BadReply (code "BackupDamaged") objects of the backup are missing or others
    /// \error Kind::Conflict (code "Archived") they have to be read back first; (code "Exists") something else is there
    /// \error as wholeBackup(), S3ObjectCopy::copied(); changed() is Yes where something was copied
    QCoro::Task<Result<operations::Applied>> run(CancelToken token);

private:
    struct Turn
    {
        BucketObject object;
        std::optional<ListedObject> there;
    };
    QCoro::Task<Result<void>> restored(Vault::Kept kept, CancelToken token);
    QCoro::Task<Result<void>> backupIsWhole(Vault::Kept kept, CancelToken token);
    QCoro::Task<Result<void>> nothingIsInTheWay(Vault::Kept kept, CancelToken token);
    QCoro::Task<Result<void>> copyAll(Vault::Kept kept, CancelToken token);
    QCoro::Task<Result<void>> copySome(QList<BucketObject> objects, ObjectCursor *target, CancelToken token);
    QCoro::Task<bool> copyOne(const Turn *turn);
    QCoro::Task<Result<void>> brought(Turn turn);
    QJsonObject output() const;
    Error withHowFar(const Error &error) const;

    BucketParts m_parts;
    WritePermit m_permit;
    BucketInput m_input;
    BucketTell m_tell;
    BucketPlace m_copies;
    qint64 m_objects = 0;
    qint64 m_bytes = 0;
    qint64 m_copied = 0;
    qint64 m_overwritten = 0; ///< of those that were copied
    qint64 m_there = 0;
    std::optional<Error> m_problem;
};

/// What \p place has of \p kept, which was verified.
/// \error as BucketVerification::of()
QCoro::Task<Result<BucketReport>> reportOf(BucketParts parts, Vault::Kept kept, BucketPlace place,
    BucketVerification::Mode mode, BucketTell tell, CancelToken token);

/// Reads the objects of \p kept, which was verified.
std::unique_ptr<ObjectsReader> objectsOf(const Vault::Kept &kept);

} // namespace sm::backups
