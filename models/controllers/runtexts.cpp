// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtexts.h"

#include "runscontroller.h"

#include <QJsonArray>
#include <QRegularExpression>

namespace sm::controllers {

using namespace Qt::Literals::StringLiterals;

namespace {

void collectTexts(const QJsonValue &value, std::set<QString> &texts)
{
    const QString text = value.toString();
    texts.insert(text);
    if (text.startsWith("arn:"_L1)) { // "arn:aws:dynamodb:…:table/ChatMessage-prod/backup/0123" names the table, too
        const QStringList parts = text.section(u':', 5).split(QRegularExpression(u"[/:]"_s));
        texts.insert(parts.begin(), parts.end());
    }
    const QJsonArray list = value.toArray();
    for (const QJsonValue &each : list)
        collectTexts(each, texts);
    const QJsonObject object = value.toObject();
    for (const QJsonValue &each : object)
        collectTexts(each, texts);
}

} // namespace

std::set<QString> textsOf(const ShownRun &run)
{
    std::set<QString> texts;
    for (int i = 0; i < run.steps.size(); ++i) {
        if (run.steps.at(i) != StepState::Waiting && run.steps.at(i) != StepState::Skipped)
            collectTexts(run.plan.steps.at(i).operation.with, texts);
    }
    return texts;
}

bool changedSomething(const ShownRun &run)
{
    for (int i = 0; i < run.steps.size(); ++i) {
        const StepState state = run.steps.at(i);
        const bool isSent = state == StepState::Done || state == StepState::Failed || state == StepState::InDoubt;
        if (isSent && run.plan.steps.at(i).tier != Tier::Read)
            return true;
    }
    return false;
}

} // namespace sm::controllers
