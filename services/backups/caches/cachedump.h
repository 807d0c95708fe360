// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cacheinput.h"

#include <redis/connection.h>
#include <vault/vault.h>

#include <functional>

namespace sm::backups {

/// Writes the keys that match into \p draft, each with the instant at which it expires, and what was dumped into its
/// manifest: contents {keys, missing}, source {cache, pattern, redisVersion}. In memory is one value at a time.
/// All but the values outlive the task.
/// \error Kind::Conflict (code "TooMany") more keys match than \p input allows; as redis::Keyspace; Kind::Storage
QCoro::Task<Result<void>> dumpKeys(redis::Connection *connection, CacheInput input, VaultDraft *draft,
    std::function<void(const QString &)> tell, CancelToken token);

/// "7.0.15"
/// \error as redis::Connection::command()
QCoro::Task<Result<QString>> redisVersion(redis::Connection *connection, CancelToken token);

} // namespace sm::backups
