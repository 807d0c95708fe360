// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <commandline/awscli.h>
#include <commandline/shell.h>
#include <commandline/toolcommand.h>

#include <QStringList>

#include <optional>

namespace sm::markdown {

/// A statement that a runbook tells its reader to type. Importing runs nothing.
struct ImportedCommand
{
    enum class Kind {
        Aws, ///< one AWS command that was understood wholly
        Tool, ///< one command of another tool that was understood wholly
        Inert, ///< anything else: to read, never to run
    };
    Kind kind = Kind::Inert;
    QString text; ///< exactly as it stands
    QString language; ///< what is written behind the fence: "bash"; empty: none, or code in a sentence
    int line = 0;
    int lastLine = 0;
    std::optional<commandline::Statement> statement; ///< nothing: it is in another language than a shell's
    std::optional<commandline::AwsCommand> aws;
    std::optional<commandline::ToolCommand> tool;
    QString filter; ///< what only shows less of the answer: "| jq '.Enabled'"
    bool isKnown = false; ///< a program in it is one that is known, or it is SQL: this is something to type
    QString reason; ///< Inert: what was not understood, for people
};

struct ImportedStep
{
    QString title; ///< of the numbered item, or the comment above the command
    QString section; ///< the label it stands under: "Immediate Actions"; empty: none
    QString text; ///< what else there is to read, line by line
    QList<ImportedCommand> commands; ///< empty: a manual step
    int line = 0;
    int lastLine = 0;

    bool isManual() const;
};

/// What one heading of a Markdown file tells to do.
struct ImportedRunbook
{
    QString title;
    QStringList path; ///< the headings above it
    QString purpose;
    QString severity; ///< as it is written: "P0 - Critical"
    QStringList prerequisites;
    QStringList symptoms;
    QStringList notes; ///< what else is labelled: "Escalation: If not resolved in 15 minutes, page on-call engineer"
    QList<ImportedStep> steps;
    QList<ImportedStep> verification;
    QList<ImportedStep> rollback;
    QString fileName;
    int line = 0; ///< of the heading
    int lastLine = 0;
};

} // namespace sm::markdown
