// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <commandline/commands.h>

#include <QJsonObject>
#include <QMap>

namespace sm::commandline {

/// What a command of another tool means, where all of it was understood.
///
/// details by kind; absent: not given
/// - Psql: host, port, user, database, uri, statements [..], files [..], flags [..]
/// - RedisCli: host, port, uri, tls, database, user, command [..], pattern (--scan), flags [..]
/// - Curl: method, url, headers [{name, value}], body, bodyFile, outputFile, user, timeoutSeconds, connectSeconds,
///   retries, fail, silent, showError, followRedirects, insecure, headOnly, includeHeaders, format (-w)
/// - Process: program, arguments: any other tool that is known and gets its words as they are
struct ToolCommand
{
    enum class Kind {
        None, ///< not understood: inert
        Psql,
        RedisCli,
        Curl,
        Process, ///< kubectl, cdk, terraform, git, systemctl, npm, vercel, docker, …
    };
    Kind kind = Kind::None;
    QString program; ///< "psql"; "cdk" also for "npx cdk"
    QJsonObject details;
    QMap<QString, Word> deferred; ///< what is decided when it runs, by JSON Pointer into details
    QMap<QString, Word> secrets; ///< passwords that stand in the command or its assignments, by their name: PGPASSWORD
    QStringList argv; ///< program first, expansions as they are written
    QString reason; ///< None: what was not understood, for people
    Place place;
};

/// Reads the first command of \p use. Never runs anything, never looks at the environment.
ToolCommand readTool(const CommandUse &use);

} // namespace sm::commandline
