// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sqlinput.h"

#include <operations/executor.h>

namespace sm::executors {

// What is known about a change of rows before and after it: values in, values out. States are RowState's.

QList<Change> changesOfRows(const SqlInput &input, const QJsonObject &before);
/// \error Kind::Conflict (code "NotVerified")
Result<void> verifyRows(const SqlInput &input, const operations::Seen &seen);
operations::Verdict reconcileRows(const SqlInput &input, const operations::Seen &seen);
/// \error Kind::Invalid (code "NotReversible") nothing was kept, or it can not be told what is to be put back
Result<QList<Step>> inverseOfRows(const Step &step, const SqlInput &input, const operations::Seen &seen);

} // namespace sm::executors
