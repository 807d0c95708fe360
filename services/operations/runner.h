// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/error.h>
#include <operations/executor.h>
#include <operations/guard.h>
#include <operations/journal.h>

#include <functional>
#include <vector>

namespace sm::operations {

struct StepEvent
{
    int step = 0;
    StepState state = StepState::Waiting;
    std::optional<Error> error; ///< without the step's secrets
    QJsonObject output; ///< as it came: what it tells the person alone is in it
    qint64 journalEntry = 0;
};

/// How a run ended, step by step.
struct RunReport
{
    QList<StepEvent> steps;
    int done() const;
    int failed() const;
    int inDoubt() const;
    bool succeeded() const { return done() == steps.size(); }
};

/// The one door to the world: nothing changes anything except through run().
///
/// For each step: intent into the journal and onto the disk, then the act, then its outcome into the journal.
class Runner
{
public:
    using Progress = std::function<void(const StepEvent &)>;

    /// \p journal may be null when it could not be opened: then every run is refused with \p journalProblem.
    Runner(Guard guard, Journal *journal, std::vector<Executor *> executors, std::optional<Error> journalProblem = {});

    /// Runs \p plan step by step, telling \p progress of each change of state.
    ///
    /// Cancelling stops before the next step; a step under way is awaited for as long as it takes to know how it
    /// ended, at most its own limits. A report comes back even when steps failed; an Error only when nothing was run.
    /// \error as Guard::admit()
    /// \error Kind::Storage the journal can not be written: nothing was sent
    QCoro::Task<Result<RunReport>> run(
        Plan plan, Confirmation confirmation, Identity identity, Progress progress, CancelToken token);

    const Guard &guard() const { return m_guard; }

private:
    struct Run;
    Result<void> admit(const Plan &plan, const Confirmation &confirmation, const Identity &identity) const;
    Executor *executorFor(const Step &step) const;
    /// Returns an error only when nothing at all was run.
    QCoro::Task<std::optional<Error>> runStep(Run *run, int number);
    static void noteUnwritten(Run &run, StepEvent &event, const Error &problem);

    Guard m_guard;
    Journal *m_journal;
    std::vector<Executor *> m_executors;
    std::optional<Error> m_journalProblem;
};

} // namespace sm::operations
