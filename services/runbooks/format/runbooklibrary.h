// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runbook.h"

#include <QSet>

namespace sm::runbooks {

/// All runbooks there are: those inside the program and the user's own. A file that is wrong is told about and left
/// out; the others are there all the same. What is in the folder "common" belongs to every system.
class RunbookLibrary
{
public:
    /// \param folder  the user's own, "<folder>/<system>/<name>.yaml"; need not exist
    /// The user's runbook takes the place of one inside the program with the same system and id.
    static RunbookLibrary load(const QString &folder);

    /// By system, then by title.
    QList<Runbook> runbooks() const { return m_runbooks; }
    /// Its own, and those of every system unless it has its own of the same id.
    QList<Runbook> ofSystem(const SystemId &system) const;
    /// What is wrong with the files that were left out.
    QList<Problem> problems() const { return m_problems; }
    /// \error Kind::NotFound names those that the system has
    Result<Runbook> runbook(const SystemId &system, const QString &id) const;

private:
    void loadFolder(const QString &folder);
    /// \p here holds the ids that other files of the folder have.
    void loadFile(const QString &path, const QString &system, QSet<QString> &here);
    bool has(const SystemId &system, const QString &id) const;

    QList<Runbook> m_runbooks;
    QList<Problem> m_problems;
};

} // namespace sm::runbooks
