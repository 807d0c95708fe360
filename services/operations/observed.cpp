// SPDX-License-Identifier: GPL-3.0-or-later
#include "planjson.h"
#include "undo.h"

#include <QSet>

namespace sm::operations {

QCoro::Task<Result<Plan>> observed(Plan plan, Executors executors, CancelToken token)
{
    QSet<QString> touched;
    for (Step &step : plan.steps) {
        Executor *executor = executors.forStep(step);
        const bool buildsOnEarlier = touched.contains(step.resource) || !step.deferred.isEmpty();
        if (step.tier != Tier::Read)
            touched.insert(step.resource);
        if (!executor || step.tier == Tier::Read || buildsOnEarlier)
            continue;
        const Result<Observation> before = co_await executor->observe(step, token);
        if (!before)
            co_return before.error();
        step.before = before->state;
        step.fingerprint = fingerprintOf(before->state);
        step.changes = executor->changes(step, before->state, before->holdsSecrets);
        // Whole objects are sent whole: a line with the changed members alone would lose the others.
        if (const Result<Step> whole = executor->completed(step, before->state); whole)
            step.cli = executor->cliOf(*whole, plan.system);
    }
    plan.id = planId(plan);
    co_return plan;
}

} // namespace sm::operations
