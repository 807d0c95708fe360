// SPDX-License-Identifier: GPL-3.0-or-later
#include "steprun.h"

#include "deferredvalues.h"
#include "humanstep.h"
#include "planjson.h"

#include <QCoreApplication>
#include <QTimer>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::operations::Runner", text); }

Error planStale(const Step &step)
{
    return Error(Error::Kind::Conflict,
        tr("“%1” was planned on a state that has changed since. Nothing was sent. Make the plan anew and look at it.")
            .arg(step.title))
        .withCode(u"PlanStale"_s);
}

Error tookTooLong(const Step &step, const Error &cause)
{
    return Error(Error::Kind::Timeout,
        tr("“%1” took longer than the %2 seconds that the plan gives it.").arg(step.title).arg(step.timeout.count()))
        .withCode(u"StepTimeout"_s)
        .withChanged(cause.changed());
}

} // namespace

StepRun::StepRun(Running &run, int number, Executors executors, Journal &journal, net::Sleeper &sleeper, Send send)
    : m_run(run)
    , m_number(number)
    , m_executors(std::move(executors))
    , m_executor(m_executors.forStep(planned()))
    , m_journal(journal)
    , m_sleeper(sleeper)
    , m_send(std::move(send))
    , m_event{number, StepState::Waiting, {}, {}, 0}
{
}

QCoro::Task<Result<void>> StepRun::run()
{
    const bool leftOut = co_await isLeftOut();
    if (leftOut)
        co_return ok();
    if (const auto confirmed = co_await askToConfirm(); !confirmed) {
        if (needsPerson(confirmed.error()))
            pause(confirmed.error());
        else
            co_await leaveOut(confirmed.error().message());
        co_return ok();
    }
    for (int number = 1;; ++number) {
        if (const auto begun = co_await attempt(number); !begun)
            co_return begun.error();
        const bool again = co_await isToBeTriedAgain();
        if (!again)
            break;
    }
    co_return ok();
}

QCoro::Task<bool> StepRun::isLeftOut()
{
    const Result<bool> wanted = isWanted(planned(), m_run.outcomes);
    if (wanted && !*wanted)
        co_await leaveOut(tr("Its condition does not hold: %1").arg(planned().when));
    co_return wanted && !*wanted;
}

QCoro::Task<Result<void>> StepRun::askToConfirm()
{
    if (planned().confirm.isEmpty())
        co_return ok();
    const QStringList options{choices::yes, choices::no};
    const Result<Answer> answer
        = co_await ask(&m_run, m_number, Question::Kind::Confirm, planned().confirm, options, {});
    if (!answer)
        co_return answer.error();
    co_await note(u"confirmed"_s, {{u"choice"_s, answer->choice}, {u"reason"_s, answer->reason}});
    if (answer->choice == choices::yes)
        co_return ok();
    co_return Error(Error::Kind::Denied, tr("“%1” was answered with no.").arg(planned().confirm));
}

QCoro::Task<Result<void>> StepRun::askHuman(int number)
{
    // Nothing is sent, so there is no intent to be written before it is known what was said.
    const Result<Step> whole = withDeferredPutIn(planned(), m_run.outcomes);
    const Step step = whole ? *whole : planned();
    Result<Applied> answer = Error::cancelled();
    if (whole)
        answer = co_await askPerson(&m_run, m_number, step);
    else
        answer = whole.error();
    if (!answer && needsPerson(answer.error())) {
        pause(answer.error());
        co_return ok();
    }
    const Intent intent{m_run.id, m_number, step, m_run.actor, QJsonValue::Undefined, false, number, 0, {}};
    const auto said = co_await m_journal.begin(intent);
    if (!said)
        co_return said.error();
    co_await conclude(*said, Prepared{step, {}}, Outcome{answer, QJsonValue::Undefined, {}});
    co_return ok();
}

QCoro::Task<Result<void>> StepRun::attempt(int number)
{
    if (isHuman(planned()))
        co_return co_await askHuman(number);
    const Result<Prepared> prepared = co_await prepare();
    const Prepared ready = prepared ? *prepared : Prepared{planned(), {}};
    const auto entry = co_await m_journal.begin({m_run.id, m_number, ready.step, m_run.actor, ready.before.state,
        ready.before.holdsSecrets, number, planned().undoes, planned().fingerprint});
    if (!entry)
        co_return entry.error();
    m_event = {m_number, StepState::Running, {}, {}, *entry};
    m_run.tell(m_event);
    Outcome outcome;
    if (prepared)
        outcome = co_await carryOut(*entry, ready);
    else
        outcome.applied = prepared.error();
    co_await conclude(*entry, ready, outcome);
    co_return ok();
}

QCoro::Task<Result<StepRun::Prepared>> StepRun::prepare()
{
    Result<Step> step = withDeferredPutIn(planned(), m_run.outcomes);
    if (!step)
        co_return step.error();
    // Executors have conditions of their own, and one writes down who acts.
    step->scope.insert(u"steps"_s, m_run.outcomes);
    step->scope.insert(u"actor"_s, m_run.actor);
    step->cli = m_executor->cliOf(*step, m_run.plan.system);
    if (step->tier == Tier::Read)
        co_return Prepared{*step, {}};
    const Result<Observation> before = co_await m_executor->observe(*step, m_run.token);
    if (!before)
        co_return before.error();
    Result<Prepared> whole = completed(*step, *before);
    if (!whole)
        co_return whole;
    const Result<Step> kept = co_await m_executor->kept(whole->step, m_run.token);
    if (!kept)
        co_return kept.error();
    whole->step = *kept;
    co_return whole;
}

Result<StepRun::Prepared> StepRun::completed(Step step, const Observation &before) const
{
    if (!step.fingerprint.isEmpty() && fingerprintOf(before.state) != step.fingerprint)
        return planStale(step);
    Result<Step> whole = m_executor->completed(step, before.state);
    if (!whole)
        return whole.error();
    whole->cli = m_executor->cliOf(*whole, m_run.plan.system);
    return Prepared{*whole, before};
}

QCoro::Task<StepRun::Outcome> StepRun::carryOut(qint64 entry, Prepared prepared)
{
    const Result<Applied> applied = co_await send(entry, prepared.step);
    if (!applied)
        co_return Outcome{applied, QJsonValue::Undefined, {}};
    co_return co_await lookAgain(prepared, *applied);
}

QCoro::Task<Result<Applied>> StepRun::send(qint64 entry, Step step)
{
    if (!m_executor->canBeCancelled(step))
        co_return co_await m_send(entry, step, {});
    CancelSource limit(m_run.token);
    bool late = false;
    QTimer timer;
    timer.setSingleShot(true);
    QObject::connect(&timer, &QTimer::timeout, &timer, [&limit, &late] {
        late = true;
        limit.cancel();
    });
    if (step.timeout.count() > 0)
        timer.start(step.timeout);
    const Result<Applied> applied = co_await m_send(entry, step, limit.token());
    if (!applied && late && applied.error().kind() == Error::Kind::Cancelled)
        co_return tookTooLong(step, applied.error());
    co_return applied;
}

void StepRun::pause(const Error &problem)
{
    m_run.paused = problem;
    m_run.tell({m_number, StepState::Waiting, problem, {}, m_event.journalEntry});
}

} // namespace sm::operations
