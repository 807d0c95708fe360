// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bucketobject.h"
#include "objectlisting.h"

namespace sm::backups {

/// Whether \p there, in \p copies, has the content of \p original, in \p source, for certain: by the ETags or, where
/// those say nothing, by the checksums that S3 keeps of both.
/// \error as aws::Caller::read()
QCoro::Task<Result<bool>> isSameCopy(aws::Caller *caller, BucketPlace source, ListedObject original, BucketPlace copies,
    ListedObject there, CancelToken token);

/// The line of a backup for a copy that was just made; \p written is S3ObjectCopy's.
BucketObject madeCopy(const ListedObject &original, const QJsonObject &written);

/// The same for one that was there already: asks S3 for what it knows of it.
/// \error as aws::Caller::read(); Kind::Conflict (code "ChangedMeanwhile") it has gone or is another one
QCoro::Task<Result<BucketObject>> adoptedCopy(
    aws::Caller *caller, BucketPlace copies, ListedObject original, ListedObject there, CancelToken token);

} // namespace sm::backups
