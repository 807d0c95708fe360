// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bucketinput.h"
#include "bucketparts.h"
#include "contenthash.h"
#include "downloadfolder.h"
#include "objectlisting.h"

#include <core/plan.h>
#include <operations/executor.h>

#include <QJsonArray>
#include <QSet>

namespace sm::backups {

/// One execution of bucket:download. Lives as long as run() does. Each file is written aside and gets its name when its
/// checksum is right; what an earlier run left is gone on with, and what is there already and the same is left alone.
class BucketDownload
{
public:
    BucketDownload(const BucketParts &parts, BucketInput input, BucketTell tell);

    /// {objects, bytes, written, alreadyThere, folders, unchecked, refused: [{key, why}], refusedCount}: what can be no
    /// file in the folder, or would replace one, is refused; the others are written all the same.
    /// \error Kind::Storage; Kind::BadReply (code "Damaged") what came is not what S3 has; as aws::Caller::read()
    QCoro::Task<Result<operations::Applied>> run(CancelToken token);

private:
    QCoro::Task<Result<void>> loadAll(CancelToken token);
    QCoro::Task<bool> loadOne(const ListedObject *object, CancelToken token);
    QCoro::Task<Result<void>> load(ListedObject object, CancelToken token);
    QCoro::Task<Result<void>> loadNew(ListedObject object, QJsonObject head, CancelToken token);
    QCoro::Task<Result<void>> loadRest(
        std::shared_ptr<DownloadFile> file, std::shared_ptr<ContentHash> hash, ListedObject object, CancelToken token);
    QCoro::Task<Result<bool>> isThere(ListedObject object, QJsonObject head);
    QString whyRefused(const ListedObject &object);
    void refuse(const QString &name, const QString &why);
    QJsonObject output() const;

    BucketParts m_parts;
    BucketInput m_input;
    BucketTell m_tell;
    std::shared_ptr<DownloadFolder> m_folder;
    QSet<QString> m_names; ///< folded
    qint64 m_objects = 0;
    qint64 m_bytes = 0;
    qint64 m_written = 0;
    qint64 m_there = 0;
    qint64 m_folders = 0;
    qint64 m_unchecked = 0;
    qint64 m_refusedCount = 0;
    QJsonArray m_refused;
    std::optional<Error> m_problem;
};

/// What a person sees of it before.
/// \error as ObjectListing::next(); Kind::Conflict (code "TooMany"), Kind::NotFound (code "NothingToCopy")
QCoro::Task<Result<QList<Change>>> changesOfDownload(BucketParts parts, BucketInput input, CancelToken token);

} // namespace sm::backups
