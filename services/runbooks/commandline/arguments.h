// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commandnames.h"

#include <commandline/word.h>

namespace sm::commandline {

/// An option as it stands on a command line.
struct Argument
{
    const OptionName *option = nullptr; ///< nullptr: none has that name
    QString written; ///< its name, without "--" and value
    bool isNegative = false; ///< the --no-… of a switch
    bool isShort = false; ///< an abbreviation
    QStringList choices; ///< an abbreviation of several: which
    QList<Word> values;
    bool lacksValue = false; ///< it takes a value and none is there
    bool hasNeedlessValue = false; ///< it takes none, but is followed by =…
    Place place;
    qsizetype length = 0; ///< of "--name"; 0: it is quoted
};

/// The words of a command, told apart as Python's argparse does for the AWS CLI.
struct Arguments
{
    QList<Argument> options; ///< in their order
    QList<Word> positionals; ///< the words that belong to no option
};

/// \param options  those that the command has; has to live as long as the result
Arguments readArguments(const QList<Word> &words, const QList<OptionName> &options);

/// Splits the AWS CLI's own options (--profile, --query, …) from \p words; the rest stays in its order in \p others.
Arguments takeOptions(const QList<Word> &words, const QList<OptionName> &options, QList<Word> &others);

} // namespace sm::commandline
