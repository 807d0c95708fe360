// SPDX-License-Identifier: GPL-3.0-or-later
#include "preparation.h"

#include <operations/deferredvalues.h>
#include <operations/undo.h>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;

Preparation::Preparation(const operations::Planner &planner, operations::Runner &runner)
    : m_planner(planner)
    , m_runner(runner)
{
}

QCoro::Task<Result<RunbookPlan>> Preparation::plan(
    Runbook runbook, ParameterValues values, SystemInfo system, RunFacts run, Identity identity, CancelToken token)
{
    QJsonObject known;
    while (true) {
        const Result<Plan> readings = m_planner.readingsFor(runbook, values, system, run, known);
        if (!readings)
            co_return readings.error();
        if (readings->steps.isEmpty())
            break;
        if (const auto done = co_await read(*readings, &known, identity, token); !done)
            co_return done.error();
    }
    Result<RunbookPlan> plan = m_planner.plan(runbook, values, system, run, known);
    if (!plan)
        co_return plan.error();
    const Result<Plan> seen = co_await operations::observed(plan->plan, m_runner.executors(), token);
    if (!seen)
        co_return seen.error();
    plan->plan = *seen;
    co_return plan;
}

QCoro::Task<Result<void>> Preparation::read(Plan plan, QJsonObject *known, Identity identity, CancelToken token)
{
    const operations::Progress silent = [](const operations::StepEvent &) { };
    const auto report = co_await m_runner.run(plan, {}, identity, silent, token);
    if (!report)
        co_return report.error();
    for (const operations::StepEvent &event : report->steps) {
        if (event.error)
            co_return *event.error;
        operations::addOutcome(*known, plan.steps.at(event.step), event.output, operations::wordOf(event.state));
    }
    co_return ok();
}

} // namespace sm::runbooks
