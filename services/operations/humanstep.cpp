// SPDX-License-Identifier: GPL-3.0-or-later
#include "humanstep.h"

#include <QCoreApplication>

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
    const Question question{run->id, number, kind, text, options, problem};
    if (!run->attendant)
        co_return nobodyHere(question);
    if (run->token.isCancelled()) // whoever attends may be gone with it
        co_return Error::cancelled();
    co_return co_await run->attendant->ask(question, run->token);
}

QCoro::Task<Result<Applied>> askPerson(Running *run, int number, Step step)
{
    const QList<Question> questions = questionsOf(step, number);
    const auto own = std::find_if(
        questions.begin(), questions.end(), [](const Question &each) { return each.kind != Question::Kind::Confirm; });
    const Question::Kind kind = own->kind;
    const Result<Answer> answer = co_await ask(run, number, kind, own->text, own->options, {});
    if (!answer)
        co_return answer.error();
    if (kind == Question::Kind::Approve && answer->choice != choices::yes)
        co_return refused(step, *answer);
    if (kind == Question::Kind::Manual && answer->choice == choices::stop)
        co_return refused(step, *answer);
    co_return Applied{{{u"choice"_s, answer->choice}, {u"reason"_s, answer->reason}}, {}, {}};
}

} // namespace sm::operations
