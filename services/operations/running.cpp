// SPDX-License-Identifier: GPL-3.0-or-later
#include "running.h"

namespace sm::operations {

void Running::tell(const StepEvent &event)
{
    const Step &step = plan.steps.at(event.step);
    steps[event.step] = event;
    const bool isTrouble = event.state == StepState::InDoubt
        || (event.state == StepState::Failed && step.onFailure != OnFailure::Continue);
    if (isTrouble)
        troubled.insert(step.resource);
    if (event.state == StepState::Done && !step.id.isEmpty())
        outputs.insert(step.id, event.output);
    if (progress)
        progress(event);
}

bool Running::mayRun(int step) const
{
    if (journalFailed || stopped || paused || token.isCancelled())
        return false;
    return plan.continueOnFailure ? !troubled.contains(plan.steps.at(step).resource) : troubled.isEmpty();
}

} // namespace sm::operations
