// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/error.h>
#include <net/sleeper.h>
#include <operations/attendant.h>
#include <operations/executors.h>
#include <operations/guard.h>
#include <operations/journal.h>
#include <operations/runreport.h>

namespace sm::operations {

struct Running;

/// What a run has beside its plan.
struct RunSupport
{
    Attendant *attendant = nullptr; ///< who is asked; nullptr: nobody, and the run pauses where somebody is needed
    QString runbook; ///< the runbook that gave the plan
    QString reason; ///< what the person said it is for
    QMap<QString, Secret> secrets; ///< for Runner::resume(): a journal keeps none
};

/// The one door to the world: nothing changes anything except through run() and resume().
///
/// For each step: a look at what it changes, intent into the journal and onto the disk, then the act, another look,
/// and how it ended into the journal.
class Runner
{
public:
    using Progress = operations::Progress;

    /// \p journal may be null when it could not be opened: then every run is refused with \p journalProblem.
    Runner(Guard guard, Journal *journal, std::vector<Executor *> executors, net::Sleeper &sleeper,
        std::optional<Error> journalProblem = {});

    /// Runs \p plan step by step, telling \p progress of each change of state.
    ///
    /// Cancelling stops before the next step; a step under way is awaited for as long as it takes to know how it
    /// ended, at most its own limits. A report comes back even when steps failed; an Error only when nothing was run.
    /// A step whose plan was made on another state (Step::fingerprint) fails as Kind::Conflict, code "PlanStale", and
    /// sends nothing.
    /// \error as Guard::admit()
    /// \error Kind::Denied  the approval has been used (code "ApprovalUsed"); as Guard::useOf()
    /// \error Kind::Storage the journal can not be written: nothing was sent
    QCoro::Task<Result<RunReport>> run(Plan plan, Confirmation confirmation, Identity identity, Progress progress,
        CancelToken token, RunSupport support = {});

    /// Takes up run \p id of the journal where it ended: after a crash, a pause, expired credentials, a failed step.
    /// Steps that are done or were left out stay so; a step in doubt is settled first, by looking at the world, by the
    /// same token sent again, or by asking. \p progress tells of all steps.
    /// \error Kind::NotFound no such run
    /// \error Kind::Conflict it is under way, or was taken up already (code "RunTakenUp")
    /// \error Kind::Invalid  a secret of a step to come is missing (code "SecretNeeded"): its name is in the message
    /// \error as run()
    QCoro::Task<Result<RunReport>> resume(qint64 id, Confirmation confirmation, Identity identity, Progress progress,
        CancelToken token, RunSupport support = {});

    /// Looks at the world for what became of a journal entry in doubt, and writes it down when the world knows.
    /// Changes nothing else. \p secrets are those of the step, which the journal does not keep; some worlds can not be
    /// looked at without.
    /// \error as Executor::observe() when the world can not be read
    QCoro::Task<Result<Verdict>> reconcile(
        qint64 entry, Identity identity, CancelToken token, QMap<QString, Secret> secrets = {});

    /// What a person found out about an entry in doubt; \p reason says how.
    QCoro::Task<Result<void>> settle(qint64 entry, bool done, QString reason, Identity identity);

    const Guard &guard() const { return m_guard; }
    const Executors &executors() const { return m_executors; }

private:
    Result<void> admit(const Plan &plan, const Confirmation &confirmation, const Identity &identity) const;
    QCoro::Task<Result<void>> admitOnce(Plan plan, Confirmation confirmation, Identity identity);
    QCoro::Task<Result<void>> useApproval(Running *run, Confirmation confirmation);
    QCoro::Task<Result<void>> useShared(Approval approval);
    QCoro::Task<Result<RunReport>> runAll(Running *run);
    QCoro::Task<Result<RunReport>> finish(Running *run);
    QCoro::Task<Result<void>> runStep(Running *run, int number);
    QCoro::Task<Result<Applied>> send(qint64 entry, Step step, CancelToken token);
    QCoro::Task<Result<void>> takeUp(Running *run, JournalRun earlier, QMap<QString, Secret> secrets);
    QCoro::Task<Result<void>> takeUpStep(Running *run, JournalEntry latest, QMap<QString, Secret> secrets);
    QCoro::Task<Result<void>> askWhatBecame(Running *run, JournalEntry entry, Verdict verdict);

    Guard m_guard;
    Journal *m_journal;
    Executors m_executors;
    net::Sleeper &m_sleeper;
    std::optional<Error> m_journalProblem;
};

} // namespace sm::operations
