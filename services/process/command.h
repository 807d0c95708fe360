// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/secret.h>

#include <QMap>
#include <QStringList>

#include <chrono>

namespace sm::process {

/// A program and what it is given. No shell reads any of it: each argument arrives as it stands here. Whatever is an
/// operand and not an option belongs after a "--" where the program knows one; no secret belongs into an argument,
/// because every user of the computer can read those.
struct Command
{
    QString program; ///< a name, looked up in PATH, or an absolute path
    QStringList arguments; ///< without the program's own name
    QString folder; ///< where it runs, absolute; empty: "/", where no file of a project has a say
    QMap<QString, QString> environment; ///< besides what every program gets, see childEnvironment()
    QMap<QString, Secret> secretEnvironment;
    QByteArray input; ///< on standard input; nothing here and below: /dev/null
    Secret secretInput; ///< comes before \c input
    std::chrono::milliseconds limit{0}; ///< for all of it; 0: none
    std::chrono::milliseconds silence{0}; ///< longest time without a byte of output; 0: any
    std::chrono::milliseconds grace{5'000}; ///< from being asked to end (SIGTERM) to being ended (SIGKILL)
    qsizetype keptBytes = 1024 * 1024; ///< of each stream, the last ones
    QByteArray sha256; ///< Binary::sha256 as the plan showed it: another file is refused; empty: any
};

} // namespace sm::process
