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

/// All that may be asked at \p step.
QList<Question> questionsAt(const Plan &plan, int number, const StepStates &states)
{
    const Step &step = plan.steps.at(number);
    QList<Question> all = operations::questionsOf(step, number);
    if (states.value(number) == StepState::InDoubt && step.tier != Tier::Read)
        all << Question{0, number, Question::Kind::InDoubt, {}, operations::choicesInDoubt(), {}};
    return all;
}

/// What an earlier step will give is typed.
bool takesAnyText(const Question &question)
{
    return question.kind == Question::Kind::Acknowledge && question.options.isEmpty();
}

QStringList choicesOf(const QList<Question> &questions)
{
    QStringList all;
    for (const Question &each : questions) {
        all << operations::answersTo(each);
        if (takesAnyText(each))
            all << tr("TEXT to type");
    }
    all.removeDuplicates();
    return all;
}

bool fits(const QList<Question> &questions, const QString &choice)
{
    return std::any_of(questions.begin(), questions.end(),
        [&choice](const Question &each) { return takesAnyText(each) || operations::answersTo(each).contains(choice); });
}

/// "yes", or "yes: because".
Answer answerIn(const QString &text, const QList<Question> &questions)
{
    const QString choice = text.section(u':', 0, 0);
    if (fits(questions, text) || !fits(questions, choice))
        return {text, {}};
    return {choice, text.section(u':', 1).trimmed()};
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
        const QStringList choices = choicesOf(questionsAt(plan, number, states));
        if (!choices.isEmpty())
            names << u"%1 (%2)"_s.arg(id.isEmpty() ? QString::number(number + 1) : id, choices.join(u", "_s));
    }
    names.removeDuplicates();
    return names.isEmpty() ? tr("None of them asks anything.") : tr("These ask: %1.").arg(names.join(u"; "_s));
}

/// Only a step that was to be tried again asks the same once more.
bool isAnswered(const QList<Question> &questions, const QList<Answer> &earlier, const QString &choice)
{
    return std::any_of(questions.begin(), questions.end(), [&](const Question &question) {
        const QStringList choices = operations::answersTo(question);
        return choices.contains(choice) && std::any_of(earlier.begin(), earlier.end(), [&](const Answer &each) {
            return choices.contains(each.choice) && each.choice != choices::retry;
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
    answers.m_reason = words.value(u"reason"_s).trimmed();
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
        const QList<Question> questions = questionsAt(plan, step, states);
        if (questions.isEmpty())
            return invalid(tr("Step “%1” asks nothing. %2").arg(name, whatAsks(plan, states)));
        if (const auto added = addAt(step, name, choice, questions); !added)
            return added.error();
    }
    return ok();
}

Result<void> GivenAnswers::addAt(int step, const QString &name, const QString &text, const QList<Question> &questions)
{
    const Answer answer = answerIn(text, questions);
    if (!fits(questions, answer.choice))
        return invalid(tr("“%1” is no answer to “%2”. Choose one of: %3.")
                .arg(answer.choice, name, choicesOf(questions).join(u", "_s)));
    if (isAnswered(questions, m_given.value(step), answer.choice))
        return invalid(tr("“%1” is answered twice. Give it one --answer.").arg(name));
    for (const Question &each : questions) {
        const Answer whole{answer.choice, answer.reason.isEmpty() ? m_reason : answer.reason};
        if (const QString problem = operations::problemWith(each, whole);
            each.kind == Question::Kind::Approve && !problem.isEmpty())
            return invalid(tr("“%1”: %2 Write it behind the answer: --answer \"%1=yes: …\".").arg(name, problem));
    }
    m_given[step] << answer;
    return ok();
}

/// What is said where a reason is kept and nobody gave one is no evidence.
bool GivenAnswers::answers(const Question &question, const Answer &given) const
{
    const QString reason = given.reason.isEmpty() ? m_reason : given.reason;
    return question.kind != Question::Kind::SignIn && operations::answersTo(question).contains(given.choice)
        && operations::problemWith(question, {given.choice, reason}).isEmpty();
}

QCoro::Task<Result<Answer>> GivenAnswers::ask(Question question, CancelToken)
{
    QList<Answer> &given = m_given[question.step];
    const auto fits = std::find_if(
        given.cbegin(), given.cend(), [this, &question](const Answer &each) { return answers(question, each); });
    if (fits == given.cend()) {
        m_open = question;
        co_return operations::nobodyHere(question);
    }
    Answer answer = *fits;
    given.erase(fits);
    if (answer.reason.isEmpty())
        answer.reason = m_reason.isEmpty() ? tr("Answered with --answer.") : m_reason;
    co_return std::as_const(answer);
}

} // namespace sm::app
