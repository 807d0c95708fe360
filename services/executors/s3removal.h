// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller.h>
#include <core/plan.h>
#include <operations/executor.h>

namespace sm::executors {

/// "s3:delete-copies" takes a copy back: {bucket, objects: [{key, etag, versionId}]}. It deletes exactly these
/// versions and, in a bucket without versions, exactly these contents (If-Match).
struct S3Removal
{
    struct Object
    {
        QString key;
        QString etag;
        QString versionId;
    };
    QString bucket;
    QList<Object> objects;

    QStringList keys() const;
};

/// \error Kind::Invalid (code "Input")
Result<S3Removal> s3Removal(const Step &step);

/// \error the first one that an object brought; an object that is gone already is none
QCoro::Task<Result<operations::Applied>> removeAll(
    aws::Caller *caller, WritePermit permit, S3Removal removal, CancelToken token);

} // namespace sm::executors
