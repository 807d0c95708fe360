// SPDX-License-Identifier: GPL-3.0-or-later
#include "stepquestions.h"

#include "humanstep.h"

#include <core/json.h>

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
    if (uses == "acknowledge"_L1)
        return Question::Kind::Acknowledge;
    return uses == "approve"_L1 ? Question::Kind::Approve : Question::Kind::Decide;
}

/// A number that an earlier step gave is typed as it is written.
QString textIn(const Step &step, const QString &member)
{
    const QJsonValue value = step.operation.with.value(member);
    if (value.isString() || value.isUndefined() || value.isNull())
        return value.toString();
    return QString::fromUtf8(toCompactJson(value));
}

QStringList optionsOf(const Step &step, Question::Kind kind)
{
    if (kind == Question::Kind::Manual)
        return {choices::done, choices::skip, choices::stop};
    if (kind == Question::Kind::Approve)
        return {choices::yes, choices::no};
    QStringList options;
    if (kind == Question::Kind::Acknowledge) {
        const QString typed = textIn(step, u"typed"_s);
        return typed.isEmpty() ? options : QStringList{typed};
    }
    const QJsonArray given = step.operation.with.value(u"options"_s).toArray();
    for (const QJsonValue option : given)
        options << option.toString();
    return options;
}

QString plainTextOf(const Step &step)
{
    for (const QString &member : {u"text"_s, u"instructions"_s, u"question"_s}) {
        if (const QString text = step.operation.with.value(member).toString(); !text.isEmpty())
            return text;
    }
    return step.title;
}

QString textOf(const Step &step)
{
    const QString text = plainTextOf(step);
    const std::optional<Deadline> deadline = deadlineOf(step);
    if (!deadline)
        return text;
    return text + u' '
        + tr("Without an answer by %1 it is “%2”.").arg(deadline->at.toString(Qt::ISODate), deadline->otherwise);
}

/// Invalid: it is none, or does not say which zone's.
QDateTime instantOf(const QString &text)
{
    const QDateTime at = QDateTime::fromString(text, Qt::ISODate);
    return at.timeSpec() == Qt::LocalTime ? QDateTime() : at.toUTC();
}

} // namespace

std::optional<Deadline> deadlineOf(const Step &step)
{
    const bool isTyped = step.operation.uses == "acknowledge"_L1;
    const Deadline deadline{
        instantOf(textIn(step, u"until"_s)), isTyped ? choices::stop : textIn(step, u"otherwise"_s)};
    return deadline.at.isValid() ? std::optional(deadline) : std::nullopt;
}

QString questionProblem(const Step &step)
{
    const QJsonObject &with = step.operation.with;
    const QJsonArray options = with.value(u"options"_s).toArray();
    if (step.operation.uses == "decide"_L1 && options.isEmpty())
        return tr("“%1” asks for a decision and names no options.").arg(step.title);
    if (textIn(step, u"typed"_s) == choices::stop)
        return tr("“%1” has to be given another text to type: “stop” ends the run.").arg(step.title);
    const QString otherwise = textIn(step, u"otherwise"_s);
    if ((!options.isEmpty() && with.contains(u"until"_s) != with.contains(u"otherwise"_s))
        || (!otherwise.isEmpty() && !options.contains(otherwise)))
        return tr("“%1” has to say in “otherwise” which of the options is taken at the time in “until”.")
            .arg(step.title);
    const QString until = textIn(step, u"until"_s);
    if (!until.isEmpty() && !instantOf(until).isValid())
        return tr("“%1” needs a time such as 2026-12-01T02:00:00Z in “until”, not “%2”.").arg(step.title, until);
    return {};
}

QList<Question> questionsOf(const Step &step, int number)
{
    QList<Question> questions;
    if (!step.confirm.isEmpty())
        questions << Question{0, number, Question::Kind::Confirm, step.confirm, {choices::yes, choices::no}, {}};
    if (isHuman(step)) {
        const Question::Kind kind = kindOf(step.operation.uses);
        questions << Question{0, number, kind, textOf(step), optionsOf(step, kind), {}, textIn(step, u"typed"_s),
            textIn(step, u"evidence"_s)};
    }
    if (step.onFailure == OnFailure::Ask)
        questions << Question{
            0, number, Question::Kind::Failed, step.title, {choices::retry, choices::skip, choices::stop}, {}};
    return questions;
}

QStringList answersTo(const Question &question)
{
    return question.kind == Question::Kind::Acknowledge ? question.options + QStringList{choices::stop}
                                                        : question.options;
}

QString problemWith(const Question &question, const Answer &answer)
{
    const bool isStop = answer.choice == choices::stop;
    if (question.kind == Question::Kind::Acknowledge && answer.choice != question.typed && !isStop)
        return tr("“%1” is not what has to be typed: “%2”.").arg(answer.choice, question.typed);
    const bool isYes = question.kind == Question::Kind::Approve && answer.choice == choices::yes;
    if (isYes && !question.evidence.isEmpty() && answer.reason.trimmed().isEmpty())
        return tr("The reason has to name this: %1").arg(question.evidence);
    return {};
}

QString saidAt(const Step &step, const QJsonObject &output)
{
    const QString choice = output.value(u"choice"_s).toString();
    if (!isHuman(step) || choice.isEmpty())
        return {};
    const QString by = output.value(u"by"_s).toString();
    const QString said = by.isEmpty() ? choice : tr("%1, says %2").arg(choice, by);
    QStringList parts{said, output.value(u"evidence"_s).toString(), output.value(u"reason"_s).toString()};
    parts.removeAll(QString());
    return parts.join(u": "_s);
}

QStringList choicesInDoubt() { return {choices::done, choices::notDone, choices::stop}; }

Error nobodyHere(const Question &question)
{
    return Error(Error::Kind::Cancelled, tr("The run waits for a person: %1").arg(question.text))
        .withCode(u"NobodyHere"_s);
}

} // namespace sm::operations
