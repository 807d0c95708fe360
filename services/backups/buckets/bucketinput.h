// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bucketplace.h"
#include "contentcheck.h"

#include <core/plan.h>

#include <QDateTime>

namespace sm::backups {

/// The input of the steps of the kind "bucket". What a step does not take is empty.
struct BucketInput
{
    QString asset;
    QString backup;
    QString set;
    BucketPlace place; ///< bucket and prefix
    BucketPlace to; ///< toBucket and toPrefix
    QString storageClass; ///< empty: S3's default
    ContentCheck::Mode mode = ContentCheck::Mode::Checksums;
    int concurrency = 16; ///< 1 to 32
    qint64 atMost = 1'000'000; ///< objects
    bool overwrites = false;
    QDateTime at; ///< UTC
    bool deletesNewer = false;
    QString speed; ///< "Standard"
    int days = 7; ///< that what was read back stays
    QString folder; ///< on this computer, absolute
    QJsonArray objects; ///< of restore-versions: what is done, once it was looked
};

/// The members that \p uses, "bucket:verify", takes; none: there is no such step.
QStringList membersOf(const QString &uses);

/// \error Kind::Invalid (code "Input") names the member that is wrong
Result<BucketInput> bucketInput(const Step &step);

} // namespace sm::backups
