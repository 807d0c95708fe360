// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "running.h"
#include "stepquestions.h"

#include <operations/executor.h>

namespace sm::operations {

/// "manual", "decide" and "approve": what a person does or says. Its input: {instructions} or {question,
/// options}.
bool isHuman(const Step &step);

/// Asks and answers {choice, reason}.
/// \error Kind::Cancelled (code "NobodyHere") there is nobody to ask
/// \error Kind::Denied    (code "NotApproved") the person said no
QCoro::Task<Result<Applied>> askPerson(Running *run, int number, Step step);

/// Asks one question of \p run. Without an attendant as if nobody were there.
QCoro::Task<Result<Answer>> ask(
    Running *run, int number, Question::Kind kind, QString text, QStringList options, std::optional<Error> problem);

/// There is nobody to ask, so the run has to wait.
bool needsPerson(const Error &error);

} // namespace sm::operations
