// SPDX-License-Identifier: GPL-3.0-or-later
#include "humanstep.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::operations::HumanStep", text); }

Question::Kind kindOf(const QString &uses)
{
    if (uses == "manual"_L1)
        return Question::Kind::Manual;
    return uses == "approve"_L1 ? Question::Kind::Approve : Question::Kind::Decide;
}

QStringList optionsOf(const Step &step, Question::Kind kind)
{
    if (kind == Question::Kind::Manual)
        return {choices::done, choices::skip, choices::stop};
    if (kind == Question::Kind::Approve)
        return {choices::yes, choices::no};
    QStringList options;
    const QJsonArray given = step.operation.with.value(u"options"_s).toArray();
    for (const QJsonValue option : given)
        options << option.toString();
    return options;
}

QString textOf(const Step &step)
{
    for (const QString &member : {u"text"_s, u"instructions"_s, u"question"_s}) {
        if (const QString text = step.operation.with.value(member).toString(); !text.isEmpty())
            return text;
    }
    return step.title;
}

Error refused(const Step &step, const Answer &answer)
{
    const QString reason = answer.reason.isEmpty() ? tr("No reason was given.") : answer.reason;
    return Error(Error::Kind::Denied, tr("“%1” was answered with no. %2").arg(step.title, reason))
        .withCode(u"NotApproved"_s);
}

} // namespace

bool isHuman(const Step &step)
{
    const QString &uses = step.operation.uses;
    return uses == "manual"_L1 || uses == "decide"_L1 || uses == "approve"_L1;
}

bool needsPerson(const Error &error) { return error.code() == "NobodyHere"_L1; }

QCoro::Task<Result<Answer>> ask(
    Running *run, int number, Question::Kind kind, QString text, QStringList options, std::optional<Error> problem)
{
    if (!run->attendant)
        co_return Error(Error::Kind::Cancelled, tr("The run waits for a person: %1").arg(text))
            .withCode(u"NobodyHere"_s);
    if (run->token.isCancelled()) // whoever attends may be gone with it
        co_return Error::cancelled();
    const Question question{run->id, number, kind, text, options, problem};
    co_return co_await run->attendant->ask(question, run->token);
}

QCoro::Task<Result<Applied>> askPerson(Running *run, int number, Step step)
{
    const Question::Kind kind = kindOf(step.operation.uses);
    const QString text = textOf(step);
    const Result<Answer> answer = co_await ask(run, number, kind, text, optionsOf(step, kind), {});
    if (!answer)
        co_return answer.error();
    if (kind == Question::Kind::Approve && answer->choice != choices::yes)
        co_return refused(step, *answer);
    if (kind == Question::Kind::Manual && answer->choice == choices::stop)
        co_return refused(step, *answer);
    co_return Applied{{{u"choice"_s, answer->choice}, {u"reason"_s, answer->reason}}, {}, {}};
}

} // namespace sm::operations
