// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <commandline/shell.h>

namespace sm::commandline {

/// A simple command, wherever in a script it stands, and what decides whether and how often it runs.
struct CommandUse
{
    SimpleCommand command;
    QList<Word> words; ///< of the command itself, without what runs it: sudo, time, env, timeout 5, xargs -n 1
    QStringList wrappers; ///< "sudo", "xargs", …: outermost first
    QString standIn; ///< xargs -I {}: the text that it replaces by a line of its input; else empty
    bool takesMoreWords = false; ///< xargs adds words at the end
    bool inLoop = false;
    bool inCondition = false; ///< in an if or a case, or behind && or ||
    bool inFunction = false;
    bool inSubstitution = false; ///< in $(…), `…`, <(…)
    bool inBackground = false;
    int pipePosition = 0; ///< 0: first of its pipeline
    int pipeLength = 1;
    Place place; ///< of the first of words
    Place statement; ///< of the statement at the script's top that holds it
};

/// Every simple command of \p script in the order in which they stand, those inside substitutions after the command
/// that uses them.
QList<CommandUse> commandsOf(const Script &script);

} // namespace sm::commandline
