// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cacheinput.h"

#include <redis/connection.h>
#include <vault/vault.h>

namespace sm::backups {

// All but the values outlive the tasks. The backup was found whole.

/// Puts the keys of \p kept into the database, each expiring when it would have; those whose time is over stay gone.
/// Keys that are there already and the same are left, so that a load can be done again where it broke off.
/// {loaded, there, expired, replaced, versions: {dumped, loading}}
/// \error Kind::Conflict (code "Exists") something else is there under one of the names, and it may not be replaced;
///        nothing was changed
/// \error Kind::Invalid (code "DumpVersion") this server can not read what that one dumped
/// \error Kind::Conflict (code "NotVerified") afterwards some are not there; as redis::Keyspace::restore()
QCoro::Task<Result<QJsonObject>> loadKeys(
    redis::Connection *connection, WritePermit permit, CacheInput input, Vault::Kept kept, CancelToken token);

/// Removes the keys whose value is that of \p kept. {removed, changed}: "changed" is how many stay.
/// \error as redis::Keyspace::unlink()
QCoro::Task<Result<QJsonObject>> deleteLoaded(
    redis::Connection *connection, WritePermit permit, CacheInput input, Vault::Kept kept, CancelToken token);

} // namespace sm::backups
