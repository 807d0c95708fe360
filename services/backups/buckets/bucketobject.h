// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bucketplace.h"

#include <core/result.h>

#include <QJsonObject>

namespace sm::backups {

/// One object of a backup: a line of its file "objects.jsonl".
struct BucketObject
{
    QString name; ///< its key behind the prefix of what was backed up
    qint64 size = 0; ///< bytes
    QString etag; ///< of the original, in its quotes
    QString versionId; ///< of the original; empty: its bucket has no versions
    QString lastModified; ///< of the original, as S3 says it
    QString copyEtag;
    QString copyVersionId;
    QJsonObject checksums; ///< of the copy, over all of its content, as S3 keeps them: {ChecksumSHA256: Base64}
    QString md5; ///< 32 hexadecimal digits; empty: no ETag certainly is one
    bool wasThere = false; ///< the copy was there before the backup was taken
};

/// \p source is what was backed up, \p copies where to. Ends with a line feed.
QByteArray lineOf(const BucketObject &object, const BucketPlace &source, const BucketPlace &copies);

/// \error Kind::BadReply (code "BackupDamaged") it is not what lineOf() writes, or of another place
Result<BucketObject> objectIn(const QJsonObject &line, const BucketPlace &source, const BucketPlace &copies);

/// The MD5 that \p etag is for certain: of an object that was written in one piece, and is encrypted by S3's own keys
/// or not at all. \p encryption is ServerSideEncryption as S3 answered it. Empty: it may be something else.
QString md5In(const QString &etag, const QString &encryption);

} // namespace sm::backups
