// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/clock.h>
#include <operations/executors.h>
#include <operations/journal.h>
#include <operations/notundone.h>
#include <operations/planner.h>
#include <operations/threeway.h>

namespace sm::operations {

/// A plan that takes something back, and what was found when it was made.
struct UndoPlan
{
    Plan plan;
    QList<Difference> differences; ///< what is put back, and what others changed meanwhile and stays
    QList<NotUndone> notUndone; ///< of a whole run, in its order
    QStringList leftOut; ///< the same in sentences
};

/// Plans from journal entries: re-reads the world, compares it with the states before and after the step, and refuses
/// where time or somebody else has overtaken it. Changes nothing; the Runner runs what comes out.
class Undo
{
public:
    /// All outlive it. \p clock says whether it is too late; null: the system's.
    Undo(Journal &journal, const Planner &planner, const Catalog &catalog, const Executors &executors,
        const Clock *clock = nullptr);

    /// \error Kind::NotFound no such entry
    /// \error Kind::Invalid  (code "NotReversible") nothing takes it back, or it changed nothing; (code
    ///                       "UndoTooLate") the time for it is over
    /// \error Kind::Conflict (code "ChangedSince") somebody changed the same thing since, the message says what;
    ///                       (code "AlreadyBack") the world is as it was before the step already
    /// \error as Executor::observe()
    QCoro::Task<Result<UndoPlan>> entry(qint64 id, CancelToken token);

    /// Everything that run \p id changed, last step first, with the runs that it took up and those that took it up.
    /// Steps that nothing takes back, that did not happen or for which it is too late are left out and named.
    /// \error Kind::Invalid (code "NotReversible") nothing of it can be taken back; else as entry()
    QCoro::Task<Result<UndoPlan>> run(qint64 id, CancelToken token);

private:
    struct Back;
    QCoro::Task<Result<Back>> back(JournalEntry entry, QHash<QString, QJsonValue> *reached, CancelToken token);
    QDateTime endOf(const JournalEntry &entry) const;
    bool isLate(const JournalEntry &entry) const;
    bool hasLateInverse(const JournalEntry &entry) const;
    Result<void> admit(const JournalEntry &entry) const;
    QCoro::Task<Result<Back>> unseen(JournalEntry entry, const Executor *executor);
    QCoro::Task<Result<QList<Step>>> inverseOf(JournalEntry entry, const Executor *executor, QJsonValue target);
    QCoro::Task<Result<UndoPlan>> planned(QString title, SystemInfo system, QList<Back> parts, CancelToken token);

    Journal &m_journal;
    const Planner &m_planner;
    const Catalog &m_catalog;
    Executors m_executors;
    const Clock *m_clock;
};

/// \p plan with what its steps act on as it is now: Step::before, Step::fingerprint and, where the executor knows
/// better than the plan, Step::changes. Steps that build on an earlier one of the same plan are left alone: what they
/// find is what that one leaves. Its id is new.
/// \error as Executor::observe()
QCoro::Task<Result<Plan>> observed(Plan plan, Executors executors, CancelToken token);

} // namespace sm::operations
