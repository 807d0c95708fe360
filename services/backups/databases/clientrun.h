// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientprogram.h"

#include <core/writepermit.h>
#include <postgres/settings.h>
#include <process/run.h>

namespace sm::backups {

/// What pg_dump and pg_restore are given to work on the database of \p settings. The password is in a file in memory,
/// which is their standard input and the one that PGPASSFILE names: it is on no disk, and gone with them, whatever
/// becomes of us. What they say is English, so that it can be read.
/// \error Kind::Invalid as postgres::passwordLine()
Result<process::Command> clientCommand(
    const ClientProgram &client, const QStringList &arguments, const postgres::Settings &settings);

/// Runs it to its end. \p sink gets each line of standard error.
/// \param silence after so long without one it is ended; 0: never
/// \error Kind::Internal (code "Exit1", …) with what it complained about; as process::run() and clientCommand()
QCoro::Task<Result<void>> runClient(WritePermit permit, ClientProgram client, QStringList arguments,
    postgres::Settings settings, std::function<void(const QByteArray &)> sink, std::chrono::milliseconds silence,
    CancelToken token);

/// The first complaint in what such a program wrote with --verbose.
QString complaintIn(const QByteArray &errors);

} // namespace sm::backups
