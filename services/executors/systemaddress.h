// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>
#include <core/systeminfo.h>

namespace sm::executors {

// Where the databases and caches of a system are. An address that holds a password is refused: it stands in plans, in
// the journal and in command lines.

/// \error Kind::Invalid (code "Input") the system has no database \p name, and the message says which it has; or its
///                      address holds a password
Result<QString> databaseAddress(const SystemInfo &system, const QString &name);

/// \error as databaseAddress()
Result<QString> cacheAddress(const SystemInfo &system, const QString &name);

} // namespace sm::executors
