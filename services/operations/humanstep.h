// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "running.h"
#include "stepquestions.h"

#include <operations/executor.h>

namespace sm::operations {

/// "manual", "decide", "approve" and "acknowledge": what a person does or says. Its input: {text, options}, {text,
/// evidence} or {text, typed}.
bool isHuman(const Step &step);

/// Asks, again while the answer does not fit, and answers {choice, reason, by}, with {evidence} where an approval has
/// to name something.
/// \error Kind::Cancelled (code "NobodyHere") there is nobody to ask
/// \error Kind::Denied    (code "NotApproved") the person said no, or stop
/// \error Kind::Invalid   (code "NothingToType") an earlier step gave no text that could be typed
QCoro::Task<Result<Applied>> askPerson(Running *run, int number, Step step);

/// Asks one question of \p run. Without an attendant as if nobody were there.
QCoro::Task<Result<Answer>> ask(
    Running *run, int number, Question::Kind kind, QString text, QStringList options, std::optional<Error> problem);

QCoro::Task<Result<Answer>> ask(Running *run, Question question);

/// There is nobody to ask, so the run has to wait.
bool needsPerson(const Error &error);

} // namespace sm::operations
