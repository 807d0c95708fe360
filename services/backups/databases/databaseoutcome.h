// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "databaseinput.h"

#include <operations/executor.h>

namespace sm::backups {

// What the states around an operation say of it; see DatabaseExecutor.

QList<Change> changesOfDatabase(const DatabaseInput &input, const QJsonValue &before);
/// \error Kind::Conflict (code "NotVerified")
Result<void> verifyDatabase(const DatabaseInput &input, const operations::Seen &seen);
operations::Verdict reconcileDatabase(const Step &step, const DatabaseInput &input, const operations::Seen &seen);
/// \error Kind::Invalid (code "NotReversible")
Result<QList<Step>> inverseOfDatabase(const Step &step, const DatabaseInput &input, const operations::Seen &seen);
/// Whether a database that is there now is the one that was dropped, restored again.
bool isRestoredAgain(const QJsonValue &before, const QJsonValue &now);

} // namespace sm::backups
