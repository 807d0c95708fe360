// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/plan.h>
#include <core/result.h>

#include <QJsonObject>

namespace sm::executors {

/// One object that a copy is about.
struct CopiedObject
{
    QString from; ///< its key in the source
    QString to; ///< its key in the destination
    QString etag; ///< of the source, in its quotes, as S3 has it
    qint64 size = 0; ///< bytes
    QString replaces; ///< the etag of what is overwritten; empty: nothing is there
    bool isThere = false; ///< it is in the destination already, the same
    QString fromVersion = {}; ///< of the source; empty: the latest
};

/// The input of s3:copy. Prefixes are folders: "2024" is "2024/", as the AWS CLI has it.
struct S3CopyInput
{
    QString fromBucket;
    QString fromPrefix; ///< empty: all of the bucket
    QString fromKey; ///< one object alone
    QString toBucket;
    QString toPrefix;
    QString storageClass; ///< empty: S3's default
    int atMost = 10'000; ///< objects
    bool overwrites = false;
    bool wantsChecksum = false; ///< S3 reckons one over the whole content of each copy and keeps it
    QList<CopiedObject> objects; ///< once the source was listed

    QString destinationOf(const QString &key) const;
    QString listedPrefix() const { return fromKey.isEmpty() ? fromPrefix : fromKey; }
};

/// {fromBucket, fromPrefix | fromKey, toBucket, toPrefix, storageClass, atMost, overwrite}, and "objects" when the
/// executor has completed it.
/// \error Kind::Invalid (code "Input") names the member that is wrong; a copy onto itself
Result<S3CopyInput> s3CopyInput(const Step &step);

/// "2024" is "2024/".
QString asFolder(const QString &prefix);

QJsonArray toJson(const QList<CopiedObject> &objects);

} // namespace sm::executors
