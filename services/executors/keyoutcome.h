// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "redisinput.h"

#include <operations/executor.h>

namespace sm::executors {

// What is known about a change of keys before and after it: values in, values out. States are KeyState's.

/// \p bytes that the server says they take; \p isKept: they were kept.
QList<Change> changesOfKeys(
    const RedisInput &input, const QJsonValue &before, std::optional<qint64> bytes, bool isKept);
/// \error Kind::Conflict (code "NotVerified")
Result<void> verifyKeys(const RedisInput &input, const operations::Seen &seen);
operations::Verdict reconcileKeys(const RedisInput &input, const operations::Seen &seen);
/// \error Kind::Invalid (code "NotReversible") nothing was kept
Result<QList<Step>> inverseOfKeys(const Step &step, const RedisInput &input);

} // namespace sm::executors
