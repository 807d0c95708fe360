// SPDX-License-Identifier: GPL-3.0-or-later
#include "runscontroller.h"

#include <operations/runner.h>

#include <QCoroTask>
#include <QPointer>

namespace sm::controllers {

RunsController::RunsController(operations::Runner &runner, QObject *parent)
    : QObject(parent)
    , m_runner(runner)
{
}

RunsController::~RunsController() = default;

bool RunsController::isReadOnly() const { return m_runner.guard().isReadOnly(); }

QString RunsController::nameToType(const Plan &plan) { return operations::Guard::nameToType(plan); }

bool RunsController::isBusy() const
{
    return std::any_of(m_runs.begin(), m_runs.end(), [](const auto &each) { return !each.second.finished; });
}

RunId RunsController::run(const Plan &plan, const Confirmation &confirmation)
{
    for (const auto &[id, state] : m_runs) {
        if (!state.finished && state.plan.id == plan.id)
            return id;
    }
    const RunId id = m_next++;
    ShownRun state;
    state.id = id;
    state.plan = plan;
    state.steps = QList<StepState>(plan.steps.size(), StepState::Waiting);
    state.errors = QList<std::optional<Error>>(plan.steps.size());
    state.startedAt = QDateTime::currentDateTimeUtc();
    m_runs.emplace(id, std::move(state));
    const CancelToken token = m_cancels[id].token();
    Q_EMIT runStarted(id);

    const auto progress = [self = QPointer<RunsController>(this), id](const operations::StepEvent &event) {
        if (self)
            self->note(id, event);
    };
    QCoro::connect(m_runner.run(plan, confirmation, m_identity, progress, token), this,
        [this, id](const Result<operations::RunReport> &report) {
            finish(id, report ? std::nullopt : std::optional<Error>(report.error()));
        });
    return id;
}

void RunsController::cancel(RunId id)
{
    const auto found = m_runs.find(id);
    if (found == m_runs.end() || found->second.finished)
        return;
    found->second.cancelRequested = true;
    m_cancels[id].cancel();
    Q_EMIT stepChanged(id, -1);
}

void RunsController::note(RunId id, const operations::StepEvent &event)
{
    ShownRun &state = m_runs.at(id);
    state.steps[event.step] = event.state;
    state.errors[event.step] = event.error;
    state.lastJournalEntry = std::max(state.lastJournalEntry, event.journalEntry);
    // Plans hold the secrets of steps yet to come; those of a step that ended are not needed again.
    if (event.state != StepState::Waiting && event.state != StepState::Running)
        state.plan.steps[event.step].operation.secrets.clear();
    Q_EMIT stepChanged(id, event.step);
}

void RunsController::finish(RunId id, const std::optional<Error> &refused)
{
    ShownRun &state = m_runs.at(id);
    state.finished = true;
    state.refused = refused;
    for (Step &step : state.plan.steps)
        step.operation.secrets.clear();
    m_cancels.erase(id);
    Q_EMIT runFinished(id);
}

} // namespace sm::controllers
