// SPDX-License-Identifier: GPL-3.0-or-later
#include "authorsundo.h"

#include "deferredvalues.h"
#include "planjson.h"
#include "runreport.h"

#include <core/json.h>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

void add(QJsonObject &outcomes, const JournalEntry &entry, const Plan &plan)
{
    if (entry.step < plan.steps.size())
        addOutcome(outcomes, plan.steps.at(entry.step), entry.output, wordOf(entry.state));
}

/// As \p entry sees them: of the turns of a loop it is in, its own.
QJsonObject outcomesFor(const JournalEntry &entry, const JournalRun &run, const Plan &plan)
{
    QJsonObject outcomes;
    for (const JournalEntry &each : run.entries)
        add(outcomes, each, plan);
    add(outcomes, entry, plan);
    return outcomes;
}

} // namespace

Result<std::optional<Step>> authorsUndo(const JournalEntry &entry, const JournalRun &run)
{
    const Result<Plan> plan = planFromCanonicalForm(toCompactJson(run.body));
    if (!plan || entry.step >= plan->steps.size() || plan->steps.at(entry.step).undo.isEmpty())
        return std::optional<Step>();
    const Result<Step> undo
        = withDeferredPutIn(plan->steps.at(entry.step).undo.first(), outcomesFor(entry, run, *plan));
    if (!undo)
        return undo.error();
    return std::optional<Step>(*undo);
}

} // namespace sm::operations
