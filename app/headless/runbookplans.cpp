// SPDX-License-Identifier: GPL-3.0-or-later
#include "runbookplans.h"

#include "givenanswers.h"
#include "headlesssystem.h"
#include "output.h"

#include <operations/actor.h>

#include <QCoreApplication>
#include <QUuid>

namespace sm::app {

QCoro::Task<Result<runbooks::RunbookPlan>> plannedRunbook(
    Foundation *foundation, HeadlessSystem *system, const CommandWords *words, WantedRunbook wanted, CancelToken token)
{
    const runbooks::RunFacts facts{
        QUuid::createUuid().toString(QUuid::WithoutBraces), foundation->clock.nowUtc(), operations::actorOf({})};
    const auto unseen
        = runbooks::RunbookPlanner(foundation->planner).plan(wanted.runbook, wanted.values, system->system(), facts);
    if (unseen) { // where lists have to be read first, a wrong answer shows only then
        if (const auto answers = GivenAnswers::of(*words, unseen->plan); !answers)
            co_return answers.error();
    }
    runbooks::Preparation preparation(foundation->planner, system->runner());
    const auto plan = co_await preparation.plan(wanted.runbook, wanted.values, system->system(), facts, {}, token);
    if (plan || !wanted.isOnlyLookedAt || plan.error().kind() == Error::Kind::Invalid)
        co_return plan;
    if (!unseen)
        co_return plan.error();
    toStandardError(
        QCoreApplication::translate("sm::app::RunCommand", "stationmaster: What is there now could not be read: %1")
            .arg(plan.error().message()));
    co_return unseen;
}

} // namespace sm::app
