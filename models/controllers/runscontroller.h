// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/error.h>
#include <core/plan.h>

#include <QObject>

#include <map>
#include <optional>

namespace sm::operations {
class Runner;
struct RunReport;
struct StepEvent;
} // namespace sm::operations

namespace sm::controllers {

using RunId = int;

/// What the activity panel shows of one run.
struct ShownRun
{
    RunId id = 0;
    Plan plan;
    QList<StepState> steps;
    QList<std::optional<Error>> errors; ///< by step
    qint64 lastJournalEntry = 0;
    QDateTime startedAt; ///< UTC
    bool cancelRequested = false;
    bool finished = false;
    std::optional<Error> refused; ///< nothing was run

    int count(StepState state) const { return static_cast<int>(steps.count(state)); }
    bool succeeded() const { return finished && !refused && count(StepState::Done) == steps.size(); }
};

/// Hands plans to the Runner and keeps what became of them. The only object above the services that starts changes.
class RunsController : public QObject
{
    Q_OBJECT

public:
    explicit RunsController(operations::Runner &runner, QObject *parent = nullptr);
    ~RunsController() override;

    /// Who is signed in: the guard compares it with the plan. Unknown until the first answer of STS.
    void setIdentity(const Identity &identity) { m_identity = identity; }

    bool isReadOnly() const;
    /// What has to be typed before \p plan may run; empty: nothing.
    static QString nameToType(const Plan &plan);

    /// Starts \p plan. The same plan is not started twice while it runs.
    RunId run(const Plan &plan, const Confirmation &confirmation);
    /// Stops before the next step; what is under way is awaited.
    void cancel(RunId id);

    const std::map<RunId, ShownRun> &runs() const { return m_runs; } ///< oldest first
    bool isBusy() const;

Q_SIGNALS:
    void runStarted(int id);
    void stepChanged(int id, int step);
    void runFinished(int id);

private:
    void note(RunId id, const operations::StepEvent &event);
    void finish(RunId id, const std::optional<Error> &refused);

    operations::Runner &m_runner;
    Identity m_identity;
    std::map<RunId, ShownRun> m_runs;
    std::map<RunId, CancelSource> m_cancels;
    RunId m_next = 1;
};

} // namespace sm::controllers
