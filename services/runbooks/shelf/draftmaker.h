// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "draftcommand.h"

#include <runbooks/runbook.h>

namespace sm::runbooks {

/// Makes a runbook of what one heading of a Markdown file tells to do.
class DraftMaker
{
public:
    DraftMaker(const markdown::ImportedRunbook &imported, const aws::Models &models);

    Runbook make();

private:
    QList<RunbookStep> steps(const QList<markdown::ImportedStep> &imported, bool mayChange);
    void add(const markdown::ImportedStep &imported, bool mayChange, QList<RunbookStep> &to);
    std::optional<RunbookStep> typed(
        const markdown::ImportedStep &imported, const markdown::ImportedCommand &command, QString &why);
    RunbookStep manual(const QString &title, const QString &text, const QStringList &notes, int line);
    QString newId(const QString &title);
    bool isReadable(const RunbookStep &step, bool mayChange) const;
    Template plain(const QString &text, int line) const;

    const markdown::ImportedRunbook &m_imported;
    const aws::Models &m_models;
    DraftParameters m_parameters;
    QStringList m_ids;
};

} // namespace sm::runbooks
