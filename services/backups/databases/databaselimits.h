// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <chrono>

namespace sm::backups {

/// Where the programs of PostgreSQL are looked for, and when one of them counts as stuck.
struct DatabaseLimits
{
    QStringList folders; ///< of pg_dump and pg_restore; empty: clientFolders()
    std::chrono::milliseconds stall = std::chrono::minutes(10); ///< pg_dump neither writes nor says anything
    std::chrono::milliseconds lockWait = std::chrono::minutes(5); ///< for a table that somebody else has locked
    std::chrono::milliseconds alarm = std::chrono::minutes(10); ///< pg_restore says nothing: that is told, it goes on
    std::chrono::milliseconds silence = std::chrono::hours(12); ///< and now it is ended: no table or index takes that
};

} // namespace sm::backups
