// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QByteArrayView>

namespace sm::redis {

/// A command on the wire is an array of bulk strings. Each argument is sent by its length, so no byte in it can end
/// it, begin another one or begin a command: values are always data.

void beginCommand(QByteArray &out, qsizetype argumentCount);
void appendArgument(QByteArray &out, QByteArrayView argument);

/// Appends the whole command.
void appendCommand(QByteArray &out, const QByteArrayList &arguments);

} // namespace sm::redis
