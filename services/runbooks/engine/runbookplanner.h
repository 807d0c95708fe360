// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <operations/planner.h>
#include <runbooks/parametervalues.h>
#include <runbooks/runbook.h>

namespace sm::runbooks {

/// What a runbook came to.
struct RunbookPlan
{
    Plan plan;
    QStringList leftOut; ///< steps whose condition is known not to hold, and why: a sentence each
};

/// Turns a runbook and the values of its parameters into a plan. Sends nothing.
///
/// What is known is put in; what only an earlier step can tell stays an expression of that step (Step::deferred, when,
/// expect) and is shown by its name. Values are data: they are put into structure that was parsed before they came.
class RunbookPlanner
{
public:
    explicit RunbookPlanner(const operations::Planner &planner);

    /// The steps, then the verification.
    /// \param values  as checkValues() or valuesOfTexts() made them
    /// \param known   of steps that were read beforehand (readingsFor()), as operations::addOutcome() puts them
    /// \error Kind::Invalid  names file and line: a list to be gone through is not known beforehand, a step is not one
    ///                       that can be planned, or its input does not fit
    Result<RunbookPlan> plan(const Runbook &runbook, const ParameterValues &values, const SystemInfo &system,
        const RunFacts &run, const QJsonObject &known = {}) const;

    /// The steps that have to be read before \p runbook can be planned, because another step goes through a list in
    /// their output; those that can be read next come as a plan. No steps: everything is known.
    /// \error Kind::Invalid one of them is no read: what it changes must not happen before the plan was seen
    Result<Plan> readingsFor(const Runbook &runbook, const ParameterValues &values, const SystemInfo &system,
        const RunFacts &run, const QJsonObject &known) const;

    /// The author's own way back.
    /// \param outcomes  of the run's steps by their ids, {output, state}
    /// \error as plan(); Kind::Invalid (code "NoRollback") the runbook has none
    Result<RunbookPlan> rollback(const Runbook &runbook, const ParameterValues &values, const SystemInfo &system,
        const RunFacts &run, const QJsonObject &outcomes) const;

private:
    const operations::Planner &m_planner;
};

} // namespace sm::runbooks
