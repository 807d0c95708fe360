// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller.h>
#include <aws/models.h>
#include <operations/executor.h>
#include <vault/vault.h>

namespace sm::backups {

/// Tells how far it is, in a sentence.
using Teller = std::function<void(const QString &line)>;

/// Writes the users, groups and memberships of a pool into \p draft, a line each, and what the pool is like into its
/// manifest. Memory does not grow with their number but for 32 bytes a user.
///
/// Contents: {users, enabled, federated, byStatus, groups, memberships, usersSha256}.
/// All but the values outlive the task.
/// \error as describedPool() and walkPool(); Kind::Storage
QCoro::Task<Result<void>> exportPool(
    aws::Caller *caller, const aws::Models *models, QString pool, VaultDraft *draft, Teller tell, CancelToken token);

} // namespace sm::backups
