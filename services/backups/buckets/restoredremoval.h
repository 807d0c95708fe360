// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bucketinput.h"
#include "bucketparts.h"
#include "bucketverification.h"
#include "othercopies.h"

#include <operations/executor.h>

namespace sm::backups {

/// One execution of bucket:delete-restored or bucket:remove-snapshot: deletes in a place exactly the objects of a
/// backup whose content is what the backup says, and nothing else. Lives as long as run() does.
///
/// Of the backup itself exactly the versions go that it made, where its bucket has versions: a delete marker would
/// leave them, and they would be paid for. What was there before it, and what another backup of the vault has there,
/// stays.
class RestoredRemoval
{
public:
    enum class Takes {
        Restored, ///< from a place that is neither what was backed up nor the backup itself
        WhatAStepMade, ///< it is taken back: the place may be any
        Backup, ///< from where the backup itself is; BucketInput::place is not asked
    };
    RestoredRemoval(const BucketParts &parts, WritePermit permit, BucketInput input, Takes takes, BucketTell tell);

    /// {deleted, left: [keys of objects with other contents, the first 100], leftCount}
    /// \error Kind::Conflict (codes "IsTheOriginal", "IsTheBackup"); as wholeBackup() and aws::Caller::write()
    QCoro::Task<Result<operations::Applied>> run(CancelToken token);

private:
    struct Turn
    {
        BucketObject object;
        ListedObject there;
    };
    Result<void> admit(const Manifest &manifest) const;
    QCoro::Task<Result<void>> prepare(Vault::Kept kept, CancelToken token);
    Result<bool> hasToStay(const BucketObject &object);
    QCoro::Task<Result<void>> removeAll(Vault::Kept kept, CancelToken token);
    QCoro::Task<Result<void>> removeSome(QList<BucketObject> objects, ObjectCursor *place, CancelToken token);
    QCoro::Task<bool> removeOne(const Turn *turn);
    QCoro::Task<Result<void>> removed(Turn turn);
    bool isByVersion(const BucketObject &object) const;
    QJsonObject deletionOf(const Turn &turn) const;
    void leave(const QString &name);

    BucketParts m_parts;
    WritePermit m_permit;
    BucketInput m_input;
    Takes m_takes;
    BucketTell m_tell;
    std::optional<ContentCheck> m_content;
    std::unique_ptr<OtherCopies> m_others; ///< where the place is that of the backup itself
    qint64 m_deleted = 0;
    qint64 m_leftCount = 0;
    QStringList m_left;
    std::optional<Error> m_problem;
};

} // namespace sm::backups
