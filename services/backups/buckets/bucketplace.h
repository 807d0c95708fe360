// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sm::backups {

/// A bucket, or what lies under a prefix of it. A prefix is a folder: empty, or it ends with '/'.
struct BucketPlace
{
    QString bucket;
    QString prefix;

    QString keyOf(const QString &name) const { return prefix + name; }
    /// "s3://bucket/prefix/"
    QString text() const;
    friend bool operator==(const BucketPlace &, const BucketPlace &) = default;
};

/// Whether \p a comes before \p b where S3 lists both: by the bytes of their UTF-8.
bool isListedBefore(const QString &a, const QString &b);

} // namespace sm::backups
