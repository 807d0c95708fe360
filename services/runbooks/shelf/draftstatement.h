// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "draftcommand.h"

#include <commandline/shell.h>

namespace sm::runbooks {

/// Makes the steps of one statement of a shell.
class DraftStatement
{
public:
    /// \param state  takes what the statement leaves to those behind it; of no use where read() is false
    DraftStatement(const DraftSource &source, DraftState &state, const Place &place);

    /// Whether all of \p statement was understood.
    bool read(const commandline::Statement &statement);

    const QList<DraftAction> &actions() const { return m_actions; } ///< none: it only says or sets something
    const QStringList &said() const { return m_said; } ///< what it tells the reader
    const QStringList &sets() const { return m_sets; } ///< variables and files that commands behind it may use
    const QString &why() const { return m_why; } ///< where it was not understood, as a sentence

private:
    /// What a command answers, and what is taken of it.
    struct Answer
    {
        QString output; ///< an expression
        QString query; ///< JMESPath over it
    };

    bool refuse(const QString &why);
    bool command(const commandline::Statement &statement);
    bool pipeline(const commandline::Statement &pipe);
    bool list(const commandline::Statement &list);
    bool loop(const commandline::Statement &loop);
    bool simple(const commandline::CommandUse &use);
    bool builtin(const commandline::CommandUse &use);
    bool assigned(const commandline::Assignment &assignment);
    bool folder(const QList<commandline::Word> &words);
    bool written(const commandline::SimpleCommand &command);
    bool redirected(const commandline::SimpleCommand &command);
    bool known(const commandline::CommandUse &use);
    bool isUnlink(const commandline::Statement &pipe);
    DraftWords::Substitution substitution();
    std::optional<QString> substituted(const commandline::WordPart &part);
    std::optional<Answer> answer(const commandline::WordPart &part);
    std::optional<Answer> stepFor(const commandline::AwsCommand &command, const QString &query);
    QString listOf(const QList<commandline::Word> &words);

    const DraftSource &m_source;
    DraftState &m_state;
    Place m_place;
    QList<DraftAction> m_actions;
    QStringList m_said;
    QStringList m_sets;
    QStringList m_notes;
    QString m_why;
    bool m_isInside = false; ///< of a substitution or a loop
};

} // namespace sm::runbooks
