// SPDX-License-Identifier: GPL-3.0-or-later
#include "givenanswers.h"

#include <operations/stepquestions.h>

#include <QCoreApplication>

#include <algorithm>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;
namespace choices = operations::choices;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::app::GivenAnswers", text); }

Error invalid(const QString &message) { return Error(Error::Kind::Invalid, message); }

/// All that can be answered at \p step, a list for each question.
QList<QStringList> choicesAt(const Plan &plan, int number, const StepStates &states)
{
    const Step &step = plan.steps.at(number);
    QList<QStringList> all;
    for (const Question &each : operations::questionsOf(step, number))
        all << each.options;
    if (states.value(number) == StepState::InDoubt && step.tier != Tier::Read)
        all << operations::choicesInDoubt();
    return all;
}

QStringList joined(const QList<QStringList> &lists)
{
    QStringList all;
    for (const QStringList &each : lists)
        all << each;
    all.removeDuplicates();
    return all;
}

/// Those of that id, which are several where a step goes through a list; or the one of that number.
QList<int> stepsNamed(const Plan &plan, const QString &name)
{
    QList<int> found;
    for (int number = 0; number < plan.steps.size(); ++number) {
        if (plan.steps.at(number).id == name || QString::number(number + 1) == name)
            found << number;
    }
    return found;
}

QString whatAsks(const Plan &plan, const StepStates &states)
{
    QStringList names;
    for (int number = 0; number < plan.steps.size(); ++number) {
        const QString id = plan.steps.at(number).id; // of all turns of a loop
        const QStringList choices = joined(choicesAt(plan, number, states));
        if (!choices.isEmpty())
            names << u"%1 (%2)"_s.arg(id.isEmpty() ? QString::number(number + 1) : id, choices.join(u", "_s));
    }
    names.removeDuplicates();
    return names.isEmpty() ? tr("None of them asks anything.") : tr("These ask: %1.").arg(names.join(u"; "_s));
}

/// Only a step that was to be tried again asks the same once more.
bool isAnswered(const QList<QStringList> &questions, const QStringList &earlier, const QString &choice)
{
    return std::any_of(questions.begin(), questions.end(), [&](const QStringList &options) {
        return options.contains(choice) && std::any_of(earlier.begin(), earlier.end(), [&](const QString &each) {
            return options.contains(each) && each != choices::retry;
        });
    });
}

} // namespace

QString answerName(const Plan &plan, int number)
{
    const QString id = plan.steps.at(number).id;
    const auto isOfThatId = [&id](const Step &each) { return each.id == id; };
    const bool isAlone = std::count_if(plan.steps.begin(), plan.steps.end(), isOfThatId) == 1;
    return isAlone && !id.isEmpty() ? id : QString::number(number + 1);
}

Result<GivenAnswers> GivenAnswers::of(const CommandWords &words, const Plan &plan, const StepStates &states)
{
    GivenAnswers answers;
    answers.m_reason = words.isSet(u"reason"_s) ? words.value(u"reason"_s) : tr("Answered with --answer.");
    const QStringList given = words.options.value(u"answer"_s);
    for (const QString &text : given) {
        if (const auto added = answers.add(text, plan, states); !added)
            return added.error();
    }
    return answers;
}

Result<void> GivenAnswers::add(const QString &text, const Plan &plan, const StepStates &states)
{
    const QString name = text.section(u'=', 0, 0);
    const QString choice = text.section(u'=', 1);
    if (name.isEmpty() || choice.isEmpty())
        return invalid(tr("--answer takes STEP=CHOICE, not “%1”. %2").arg(text, whatAsks(plan, states)));
    const QList<int> steps = stepsNamed(plan, name);
    if (steps.isEmpty())
        return invalid(tr("There is no step “%1” to answer. %2").arg(name, whatAsks(plan, states)));
    for (const int step : steps) {
        const QList<QStringList> questions = choicesAt(plan, step, states);
        const QStringList known = joined(questions);
        if (known.isEmpty())
            return invalid(tr("Step “%1” asks nothing. %2").arg(name, whatAsks(plan, states)));
        if (!known.contains(choice))
            return invalid(tr("“%1” is no answer to “%2”. Choose one of: %3.").arg(choice, name, known.join(u", "_s)));
        if (isAnswered(questions, m_choices.value(step), choice))
            return invalid(tr("“%1” is answered twice. Give it one --answer.").arg(name));
        m_choices[step] << choice;
    }
    return ok();
}

QCoro::Task<Result<Answer>> GivenAnswers::ask(Question question, CancelToken)
{
    QStringList &given = m_choices[question.step];
    const auto fits = std::find_if(given.cbegin(), given.cend(), [&question](const QString &choice) {
        return question.kind != Question::Kind::SignIn && question.options.contains(choice);
    });
    if (fits == given.cend()) {
        m_open = question;
        co_return operations::nobodyHere(question);
    }
    const Answer answer{*fits, m_reason};
    given.erase(fits);
    co_return answer;
}

} // namespace sm::app
