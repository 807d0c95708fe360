// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <operations/executor.h>
#include <vault/vault.h>

namespace sm::backups {

// What backup:prove and backup:remove change, and how one sees that they did.

/// A backup of a list: {id, asset, kind, name, set, native, takenAt, bytes, items, verifiedAt, provenAt, problem}; what
/// there is nothing of is null.
QJsonObject summaryOf(const Vault::Kept &kept);

/// The backup of that very id, damaged or not. Nothing: there is none.
/// \error as Vault::list()
QCoro::Task<Result<std::optional<Vault::Kept>>> keptWithId(
    const Vault *vault, QString asset, QString id, CancelToken token);

/// Of backup:prove: {backup, proofs: [when]}. Of backup:remove: {backup, takenAt, bytes}, or null where it is gone.
/// \p vault outlives the task.
QCoro::Task<Result<operations::Observation>> stateOf(const Vault *vault, Step step, CancelToken token);
/// \error Kind::Conflict (code "NotVerified")
Result<void> verifyState(const Step &step, const operations::Seen &seen);
operations::Verdict reconcileState(const Step &step, const operations::Seen &seen);

} // namespace sm::backups
