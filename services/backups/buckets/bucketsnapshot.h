// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bucketinput.h"
#include "bucketparts.h"
#include "objectsfile.h"
#include "snapshotsurvey.h"

#include <operations/executor.h>

namespace sm::backups {

/// One execution of bucket:snapshot. Lives as long as run() does. What a run that was cut off has copied is in the
/// draft that it left in the vault: the next one goes on behind it.
class BucketSnapshot
{
public:
    /// \p manifest says of which system and account.
    BucketSnapshot(const BucketParts &parts, WritePermit permit, BucketInput input, Manifest manifest, BucketTell tell);

    /// {asset, backup, folder, objects, bytes, copied, alreadyThere, toBucket, toPrefix, seconds}
    /// \error as SnapshotSurvey::admit(), S3ObjectCopy::copied() and Vault; changed() is Yes where something was copied
    QCoro::Task<Result<operations::Applied>> run(CancelToken token);

private:
    struct Turn
    {
        ListedObject original;
        std::optional<ListedObject> there;
        BucketObject made = {};
    };
    QCoro::Task<Result<Vault::Kept>> taken(CancelToken token);
    QCoro::Task<Result<VaultDraft>> draft(CancelToken token);
    QCoro::Task<Result<VaultDraft>> begun(CancelToken token);
    QCoro::Task<Result<void>> copyAll(CancelToken token);
    QCoro::Task<Result<void>> copyPage(QList<ListedObject> page, ObjectCursor *copies, CancelToken token);
    QCoro::Task<bool> copyOne(Turn *turn);
    QCoro::Task<Result<BucketObject>> copied(ListedObject original);
    QCoro::Task<Result<void>> haveArrived(QString file, CancelToken token);
    Manifest manifestOf(const SnapshotSurvey &survey) const;
    Error withHowFar(const Error &error) const;

    BucketParts m_parts;
    WritePermit m_permit;
    BucketInput m_input;
    Manifest m_manifest;
    BucketTell m_tell;
    std::unique_ptr<ObjectsWriter> m_writer;
    bool m_marksWhatWasThere = true;
    qint64 m_toDo = 0; ///< objects in all
    qint64 m_copied = 0;
    qint64 m_adopted = 0;
    std::optional<Error> m_problem;
};

/// The place of the copies of \p manifest, and of what they were made of.
BucketPlace copiesOf(const Manifest &manifest);
BucketPlace sourceOf(const Manifest &manifest);

} // namespace sm::backups
