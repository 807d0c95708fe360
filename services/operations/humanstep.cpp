// SPDX-License-Identifier: GPL-3.0-or-later
#include "humanstep.h"

#include <core/clock.h>

#include <QCoreApplication>
#include <QTimer>

#include <algorithm>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::operations::HumanStep", text); }

Error refused(const Step &step, const Answer &answer)
{
    const QString reason = answer.reason.isEmpty() ? tr("No reason was given.") : answer.reason;
    return Error(Error::Kind::Denied, tr("“%1” was answered with no. %2").arg(step.title, reason))
        .withCode(u"NotApproved"_s);
}

Error nothingToType(const Step &step)
{
    return Error(Error::Kind::Invalid, tr("There is no text that could be typed at “%1”.").arg(step.title))
        .withCode(u"NothingToType"_s);
}

/// Questions beside it are asked by who carries the step out.
Question ownQuestion(const Running &run, const Step &step, int number)
{
    const QList<Question> questions = questionsOf(step, number);
    const auto own = std::find_if(
        questions.begin(), questions.end(), [](const Question &each) { return each.kind != Question::Kind::Confirm; });
    Question question = *own;
    question.run = run.id;
    return question;
}

bool isRefusal(Question::Kind kind, const QString &choice)
{
    if (kind == Question::Kind::Approve)
        return choice != choices::yes;
    return kind != Question::Kind::Decide && choice == choices::stop;
}

bool isOver(const Deadline &deadline) { return SystemClock().nowUtc() >= deadline.at; }

std::chrono::milliseconds untilNextLook(const Deadline &deadline)
{
    const std::chrono::milliseconds left(SystemClock().nowUtc().msecsTo(deadline.at));
    return std::clamp<std::chrono::milliseconds>(left, std::chrono::milliseconds(1), std::chrono::seconds(30));
}

Answer unanswered(const Deadline &deadline)
{
    return {deadline.otherwise, tr("Nobody answered by %1.").arg(deadline.at.toString(Qt::ISODate))};
}

/// Nobody: the time was over.
QString answeredBy(const Running &run, const Answer &answer, const std::optional<Deadline> &deadline)
{
    return deadline && answer.reason == unanswered(*deadline).reason ? QString() : run.actor;
}

} // namespace

bool isHuman(const Step &step)
{
    const QString &uses = step.operation.uses;
    return uses == "manual"_L1 || uses == "decide"_L1 || uses == "approve"_L1 || uses == "acknowledge"_L1;
}

bool needsPerson(const Error &error) { return error.code() == "NobodyHere"_L1; }

QCoro::Task<Result<Answer>> ask(
    Running *run, int number, Question::Kind kind, QString text, QStringList options, std::optional<Error> problem)
{
    return ask(run, Question{run->id, number, kind, text, options, problem});
}

QCoro::Task<Result<Answer>> ask(Running *run, Question question)
{
    if (!run->attendant)
        co_return nobodyHere(question);
    if (run->token.isCancelled()) // whoever attends may be gone with it
        co_return Error::cancelled();
    co_return co_await run->attendant->ask(question, run->token);
}

/// Nobody's answer is waited for beyond \p deadline, also where the computer slept meanwhile.
QCoro::Task<Result<Answer>> askUntil(Running *run, Question question, std::optional<Deadline> deadline)
{
    if (!deadline)
        co_return co_await ask(run, question);
    if (isOver(*deadline))
        co_return unanswered(*deadline);
    if (!run->attendant)
        co_return nobodyHere(question);
    CancelSource limit(run->token);
    QTimer timer;
    timer.setSingleShot(true);
    QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
        if (isOver(*deadline))
            limit.cancel();
        else
            timer.start(untilNextLook(*deadline));
    });
    timer.start(untilNextLook(*deadline));
    const Result<Answer> answer = co_await run->attendant->ask(question, limit.token());
    if (!answer && limit.token().isCancelled() && !run->token.isCancelled())
        co_return unanswered(*deadline);
    co_return answer;
}

QCoro::Task<Result<Applied>> askPerson(Running *run, int number, Step step)
{
    Question question = ownQuestion(*run, step, number);
    if (question.kind == Question::Kind::Acknowledge && question.typed.isEmpty())
        co_return nothingToType(step);
    const std::optional<Deadline> deadline = deadlineOf(step);
    Result<Answer> answer = co_await askUntil(run, question, deadline);
    while (answer) {
        const QString problem = problemWith(question, *answer);
        if (problem.isEmpty())
            break;
        question.problem = Error(Error::Kind::Invalid, problem).withCode(u"NoAnswer"_s);
        answer = co_await askUntil(run, question, deadline);
    }
    if (!answer)
        co_return answer.error();
    if (isRefusal(question.kind, answer->choice))
        co_return refused(step, *answer);
    QJsonObject said{
        {u"choice"_s, answer->choice}, {u"reason"_s, answer->reason}, {u"by"_s, answeredBy(*run, *answer, deadline)}};
    if (!question.evidence.isEmpty())
        said.insert(u"evidence"_s, question.evidence);
    co_return Applied{said, {}, {}};
}

} // namespace sm::operations
