// SPDX-License-Identifier: GPL-3.0-or-later
#include "output.h"

#include <operations/stepquestions.h>

#include <cstdio>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;

void toStandardOutput(const QByteArray &text)
{
    std::fwrite(text.constData(), 1, static_cast<size_t>(text.size()), stdout);
    std::fflush(stdout);
}

void toStandardError(const QString &line) { std::fputs((line + u'\n').toUtf8().constData(), stderr); }

namespace {

/// What a step may ask, and with what --answer answers it.
QJsonArray questionsOf(const Step &step, int number)
{
    QJsonArray questions;
    for (const Question &each : operations::questionsOf(step, number))
        questions.append(jsonOf(each));
    return questions;
}

QJsonArray changesOf(const Step &step)
{
    QJsonArray changes;
    for (const Change &change : step.changes)
        changes.append(QJsonObject{{u"what"_s, change.what}, {u"from"_s, change.from}, {u"to"_s, change.to}});
    return changes;
}

} // namespace

QJsonObject jsonOf(const Question &question)
{
    QJsonObject json{
        {u"text"_s, question.text}, {u"choices"_s, QJsonArray::fromStringList(operations::answersTo(question))}};
    if (!question.typed.isEmpty())
        json.insert(u"typed"_s, question.typed);
    if (!question.evidence.isEmpty())
        json.insert(u"evidence"_s, question.evidence);
    return json;
}

QJsonObject jsonOf(const Plan &plan)
{
    static constexpr const char *marks[] = {"reversible", "reversible until", "partly reversible", "never reversible"};
    QJsonArray steps;
    for (int number = 0; number < plan.steps.size(); ++number) {
        const Step &step = plan.steps.at(number);
        steps.append(QJsonObject{{u"id"_s, step.id}, {u"title"_s, step.title}, {u"uses"_s, step.operation.uses},
            {u"with"_s, step.operation.with}, {u"tier"_s, static_cast<int>(step.tier)},
            {u"mark"_s, QLatin1String(marks[static_cast<int>(step.mark.kind)])}, {u"iamAction"_s, step.iamAction},
            {u"price"_s, step.price}, {u"changes"_s, changesOf(step)}, {u"cli"_s, step.cli},
            {u"asks"_s, questionsOf(step, number)}});
    }
    return {{u"plan"_s, plan.id.value}, {u"title"_s, plan.title}, {u"steps"_s, steps}};
}

QJsonArray jsonOf(const QList<operations::NotUndone> &steps)
{
    QJsonArray json;
    for (const operations::NotUndone &each : steps)
        json.append(QJsonObject{{u"step"_s, each.step + 1}, {u"title"_s, each.title},
            {u"reason"_s, operations::wordOf(each.reason)}, {u"why"_s, each.why}});
    return json;
}

} // namespace sm::app
