// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "databaseplaces.h"

#include <databases/databaselimits.h>
#include <vault/vault.h>

namespace sm::backups {

/// What one operation on a database works with; all outlives it.
struct DatabaseTools
{
    DatabasePlaces &places;
    const Vault &vault;
    const DatabaseLimits &limits;
    std::function<void(const QString &line)> tell;
};

} // namespace sm::backups
