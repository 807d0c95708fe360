// SPDX-License-Identifier: GPL-3.0-or-later
#include "preparation.h"

#include <core/jmespath.h>
#include <operations/deferredvalues.h>
#include <operations/undo.h>

#include <QCoreApplication>

#include <algorithm>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Whether \p each is said in the light of other steps, and those are known: the run of a reading does not see them.
bool looksBack(const RunbookExpectation &each, const QJsonObject &known)
{
    const QStringList steps = each.condition.steps();
    return !steps.isEmpty()
        && std::ranges::all_of(steps, [&known](const QString &step) { return known.contains(step); });
}

/// What \p step, which is called \p title, expects in the light of others.
Result<void> expectedOf(const RunbookStep &step, const QString &title, QJsonObject scope, const QJsonObject &known)
{
    scope.insert(u"steps"_s, known);
    scope.insert(u"output"_s, known.value(step.id)[u"output"_s]);
    for (const RunbookExpectation &each : step.expect) {
        if (!looksBack(each, known))
            continue;
        const Result<QJsonValue> met = jmespath::search(each.condition.text(), scope);
        if (!met)
            return met.error();
        if (!jmespath::isTrue(*met))
            return Error(Error::Kind::Conflict,
                QCoreApplication::translate("sm::runbooks::Preparation", "“%1” did not bring what was expected: %2")
                    .arg(title, each.otherwise.isEmpty() ? each.condition.text() : each.otherwise))
                .withCode(u"NotExpected"_s);
    }
    return ok();
}

/// A step of a loop is looked at turn by turn when it runs.
Result<void> expected(
    const Runbook &runbook, const ParameterValues &values, const Plan &readings, const QJsonObject &known)
{
    for (const Step &read : readings.steps) {
        const auto step = std::ranges::find(runbook.steps, read.id, &RunbookStep::id);
        if (step == runbook.steps.end() || !step->forEach.isEmpty())
            continue;
        if (const auto met = expectedOf(*step, read.title, {{u"parameters"_s, values.json}}, known); !met)
            return met.error();
    }
    return ok();
}

} // namespace

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
        if (const auto met = expected(runbook, values, *readings, known); !met)
            co_return met.error();
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
