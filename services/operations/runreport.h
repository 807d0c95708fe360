// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/error.h>
#include <core/plan.h>

#include <functional>
#include <optional>

namespace sm::operations {

/// The word for \p state in expressions and in what commands print: "done", "in-doubt".
QString wordOf(StepState state);

struct StepEvent
{
    int step = 0;
    StepState state = StepState::Waiting;
    std::optional<Error> error; ///< without the step's secrets
    QJsonObject output; ///< as it came: what it tells the person alone is in it
    qint64 journalEntry = 0;
    bool isVerified = false; ///< done, and what can be seen afterwards is what it asked for
    bool isLeftOut
        = false; ///< skipped because its condition does not hold or a person said so, not because the run ended
    QList<Secret> secrets = {}; ///< what in \c output is for the person alone
};

/// How a run ended, step by step.
struct RunReport
{
    QList<StepEvent> steps;
    qint64 run = 0; ///< of the journal
    std::optional<Error> paused; ///< it waits for a person, and why; Runner::resume() takes it up again

    int done() const;
    int failed() const;
    int inDoubt() const;
    int leftOut() const;
    /// All was done but what was to be left out.
    bool succeeded() const { return done() + leftOut() == steps.size(); }
};

using Progress = std::function<void(const StepEvent &)>;

} // namespace sm::operations
