// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bucketinput.h"
#include "bucketparts.h"
#include "bucketverification.h"

#include <operations/executor.h>

namespace sm::backups {

/// One execution of bucket:delete-restored: deletes in a place exactly the objects of a backup whose content is what
/// the backup says, and nothing else. Lives as long as run() does.
class RestoredRemoval
{
public:
    /// \param undoes it takes back the step that made them: only then may they be the originals or the backup itself,
    ///        and of the backup only what was not there before it
    RestoredRemoval(const BucketParts &parts, WritePermit permit, BucketInput input, bool undoes, BucketTell tell);

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
    QCoro::Task<Result<void>> removeAll(Vault::Kept kept, CancelToken token);
    QCoro::Task<Result<void>> removeSome(QList<BucketObject> objects, ObjectCursor *place, CancelToken token);
    QCoro::Task<bool> removeOne(const Turn *turn);
    QCoro::Task<Result<void>> removed(Turn turn);
    void leave(const QString &name);

    BucketParts m_parts;
    WritePermit m_permit;
    BucketInput m_input;
    bool m_undoes;
    BucketTell m_tell;
    ContentCheck m_content;
    bool m_isTheBackup = false;
    qint64 m_deleted = 0;
    qint64 m_leftCount = 0;
    QStringList m_left;
    std::optional<Error> m_problem;
};

} // namespace sm::backups
