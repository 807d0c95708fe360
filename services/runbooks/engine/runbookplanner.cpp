// SPDX-License-Identifier: GPL-3.0-or-later
#include "runbookplanner.h"

#include "stepmaker.h"

#include <runbooks/runbookreader.h>

#include <QCoreApplication>

#include <algorithm>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::runbooks::RunbookPlanner", text); }

/// Where a plan of the outcome says what is wrong, the runbook's place is what a person can go to.
Error atPlace(const Error &error, const Runbook &runbook)
{
    return Error(error.kind(), u"%1: %2"_s.arg(runbook.title, error.message())).withCode(error.code());
}

Scope scopeWith(Scope scope, const QJsonObject &outcomes)
{
    for (auto it = outcomes.begin(); it != outcomes.end(); ++it)
        scope.setOutcome(
            it.key(), it.value()[u"output"_s], it.value()[u"state"_s].toString(), it.value()[u"turns"_s].toArray());
    return scope;
}

/// Whose output the lists of \p runbook are in, and what those steps need in turn, as far as it is not known.
QStringList neededFirst(const Runbook &runbook, const QJsonObject &known)
{
    QStringList needed;
    for (const RunbookStep &step : runbook.steps + runbook.verification)
        needed << step.forEach.steps();
    for (qsizetype i = 0; i < needed.size(); ++i) {
        for (const RunbookStep &step : runbook.steps) {
            if (step.id == needed.at(i))
                needed << step.with.steps() << step.forEach.steps() << step.when.steps();
        }
        if (needed.size() > mostSteps)
            break; // steps that need each other are refused when they are read
    }
    needed.removeDuplicates();
    const auto isKnown = [&known](const QString &id) { return known.contains(id); };
    needed.removeIf(isKnown);
    // Those that wait for others of them have their turn later.
    const QStringList all = needed;
    needed.removeIf([&](const QString &id) {
        return std::any_of(runbook.steps.begin(), runbook.steps.end(), [&](const RunbookStep &step) {
            const QStringList waitsFor = step.with.steps() + step.forEach.steps() + step.when.steps();
            return step.id == id && std::any_of(waitsFor.begin(), waitsFor.end(), [&all](const QString &each) {
                return all.contains(each);
            });
        });
    });
    return needed;
}

/// What is read beforehand is a run of its own, which does not see what was read before that: what is expected with
/// that in mind Preparation looks at.
RunbookStep withoutLookingBack(RunbookStep step)
{
    step.expect.removeIf([](const RunbookExpectation &each) { return !each.condition.steps().isEmpty(); });
    return step;
}

/// A step goes through a list that one of \p readings gives, which changes something.
Error listOfAChange(const Runbook &runbook, const Plan &readings)
{
    const auto change = std::find_if(
        readings.steps.begin(), readings.steps.end(), [](const Step &step) { return step.tier != Tier::Read; });
    const QList<RunbookStep> steps = runbook.steps + runbook.verification;
    const auto isLoop = [&change](const RunbookStep &step) { return step.forEach.steps().contains(change->id); };
    auto loop = std::find_if(steps.begin(), steps.end(), isLoop);
    if (loop == steps.end()) // the list is that of a read which needs the change
        loop = std::find_if(
            steps.begin(), steps.end(), [](const RunbookStep &step) { return !step.forEach.steps().isEmpty(); });
    return Error(Error::Kind::Invalid,
        tr("%1: step “%2” goes through “%3”, which is known only when “%4” has changed something; but a plan shows "
           "every step before anything is changed. Put “%2” and what comes after it into a runbook of its own that "
           "takes the list as a parameter (type: list), and run that next; or read the list by a step that changes "
           "nothing, before “%4”.")
            .arg(loop->forEach.place().text(), loop->id, loop->forEach.text(), change->id))
        .withCode(u"ListOfAChange"_s);
}

} // namespace

RunbookPlanner::RunbookPlanner(const operations::Planner &planner)
    : m_planner(planner)
{
}

Result<RunbookPlan> RunbookPlanner::plan(const Runbook &runbook, const ParameterValues &values,
    const SystemInfo &system, const RunFacts &run, const QJsonObject &known) const
{
    StepMaker maker(scopeWith(Scope(values, system, run), known));
    for (const RunbookStep &step : runbook.steps + runbook.verification) {
        if (const Result<void> made = maker.add(step); !made)
            return atPlace(made.error(), runbook);
    }
    const Result<Plan> plan = m_planner.plan(runbook.title, system, maker.steps());
    if (!plan)
        return atPlace(plan.error(), runbook);
    return RunbookPlan{*plan, maker.leftOut()};
}

Result<Plan> RunbookPlanner::readingsFor(const Runbook &runbook, const ParameterValues &values,
    const SystemInfo &system, const RunFacts &run, const QJsonObject &known) const
{
    const QStringList needed = neededFirst(runbook, known);
    if (needed.isEmpty())
        return Plan();
    StepMaker maker(scopeWith(Scope(values, system, run), known));
    for (const RunbookStep &step : runbook.steps) {
        const Result<void> made = needed.contains(step.id) ? maker.add(withoutLookingBack(step)) : ok();
        if (!made)
            return atPlace(made.error(), runbook);
    }
    if (maker.steps().isEmpty()) // those lists have nothing in them
        return Plan();
    const Result<Plan> plan = m_planner.plan(tr("Read for “%1”").arg(runbook.title), system, maker.steps());
    if (!plan)
        return atPlace(plan.error(), runbook);
    if (plan->tier() == Tier::Read)
        return plan;
    return listOfAChange(runbook, *plan);
}

Result<RunbookPlan> RunbookPlanner::rollback(const Runbook &runbook, const ParameterValues &values,
    const SystemInfo &system, const RunFacts &run, const QJsonObject &outcomes) const
{
    if (runbook.rollback.isEmpty())
        return Error(Error::Kind::Invalid, tr("“%1” has no rollback of its own.").arg(runbook.title))
            .withCode(u"NoRollback"_s);
    StepMaker maker(scopeWith(Scope(values, system, run), outcomes));
    for (const RunbookStep &step : runbook.rollback) {
        if (const Result<void> made = maker.add(step); !made)
            return atPlace(made.error(), runbook);
    }
    const Result<Plan> plan = m_planner.plan(tr("Roll back: %1").arg(runbook.title), system, maker.steps());
    if (!plan)
        return atPlace(plan.error(), runbook);
    return RunbookPlan{*plan, maker.leftOut()};
}

} // namespace sm::runbooks
