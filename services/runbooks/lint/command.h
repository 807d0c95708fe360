// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <commandline/awscli.h>
#include <commandline/toolcommand.h>

#include <optional>

namespace sm::lint {

/// A simple command of a runbook.
struct Command
{
    commandline::CommandUse use;
    QString program; ///< "aws", "kubectl"; empty: only assignments
    QStringList words; ///< what each word means, expansions as they are written
    std::optional<commandline::AwsCommand> aws;
    std::optional<commandline::ToolCommand> tool;
    QString comment; ///< the lines of comment above its statement
    int line = 0; ///< of its first word
    int block = 0; ///< that holds it, in Page::document
    int scope = 0; ///< in Page::scopes

    /// Whether it is this AWS operation: isAws(u"lambda", u"UpdateFunctionCode").
    bool isAws(QStringView service, QStringView operation) const
    {
        return aws && aws->service == service && aws->operation == operation;
    }
    /// Whether it is this command of the AWS CLI itself: isCli(u"s3", u"sync").
    bool isCli(QStringView service, QStringView name) const
    {
        return aws && aws->kind == commandline::AwsCommand::Kind::HighLevel && aws->writtenService == service
            && aws->operation == name;
    }
    bool hasOption(const QString &name) const { return aws && aws->options.contains(name); }
    /// The word behind --\p name, or of --name=value; nullptr: there is none.
    const commandline::Word *optionWord(const QString &name) const;
    /// What it means; empty: there is none.
    QString option(const QString &name) const;
    /// Where the option stands, else the line of the command.
    int optionLine(const QString &name) const;
};

} // namespace sm::lint
