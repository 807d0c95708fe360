// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bucketobject.h"
#include "objectlisting.h"

namespace sm::backups {

/// Says of an object whether its content is the one that a backup has. Never by size and date.
class ContentCheck
{
public:
    enum class Mode {
        Checksums, ///< by the checksums that S3 keeps
        Full, ///< every byte is read
    };
    enum class Finding {
        Same,
        Different,
        Missing,
        Unknown, ///< there is nothing by which they could be compared
    };

    ContentCheck(aws::Caller &caller, BucketPlace place, Mode mode);

    /// \p there is what the place lists under the name of \p object.
    /// \error Kind::Conflict (code "Archived") it can not be read before it was read back
    /// \error as aws::Caller::read()
    QCoro::Task<Result<Finding>> of(BucketObject object, ListedObject there, CancelToken token);

private:
    QCoro::Task<Result<Finding>> byChecksums(BucketObject object, ListedObject there, CancelToken token);
    QCoro::Task<Result<Finding>> byReading(BucketObject object, ListedObject there, CancelToken token);

    aws::Caller &m_caller;
    BucketPlace m_place;
    Mode m_mode;
};

/// HeadObject of \p key with its checksums; nothing where there is none.
QCoro::Task<Result<std::optional<QJsonObject>>> headOf(
    aws::Caller *caller, QString bucket, QString key, CancelToken token);

} // namespace sm::backups
