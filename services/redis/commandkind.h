// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/plan.h>

#include <QByteArrayList>

namespace sm::redis {

enum class CommandKind {
    Read, ///< changes neither data nor the server
    Write,
    Session, ///< changes what the connection itself is (SELECT, MULTI, SUBSCRIBE, …): only Connection sends those
};

/// Of a command with its arguments, by name and, for commands such as CONFIG, by subcommand, in any case. What is not
/// known is a write, and so is each script that is not declared as read-only (EVAL, FCALL).
CommandKind commandKind(const QByteArrayList &arguments);

/// What a person has to do before it runs. Reads are Tier::Read; what empties databases, ends the server or replaces
/// its data (FLUSHDB, FLUSHALL, SHUTDOWN, REPLICAOF, …) is Tier::Destructive; other writes are Tier::Disruptive.
Tier commandTier(const QByteArrayList &arguments);

} // namespace sm::redis
