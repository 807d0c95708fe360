// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "draftstatement.h"

#include <markdown/runbook.h>
#include <runbooks/runbook.h>

namespace sm::runbooks {

/// Makes a runbook of what one heading of a Markdown file tells to do.
class DraftMaker
{
public:
    DraftMaker(const markdown::ImportedRunbook &imported, const DraftSource &source);

    Runbook make();
    int commands() const { return m_commands; } ///< that make() found
    int typedCommands() const { return m_typedCommands; } ///< those of them that it understood

private:
    enum class Part { Steps, Verification, Rollback };
    /// What became of one command.
    struct Made
    {
        QList<RunbookStep> steps;
        QStringList sets;
        QString why; ///< where it was not understood
        bool isUnderstood = false;
    };
    /// A step that only gives names to values: it goes where other steps have taken them over.
    struct Setting
    {
        QString step;
        QStringList sets;
    };

    QList<RunbookStep> steps(const QList<markdown::ImportedStep> &imported, Part part);
    void add(const markdown::ImportedStep &imported, Part part, QList<RunbookStep> &to);
    void addByHand(const markdown::ImportedStep &imported, const QStringList &reasons, QList<RunbookStep> &to);
    Made made(const markdown::ImportedStep &imported, const markdown::ImportedCommand &command, Part part);
    RunbookStep typed(const markdown::ImportedStep &imported, const markdown::ImportedCommand &command,
        const DraftAction &action, bool isOne);
    RunbookStep manual(const QString &title, const QString &text, const QStringList &notes, int line, int lastLine);
    QString titleOf(const markdown::ImportedStep &step) const;
    QString textOf(const markdown::ImportedCommand &command) const;
    QString newId(const QString &title);
    bool isReadable(const RunbookStep &step, Part part, const DraftState &state) const;
    Template plain(const QString &text, int line) const;
    QString shown(const QString &text) const { return m_source.redaction.shown(text); }
    QStringList shown(QStringList texts) const;

    const markdown::ImportedRunbook &m_imported;
    const DraftSource &m_source;
    DraftState m_state;
    QStringList m_said; ///< for the note of the next step
    QList<Setting> m_settings;
    int m_commands = 0;
    int m_typedCommands = 0;
};

} // namespace sm::runbooks
