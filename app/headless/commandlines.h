// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "options.h"

class QCommandLineParser;

namespace sm::app {

/// Whether \p name is a headless command other than `call`.
bool isCommand(const QString &name);
/// One line a command, for --help.
QString commandSummaries();
/// Tells \p parser what \p command takes.
void addCommand(QCommandLineParser &parser, const QString &command);
/// What was given to \p command.
CommandWords wordsFrom(const QCommandLineParser &parser, const QString &command);
/// Why \p words do not fit \p command; empty: they do.
QString misuseOf(const QString &command, const QStringList &words);

} // namespace sm::app
