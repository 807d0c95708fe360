// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QMap>
#include <QStringList>

#include <optional>

namespace sm::app {

/// What a headless `call` asks for.
struct CallOptions
{
    QString target; ///< "cognito-idp:ListUserPools"
    QString input; ///< JSON, "-" for standard input, empty for {}
    bool allPages = false;
    QString query; ///< JMESPath
    bool dryRun = false;
    bool write = false;
    QString typedName;
};

/// What another headless command asks for: its words after the name, and its own options by name.
struct CommandWords
{
    QStringList words;
    QMap<QString, QStringList> options; ///< those that are set; a flag has an empty list

    bool isSet(const QString &option) const { return options.contains(option); }
    QString value(const QString &option) const { return options.value(option).value(0); }
};

/// The command line, understood.
struct Options
{
    QString command; ///< empty: the window
    QString system;
    QString profile;
    QString region;
    QString endpointUrl;
    QString awsModels;
    bool demo = false;
    bool readOnly = false;
    bool selfTest = false;
    QString dataFolder; ///< journal and settings; empty: the desktop's own
    QStringList bills; ///< files to open on the Costs page
    CallOptions call;
    CommandWords words;
};

/// What to do with a command line: go on, or print something and leave.
struct CommandLine
{
    std::optional<Options> options;
    QString output; ///< for standard output (--help, --version)
    QString problem; ///< for standard error; exit code 2
};

/// \p arguments as the program got them, its own name first.
CommandLine parseCommandLine(const QStringList &arguments);

} // namespace sm::app
