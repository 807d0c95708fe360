// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/plan.h>
#include <core/question.h>

namespace sm::operations {

/// What \p step, the \p number-th of its plan from 0, may ask a person: whether it may begin, what it is there to ask,
/// what is to be done when it has failed. In this order.
QList<Question> questionsOf(const Step &step, int number);

/// All that \p question can be answered with: its options, and "stop" where a person has to type something. While it is
/// not known yet what that is, "stop" alone.
QStringList answersTo(const Question &question);

/// What is wrong with \p answer, so that \p question is asked again; empty: nothing.
QString problemWith(const Question &question, const Answer &answer);

/// Until when the question of \p step waits for a person (UTC), and what is taken then. Nothing: it waits for ever.
struct Deadline
{
    QDateTime at;
    QString otherwise; ///< one of the question's options, or "stop" where something has to be typed
};
std::optional<Deadline> deadlineOf(const Step &step);

/// What is wrong with the question of a human \p step, a sentence; empty: nothing. What an earlier step gives is not
/// looked at.
QString questionProblem(const Step &step);

/// What a person said at \p step and who they are, for the lines of a run, from what the step gave: {choice, reason,
/// by, evidence}. Empty: no person was asked.
QString saidAt(const Step &step, const QJsonObject &output);

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
