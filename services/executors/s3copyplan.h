// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <operations/executor.h>

namespace sm::executors {

// What is known about s3:copy before and after it: values in, values out. States are S3State's.

/// \error Kind::Conflict (code "Exists") something else is where a copy would go, and it may not be overwritten
Result<Step> withObjects(Step step, const QJsonValue &before);
QList<Change> changesOfCopy(const Step &step, const QJsonValue &before);
/// \error Kind::Conflict (code "NotVerified")
Result<void> verifyCopy(const Step &step, const operations::Seen &seen);
operations::Verdict reconcileCopy(const Step &step, const operations::Seen &seen);
/// \error Kind::Invalid (code "NotReversible") nothing was written, or it overwrote what has no versions
Result<QList<Step>> inverseOfCopy(const Step &step, const operations::Seen &seen);

} // namespace sm::executors
