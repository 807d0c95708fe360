// SPDX-License-Identifier: GPL-3.0-or-later
#include "runoutput.h"

#include "givenanswers.h"
#include "logging.h"
#include "output.h"
#include "resumption.h"

#include <core/json.h>
#include <operations/blotter.h>
#include <operations/stepquestions.h>

#include <QJsonArray>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;

namespace {

void tellOf(const Plan &plan, const operations::StepEvent &event)
{
    const Step &step = plan.steps.at(event.step);
    QString line = u"%1/%2 %3: %4"_s.arg(event.step + 1)
                       .arg(plan.steps.size())
                       .arg(operations::wordOf(event.state), onOneLine(step.title));
    if (event.error)
        line += u" - "_s + onOneLine(event.error->message());
    else if (const QString said = operations::saidAt(step, event.output); !said.isEmpty())
        line += u" - "_s + onOneLine(said);
    toStandardError(line);
}

QJsonObject eventJsonOf(const Plan &plan, const operations::StepEvent &event)
{
    QJsonObject json{{u"step"_s, event.step + 1}, {u"title"_s, plan.steps.at(event.step).title},
        {u"state"_s, operations::wordOf(event.state)}, {u"entry"_s, event.journalEntry}};
    if (event.error) {
        json.insert(u"error"_s, event.error->message());
        json.insert(u"code"_s, event.error->code());
    }
    if (plan.steps.at(event.step).tier == Tier::Read && event.state == StepState::Done)
        json.insert(u"output"_s, operations::Blotter(event.secrets).blot(event.output)); // reports are kept in logs
    return json;
}

QJsonObject openJsonOf(const Plan &plan, const Question &question)
{
    QJsonObject json = sm::app::jsonOf(question);
    json.insert(u"step"_s, question.step + 1);
    json.insert(u"answer"_s, answerName(plan, question.step));
    return json;
}

/// The steps that the run did not come to.
QStringList leftToRun(const Plan &plan, const operations::RunReport &report)
{
    QStringList titles;
    for (const operations::StepEvent &event : report.steps) {
        if (event.state == StepState::Skipped && !event.isLeftOut)
            titles << plan.steps.at(event.step).title;
    }
    return titles;
}

} // namespace

RunOutput::RunOutput(Plan plan, const Options &options)
    : m_plan(std::move(plan))
    , m_options(options)
{
}

operations::Progress RunOutput::progress() const
{
    return [plan = m_plan](const operations::StepEvent &event) { tellOf(plan, event); };
}

void RunOutput::tellHowToGoOn(const operations::RunReport &report, const std::optional<Question> &open) const
{
    const Resumption resumption(m_plan, m_options, report.run);
    if (open)
        resumption.tell(*open);
    else if (report.paused)
        resumption.tell(*report.paused);
    else if (report.inDoubt() > 0)
        resumption.tellOfDoubt();
    else if (const QStringList left = leftToRun(m_plan, report); !left.isEmpty())
        resumption.tellOfRest(left);
}

void RunOutput::finish(const operations::RunReport &report, const std::optional<Question> &open,
    const QList<operations::NotUndone> &notUndone) const
{
    // A step in doubt that is gone past was asked about, and nothing waits for an answer.
    const std::optional<Question> asked = report.paused ? open : std::nullopt;
    tellHowToGoOn(report, asked);
    if (!m_options.words.isSet(u"json"_s))
        return;
    QJsonArray steps;
    for (const operations::StepEvent &event : report.steps)
        steps.append(eventJsonOf(m_plan, event));
    QJsonObject json{{u"run"_s, report.run}, {u"title"_s, m_plan.title}, {u"done"_s, report.done()},
        {u"failed"_s, report.failed()}, {u"inDoubt"_s, report.inDoubt()}, {u"steps"_s, steps}};
    if (report.paused)
        json.insert(u"waitsFor"_s, report.paused->message());
    if (asked)
        json.insert(u"question"_s, openJsonOf(m_plan, *asked));
    if (!notUndone.isEmpty())
        json.insert(u"leftOut"_s, jsonOf(notUndone));
    toStandardOutput(toIndentedJson(json));
}

ExitCode exitCodeOf(const operations::RunReport &report)
{
    if (report.inDoubt() > 0)
        return LeftInDoubt;
    if (report.paused)
        return WaitsForPerson;
    return report.failed() > 0 ? Refused : ExitCode::Done;
}

} // namespace sm::app
