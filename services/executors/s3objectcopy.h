// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3copyinput.h"

#include <aws/caller.h>

namespace sm::executors {

/// Copies one object inside S3, by CopyObject or, above 5 GiB, in parts; what is written is exactly what was listed
/// (CopySourceIfMatch), and nothing that came in between is overwritten (If-None-Match, If-Match). Looks afterwards
/// whether it arrived.
class S3ObjectCopy
{
public:
    /// What S3 takes in one piece.
    static constexpr qint64 greatestPiece = 5LL * 1024 * 1024 * 1024;

    S3ObjectCopy(aws::Caller &caller, WritePermit permit, const S3CopyInput &copy, const CopiedObject &object);

    /// {key, etag, versionId} of what was written; no versionId in a bucket without versions. Where a checksum is
    /// wanted also {checksums, encryption, sourceVersionId}, as far as S3 says them.
    /// \error Kind::Conflict (code "ChangedMeanwhile") the source is another one, or something came where it goes
    /// \error Kind::BadReply (code "CopyDamaged") what is there is not what was copied
    /// \error as aws::Caller::write()
    QCoro::Task<Result<QJsonObject>> run();
    /// The same for who looks at all copies together afterwards: does not look whether this one arrived.
    QCoro::Task<Result<QJsonObject>> copied();

private:
    QCoro::Task<Result<QJsonObject>> copyWhole();
    QCoro::Task<Result<QJsonObject>> copyInParts();
    QCoro::Task<Result<QJsonArray>> copyParts(QString uploadId);
    QCoro::Task<Result<void>> compare(QJsonObject written);
    QCoro::Task<Result<QJsonObject>> properties();
    QCoro::Task<Result<QJsonObject>> head(QString bucket, QString key);
    QCoro::Task<Result<QJsonObject>> write(QString operation, QJsonObject input, Repeat repeat);
    QJsonObject target() const;
    QJsonObject withSource(QJsonObject input) const;
    QJsonObject withSettings(QJsonObject input) const;
    QJsonObject written(const QString &etag, const QJsonObject &answer, const QJsonObject &result) const;
    QJsonObject withCondition(QJsonObject input) const;
    Error refused(const Error &error) const;

    aws::Caller &m_caller;
    WritePermit m_permit;
    S3CopyInput m_copy;
    CopiedObject m_object;
};

} // namespace sm::executors
