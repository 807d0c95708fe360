// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"

#include <aws/models.h>
#include <markdown/document.h>
#include <markdown/sections.h>

#include <QRegularExpression>

namespace sm::lint {

/// What one heading holds, up to the next that is not a part of the same runbook.
struct Scope
{
    QString title;
    int line = 0;
    int lastLine = 0;
    QString text; ///< all that is written under it, code too
};

/// A file that a command writes.
struct Written
{
    QString path; ///< as it is written: "current-env.json", "s3://bucket/key"
    qsizetype command = 0; ///< in Page::commands
    QString content; ///< of a heredoc; else empty
    int contentLine = 0;
};

/// A runbook as the rules see it.
struct Page
{
    const markdown::Document &document;
    const aws::Models &models;
    const commandline::AwsReader &aws;
    QList<Scope> scopes;
    QList<int> scopeOf; ///< for each block
    QList<markdown::Section> sectionOf; ///< for each block: what the label above announces
    QList<QString> leadOf; ///< for each block: the label and the item it stands under
    std::vector<commandline::Script> scripts;
    QList<Command> commands;
    QList<Written> written;

    Page(const markdown::Document &document, const aws::Models &models, const commandline::AwsReader &aws);

    const markdown::Block &block(const Command &command) const { return document.blocks.at(command.block); }
    const Scope &scope(const Command &command) const { return scopes.at(command.scope); }
    /// What people read before they type it: heading, label, item and comment.
    QString announcement(const Command &command) const;
    bool isRollback(const Command &command) const;

    /// Those for which \p matches in the same scope: all, those before, those behind it.
    template <typename Matches>
    bool anyInScope(const Command &command, Matches matches) const
    {
        return anyFrom(command, 0, commands.size(), matches);
    }
    template <typename Matches>
    bool anyBefore(const Command &command, Matches matches) const
    {
        return anyFrom(command, 0, &command - commands.data(), matches);
    }
    template <typename Matches>
    bool anyAfter(const Command &command, Matches matches) const
    {
        return anyFrom(command, &command - commands.data() + 1, commands.size(), matches);
    }

    /// The commands behind it in its pipeline, in their order.
    QList<const Command *> restOfPipe(const Command &command) const;
    /// The first command of its pipeline.
    const Command *startOfPipe(const Command &command) const;

private:
    template <typename Matches>
    bool anyFrom(const Command &command, qsizetype from, qsizetype to, Matches matches) const
    {
        for (qsizetype i = from; i < to; ++i) {
            if (commands.at(i).scope == command.scope && matches(commands.at(i)))
                return true;
        }
        return false;
    }
};

/// Whether \p words occur in \p text as whole words, in any case: "archive|compress" with alternatives.
bool says(const QString &text, const QString &words);

} // namespace sm::lint
