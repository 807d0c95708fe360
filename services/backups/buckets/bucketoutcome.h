// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bucketverification.h"

#include <core/plan.h>
#include <operations/executor.h>

namespace sm::backups {

// What is known about the steps of the kind "bucket" before and after them: values in, values out.

/// {isThere, inTheWay, differences}: the same while a restore is half done.
QJsonObject stateOfRestore(const BucketReport &report);
QList<Change> changesOfRestore(const BucketReport &report);
/// {isGone}
QJsonObject stateOfRemoval(const BucketReport &report);
QList<Change> changesOfRemoval(const BucketReport &report);

/// \error Kind::Conflict (code "ObjectsDiffer") names the first
Result<void> allTheSame(const BucketReport &report, const BucketPlace &place);
/// Kind::Conflict, code "NotVerified"
Error notAllThere(const Step &step);

/// Of steps that leave alone what they have done already: what is not all done is not done, and is gone on with.
operations::Verdict reconcileObjects(const operations::Seen &seen);

/// Deletes the copies that the step made, and takes the backup out of the vault.
Result<QList<Step>> inverseOfSnapshot(const Step &step, const operations::Seen &seen);
/// \error Kind::Invalid (code "NotReversible") something was there before, so that nobody knows whose it is now
Result<QList<Step>> inverseOfRestore(const Step &step, const operations::Seen &seen);

} // namespace sm::backups
