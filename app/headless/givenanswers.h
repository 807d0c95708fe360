// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "options.h"
#include "stepstates.h"

#include <core/plan.h>
#include <operations/attendant.h>

namespace sm::app {

/// Answers the questions of a run with what the command line says beforehand: --answer STEP=CHOICE, or "STEP=CHOICE:
/// REASON" where the reason is that answer's alone. Anything else makes the run wait.
class GivenAnswers final : public operations::Attendant
{
public:
    /// \p plan goes on where \p states says; what became of a step in doubt can be answered, too.
    /// \error Kind::Invalid an answer is to no step of \p plan that asks, or is none of its choices; names those. An
    /// approval that has to name something comes without a reason
    static Result<GivenAnswers> of(const CommandWords &words, const Plan &plan, const StepStates &states = {});

    QCoro::Task<Result<Answer>> ask(Question question, CancelToken token) override;

    /// What nobody has answered; the run waits for it.
    const std::optional<Question> &openQuestion() const { return m_open; }

private:
    Result<void> add(const QString &text, const Plan &plan, const StepStates &states);
    Result<void> addAt(int step, const QString &name, const QString &text, const QList<Question> &questions);
    bool answers(const Question &question, const Answer &given) const;

    QMap<int, QList<Answer>> m_given; ///< by step; each is used once, the first that fits first
    QString m_reason; ///< of answers without one of their own; empty: nobody gave any
    std::optional<Question> m_open;
};

/// By what --answer names a step of \p plan alone, the \p number-th from 0: its id, or its number from 1 where it is
/// one of several turns of a loop.
QString answerName(const Plan &plan, int number);

} // namespace sm::app
