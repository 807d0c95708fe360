// SPDX-License-Identifier: GPL-3.0-or-later
#include "running.h"

#include "deferredvalues.h"

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

QString wordOf(StepState state)
{
    static const QHash<StepState, QString> words{{StepState::Waiting, u"waiting"_s}, {StepState::Running, u"running"_s},
        {StepState::Done, u"done"_s}, {StepState::Failed, u"failed"_s}, {StepState::Skipped, u"skipped"_s},
        {StepState::InDoubt, u"in-doubt"_s}};
    return words.value(state);
}

void Running::tell(const StepEvent &event)
{
    const Step &step = plan.steps.at(event.step);
    steps[event.step] = event;
    // What is to be gone past is gone past, too, where nobody knows what became of it.
    const bool isTrouble = event.state == StepState::InDoubt || event.state == StepState::Failed;
    if (isTrouble && step.onFailure != OnFailure::Continue)
        troubled.insert(step.resource);
    if (event.state != StepState::Waiting && event.state != StepState::Running)
        addOutcome(outcomes, step, event.output, wordOf(event.state));
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
