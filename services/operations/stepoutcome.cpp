// SPDX-License-Identifier: GPL-3.0-or-later
#include "blotter.h"
#include "deferredvalues.h"
#include "executors.h"
#include "humanstep.h"
#include "planjson.h"
#include "recipe.h"
#include "steprun.h"

#include <QCoreApplication>

#include <algorithm>

// What comes after a step was sent: looking again, writing down, asking.
namespace sm::operations {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::operations::Runner", text); }

/// How a step ended, from what its executor said.
StepState stateAfter(const Result<Applied> &applied)
{
    if (applied)
        return StepState::Done;
    if (applied.error().changed() == Error::Changed::Unknown)
        return StepState::InDoubt;
    return applied.error().kind() == Error::Kind::Cancelled ? StepState::Skipped : StepState::Failed;
}

QList<Secret> secretsOf(const Step &step, const std::optional<Applied> &answer)
{
    QList<Secret> secrets = step.operation.secrets.values();
    if (answer)
        secrets << answer->secrets;
    return secrets;
}

/// Services quote what they refuse: "Password hunter2 does not conform to the policy".
Error withoutSecrets(const Error &error, const QList<Secret> &secrets)
{
    Error clean(error.kind(), Blotter(secrets).blot(error.message()));
    clean = clean.withCode(error.code()).withRequestId(error.requestId()).withChanged(error.changed());
    return error.retryAfter() ? clean.withRetryAfter(*error.retryAfter()) : clean;
}

Error notExpected(const Step &step, const Expectation &expected)
{
    const QString what = expected.otherwise.isEmpty() ? expected.that : expected.otherwise;
    return Error(Error::Kind::Conflict, tr("“%1” did not bring what was expected: %2").arg(step.title, what))
        .withCode(u"NotExpected"_s)
        .withChanged(step.tier == Tier::Read ? Error::Changed::No : Error::Changed::Yes);
}

Error notBack(const Step &step)
{
    return Error(Error::Kind::Conflict,
        tr("“%1” was carried out, but the state is not the one that was to be reached. Look at it before you go on.")
            .arg(step.title))
        .withCode(u"NotVerified"_s)
        .withChanged(Error::Changed::Yes);
}

Error outcomeUnwritten(const Step &step, const StepEvent &event, const Error &problem)
{
    const auto changed = event.state == StepState::Done ? Error::Changed::Yes
        : event.error                                   ? event.error->changed()
                                                        : Error::Changed::Unknown;
    const QString outcome = event.error ? event.error->message() : tr("It succeeded.");
    return Error(problem.kind(),
        tr("The outcome of “%1” could not be written to the journal, so the run was stopped. %2 %3")
            .arg(step.title, outcome, problem.message()))
        .withCode(problem.code())
        .withChanged(changed);
}

} // namespace

QCoro::Task<StepRun::Outcome> StepRun::lookAgain(Prepared prepared, Applied applied)
{
    const Step step = prepared.step;
    const Seen before{prepared.before.state, QJsonValue::Undefined, applied.output, {}};
    std::chrono::milliseconds left = m_executor->settles(step);
    for (std::chrono::milliseconds pause = 250ms;; pause = std::min<std::chrono::milliseconds>(2 * pause, 5s)) {
        Seen seen = before;
        if (step.tier != Tier::Read) {
            const Result<Observation> after = co_await m_executor->observe(step, {});
            if (!after)
                co_return Outcome{applied, QJsonValue::Undefined, after.error()};
            seen.after = after->state;
        }
        Result<void> shown = m_executor->verify(step, seen);
        if (shown)
            shown = checkExpectations(step, seen);
        if (shown)
            shown = co_await reachedTarget(step, applied.output);
        if (shown)
            co_return Outcome{applied, seen.after, {}};
        if (left <= 0ms || m_run.token.isCancelled())
            co_return Outcome{shown.error(), seen.after, {}, applied};
        const auto slept = co_await m_sleeper.sleep(std::min(pause, left), m_run.token);
        left -= slept ? pause : left;
    }
}

QCoro::Task<Result<void>> StepRun::reachedTarget(Step step, QJsonObject output)
{
    const bool onlyLooks = step.tier == Tier::Read && outputsBefore(step).isEmpty(); // its author leaves it on purpose
    if (step.target.isEmpty() || onlyLooks)
        co_return ok();
    const Result<JournalEntry> entry = co_await m_journal.entry(step.undoes);
    if (!entry)
        co_return entry.error();
    const QJsonArray outputs = outputsBefore(step) << output;
    // What was done by one kind may be taken back by another, which knows nothing of its states.
    Executor *executor = m_executors.forStep(stepOf(*entry));
    if (!executor)
        executor = m_executor;
    const Result<Step> undone = executor->comeBack(stepOf(*entry), outputs);
    if (!undone)
        co_return undone.error();
    const Result<Observation> now = co_await executor->observe(*undone, {});
    if (!now)
        co_return now.error();
    const Result<bool> isBack = executor->isBack(*undone, {entry->before, now->state, step.target, outputs});
    if (!isBack)
        co_return isBack.error();
    co_return *isBack ? ok() : Result<void>(notBack(step));
}

/// What the steps answered that take back the same entry as \p step, which is the last of them.
QJsonArray StepRun::outputsBefore(const Step &step) const
{
    QJsonArray outputs;
    for (int number = 0; number < m_number; ++number) {
        if (m_run.plan.steps.at(number).undoes == step.undoes)
            outputs << m_run.steps.at(number).output;
    }
    return outputs;
}

Result<void> StepRun::checkExpectations(const Step &step, const Seen &seen) const
{
    QJsonObject scope = scopeOf(step, seen);
    const QJsonObject more = laterScope(step, m_run.outcomes);
    for (auto it = more.begin(); it != more.end(); ++it)
        scope.insert(it.key(), it.value());
    for (const Expectation &expected : step.expect) {
        const Result<bool> met = holds(expected.that, scope);
        if (!met || !*met)
            return notExpected(step, expected);
    }
    return ok();
}

QCoro::Task<void> StepRun::conclude(qint64 entry, Prepared prepared, Outcome outcome)
{
    // A key that is shown but once is shown, whatever can be read afterwards.
    const std::optional<Applied> answer = outcome.applied ? std::optional(*outcome.applied) : outcome.answer;
    const QList<Secret> secrets = secretsOf(prepared.step, answer);
    m_event = {m_number, stateAfter(outcome.applied), {}, {}, entry};
    m_event.secrets = secrets;
    QString requestId;
    if (answer) {
        m_event.output = answer->output;
        requestId = answer->requestId;
    }
    const bool isSeen = !outcome.after.isUndefined() || !prepared.step.expect.isEmpty();
    m_event.isVerified = outcome.applied && !outcome.unread && isSeen;
    if (!outcome.applied) {
        m_event.error = withoutSecrets(outcome.applied.error(), secrets);
        if (!answer)
            requestId = outcome.applied.error().requestId();
    }
    const std::optional<Error> told = m_event.error ? m_event.error : outcome.unread;
    const auto noted
        = co_await m_journal.end({entry, m_event.state, m_event.output, told, requestId, secrets, outcome.after});
    if (!noted) {
        m_run.journalFailed = true;
        m_event.error = outcomeUnwritten(prepared.step, m_event, noted.error());
        m_event.state = StepState::InDoubt;
    }
    // While it may be tried again it has not failed yet.
    if (m_event.state != StepState::Failed)
        m_run.tell(m_event);
}

QCoro::Task<bool> StepRun::isToBeTriedAgain()
{
    if (m_event.state != StepState::Failed || m_run.journalFailed)
        co_return false;
    const Error problem = m_event.error.value_or(Error::cancelled());
    bool again = false;
    if (problem.needsSignIn())
        again = co_await signedInAgain(problem);
    else if (planned().onFailure == OnFailure::Ask && m_run.attendant)
        again = co_await chosenAfterFailure(problem);
    if (!again && m_event.state == StepState::Failed)
        m_run.tell(m_event);
    co_return again;
}

QCoro::Task<bool> StepRun::signedInAgain(Error problem)
{
    const QStringList options{choices::goOn, choices::stop};
    const Result<Answer> answer
        = co_await ask(&m_run, m_number, Question::Kind::SignIn, problem.message(), options, problem);
    if (answer && answer->choice == choices::goOn)
        co_return true;
    if (answer)
        m_run.stopped = true;
    else
        m_run.paused = problem;
    co_return false;
}

QCoro::Task<bool> StepRun::chosenAfterFailure(Error problem)
{
    const QStringList options{choices::retry, choices::skip, choices::stop};
    const Result<Answer> answer
        = co_await ask(&m_run, m_number, Question::Kind::Failed, problem.message(), options, problem);
    if (!answer) {
        m_run.paused = answer.error();
        co_return false;
    }
    if (answer->choice == choices::retry)
        co_return true;
    if (answer->choice == choices::skip)
        co_await leaveOut(answer->reason);
    else
        m_run.stopped = true;
    co_return false;
}

QCoro::Task<void> StepRun::leaveOut(QString reason)
{
    co_await note(u"skipped"_s, {{u"reason"_s, reason}});
    m_event = {m_number, StepState::Skipped, {}, {}, m_event.journalEntry, false, true};
    m_run.tell(m_event);
}

QCoro::Task<void> StepRun::note(QString kind, QJsonObject body)
{
    const auto noted = co_await m_journal.note(m_run.id, kind, m_number, body, m_run.actor);
    if (!noted)
        m_run.journalFailed = true;
}

} // namespace sm::operations
