// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "options.h"

#include <core/plan.h>
#include <operations/attendant.h>

namespace sm::app {

/// Answers the questions of a run with what the command line says beforehand (--answer STEP=CHOICE). Anything else
/// makes the run wait.
class GivenAnswers final : public operations::Attendant
{
public:
    /// \p plan is new, or with \p isResumed it goes on, and what became of its steps can be answered, too.
    /// \error Kind::Invalid an answer is to no step of \p plan that asks, or is none of its choices; names those
    static Result<GivenAnswers> of(const CommandWords &words, const Plan &plan, bool isResumed);

    QCoro::Task<Result<Answer>> ask(Question question, CancelToken token) override;

    /// What nobody has answered; the run waits for it.
    const std::optional<Question> &openQuestion() const { return m_open; }

private:
    Result<void> add(const QString &text, const Plan &plan, bool isResumed);

    QMap<int, QStringList> m_choices; ///< by step; each is used once, the first that fits first
    QString m_reason;
    std::optional<Question> m_open;
};

/// By what --answer names \p step, the \p number-th of its plan from 0.
QString answerName(const Step &step, int number);

} // namespace sm::app
