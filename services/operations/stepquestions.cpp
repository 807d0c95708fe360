// SPDX-License-Identifier: GPL-3.0-or-later
#include "stepquestions.h"

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

} // namespace

QList<Question> questionsOf(const Step &step, int number)
{
    QList<Question> questions;
    if (!step.confirm.isEmpty())
        questions << Question{0, number, Question::Kind::Confirm, step.confirm, {choices::yes, choices::no}, {}};
    if (isHuman(step)) {
        const Question::Kind kind = kindOf(step.operation.uses);
        questions << Question{0, number, kind, textOf(step), optionsOf(step, kind), {}};
    }
    if (step.onFailure == OnFailure::Ask)
        questions << Question{
            0, number, Question::Kind::Failed, step.title, {choices::retry, choices::skip, choices::stop}, {}};
    return questions;
}

QStringList choicesInDoubt() { return {choices::done, choices::notDone, choices::stop}; }

Error nobodyHere(const Question &question)
{
    return Error(Error::Kind::Cancelled, tr("The run waits for a person: %1").arg(question.text))
        .withCode(u"NobodyHere"_s);
}

} // namespace sm::operations
