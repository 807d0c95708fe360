// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/plan.h>
#include <core/question.h>

namespace sm::operations {

/// What \p step, the \p number-th of its plan from 0, may ask a person: whether it may begin, what it is there to ask,
/// what is to be done when it has failed. In this order.
QList<Question> questionsOf(const Step &step, int number);

/// What is asked of a step when neither the world nor its service says what became of it.
QStringList choicesInDoubt();

/// The run can not go on without an answer to \p question, and nobody is there: Kind::Cancelled, code "NobodyHere".
Error nobodyHere(const Question &question);

namespace choices {
// Words of the answers, which a journal keeps; what people see is translated where it is shown.
inline const QString yes = QStringLiteral("yes");
inline const QString no = QStringLiteral("no");
inline const QString done = QStringLiteral("done");
inline const QString notDone = QStringLiteral("not done");
inline const QString goOn = QStringLiteral("go on");
inline const QString retry = QStringLiteral("retry");
inline const QString skip = QStringLiteral("skip");
inline const QString stop = QStringLiteral("stop");
} // namespace choices

} // namespace sm::operations
