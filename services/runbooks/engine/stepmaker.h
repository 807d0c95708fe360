// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/plan.h>
#include <runbooks/runbook.h>

#include <QHash>

namespace sm::runbooks {

/// Makes the steps of a plan from those of a runbook, one after the other.
class StepMaker
{
public:
    explicit StepMaker(Scope scope);

    /// Adds \p step: once, for each item of its list, or not at all where its condition is known not to hold.
    /// \error Kind::Invalid begins with file, line and column
    Result<void> add(const RunbookStep &step);

    const QList<Step> &steps() const { return m_steps; }
    const QStringList &leftOut() const { return m_leftOut; }

private:
    Result<void> addOnce(const RunbookStep &step, const Scope &scope);
    Result<void> addForEach(const RunbookStep &step);

    void leaveOut(const RunbookStep &step, const QString &why);
    Result<void> checkTurns(const RunbookStep &step, qsizetype turns) const;

    Scope m_scope;
    QHash<QString, qsizetype> m_turns; ///< how often the steps with "for_each" are made, by their ids
    QList<Step> m_steps;
    QStringList m_leftOut;
};

} // namespace sm::runbooks
