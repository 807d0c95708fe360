// SPDX-License-Identifier: GPL-3.0-or-later
#include "actor.h"
#include "humanstep.h"
#include "journalrows.h"
#include "planjson.h"
#include "runner.h"
#include "running.h"
#include "wholerun.h"

#include <core/clock.h>
#include <core/json.h>

#include <QCoreApplication>

// How a run goes on that was cut off, and how it is found out what became of a step.
namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::operations::Runner", text); }

Error refusal(const QString &code, const QString &message)
{
    return Error(Error::Kind::Conflict, message).withCode(code);
}

/// What was sent right before a crash may arrive this much after the new start.
constexpr std::chrono::seconds ArrivalTime(10);
/// No attempt at a step lasts longer, with all its repetitions.
constexpr qint64 LongestSendingSeconds = 180;

/// The token of the shortest-lived service (DynamoDB's transactions) is known for ten minutes.
constexpr qint64 TokenSeconds = 600;

QMap<int, JournalEntry> latestByStep(const JournalRun &run)
{
    QMap<int, JournalEntry> latest;
    for (const JournalEntry &entry : run.entries)
        latest.insert(entry.step, entry);
    return latest;
}

Result<void> putSecretsIn(Plan &plan, const QMap<QString, Secret> &secrets, const QList<StepEvent> &known)
{
    for (int number = 0; number < plan.steps.size(); ++number) {
        QMap<QString, Secret> &needed = plan.steps[number].operation.secrets;
        if (known.at(number).state != StepState::Waiting)
            continue;
        for (auto it = needed.begin(); it != needed.end(); ++it) {
            if (!secrets.contains(it.key()))
                return Error(Error::Kind::Invalid,
                    tr("“%1” needs the secret %2, which the journal does not keep. Give it again.")
                        .arg(plan.steps.at(number).title, it.key()))
                    .withCode(u"SecretNeeded"_s);
            it.value() = secrets.value(it.key());
        }
    }
    return ok();
}

/// Those of \p given that \p planned has; all or none.
QMap<QString, Secret> secretsOf(const Step &planned, const QMap<QString, Secret> &given)
{
    QMap<QString, Secret> own;
    const QStringList names = planned.operation.secrets.keys();
    for (const QString &name : names) {
        if (!given.contains(name))
            return {};
        own.insert(name, given.value(name));
    }
    return own;
}

/// What the world says of an entry, and what it is like.
struct Look
{
    Verdict verdict;
    QJsonValue now;
};

QCoro::Task<Result<Look>> lookFor(Executor *executor, Step step, JournalEntry entry, CancelToken token)
{
    const Result<Observation> now = co_await executor->observe(step, token);
    if (!now)
        co_return now.error();
    co_return Look{executor->reconcile(step, {entry.before, now->state, entry.output, entry.intentAt}), now->state};
}

bool mayBeOnItsWay(const JournalEntry &entry)
{
    return entry.intentAt.secsTo(SystemClock().nowUtc()) < LongestSendingSeconds;
}

/// With what was found, unless there is an answer, which says more.
QJsonObject evidenceOf(const Verdict &verdict, const QJsonValue &now, const QJsonObject &answer)
{
    QJsonObject evidence{{u"why"_s, verdict.why}, {u"now"_s, fingerprintOf(now)}};
    if (answer.isEmpty() && !verdict.output.isEmpty())
        evidence.insert(foundOutput(), verdict.output);
    return evidence;
}

} // namespace

QCoro::Task<Result<RunReport>> Runner::resume(
    qint64 id, Confirmation confirmation, Identity identity, Progress progress, CancelToken token, RunSupport support)
{
    if (!m_journal)
        co_return m_journalProblem.value_or(Error(Error::Kind::Storage, tr("There is no journal.")));
    const Result<JournalRun> earlier = co_await m_journal->run(id);
    if (!earlier)
        co_return earlier.error();
    if (earlier->resumedBy != 0)
        co_return refusal(u"RunTakenUp"_s,
            tr("This run was taken up by run %1 already. Look at that one, and resume it if need be.")
                .arg(earlier->resumedBy));
    if (earlier->state == RunState::Running)
        co_return refusal(u"RunTakenUp"_s, tr("This run is under way."));
    const Result<JournalRun> whole = co_await wholeRun(m_journal, id); // it may have taken up another one itself
    if (!whole)
        co_return whole.error();
    const Result<Plan> plan = planFromCanonicalForm(toCompactJson(earlier->body));
    if (!plan)
        co_return plan.error();
    if (const auto admitted = co_await admitOnce(*plan, confirmation, identity); !admitted)
        co_return admitted.error();

    const auto run = std::make_unique<Running>();
    run->plan = *plan;
    run->actor = actorOf(identity);
    run->progress = progress;
    run->token = token;
    run->attendant = support.attendant;
    const Result<qint64> begun
        = co_await m_journal->beginRun(*plan, run->actor, {id, earlier->runbook, support.reason});
    if (!begun)
        co_return begun.error();
    run->id = *begun;
    if (const auto used = co_await useApproval(run.get(), confirmation); !used)
        co_return used.error();
    if (const auto taken = co_await takeUp(run.get(), *whole, support.secrets); !taken)
        co_return taken.error();
    if (const auto given = putSecretsIn(run->plan, support.secrets, run->steps); !given)
        co_return given.error();
    co_return co_await runAll(run.get());
}

QCoro::Task<Result<void>> Runner::takeUp(Running *run, JournalRun earlier, QMap<QString, Secret> secrets)
{
    for (int step = 0; step < run->plan.steps.size(); ++step)
        run->steps << StepEvent{step, StepState::Waiting, {}, {}, 0};
    for (const JournalNote &note : std::as_const(earlier.notes)) {
        if (note.kind == "skipped"_L1 && note.step >= 0)
            run->tell({note.step, StepState::Skipped, {}, {}, 0, false, true});
    }
    const QMap<int, JournalEntry> latest = latestByStep(earlier);
    for (const JournalEntry &entry : latest) {
        if (const auto taken = co_await takeUpStep(run, entry, secrets); !taken)
            co_return taken.error();
    }
    co_return ok();
}

QCoro::Task<Result<void>> Runner::takeUpStep(Running *run, JournalEntry latest, QMap<QString, Secret> secrets)
{
    if (latest.state == StepState::Done || latest.state == StepState::Skipped) {
        run->tell({latest.step, latest.state, {}, latest.output, latest.id});
        co_return ok();
    }
    if (latest.state != StepState::InDoubt)
        co_return ok(); // it failed: it is tried again
    Executor *executor = m_executors.forStep(stepOf(latest));
    const Step &planned = run->plan.steps.at(latest.step);
    if (planned.tier == Tier::Read || !executor)
        co_return co_await m_journal->resolve(latest.id, StepState::Failed, {{u"why"_s, u"read again"_s}}, run->actor);
    const QMap<QString, Secret> own = secretsOf(planned, secrets);
    const Result<Verdict> verdict = co_await reconcile(latest.id, {}, run->token, own);
    if (!verdict)
        co_return verdict.error();
    if (verdict->kind == Verdict::Kind::Done) {
        const QJsonObject output = latest.output.isEmpty() ? verdict->output : latest.output;
        run->tell({latest.step, StepState::Done, {}, output, latest.id});
        co_return ok();
    }
    if (verdict->kind == Verdict::Kind::NotDone)
        co_return ok();
    const bool tokenKnown = latest.intentAt.secsTo(SystemClock().nowUtc()) < TokenSeconds;
    if (planned.repeat == Repeat::Token && tokenKnown)
        co_return co_await m_journal->resolve(
            latest.id, StepState::Failed, {{u"why"_s, u"sent again with the same token"_s}}, run->actor);
    co_return co_await askWhatBecame(run, latest, *verdict);
}

QCoro::Task<Result<void>> Runner::askWhatBecame(Running *run, JournalEntry entry, Verdict verdict)
{
    const Error problem = Error(Error::Kind::Conflict, verdict.why).withChanged(Error::Changed::Unknown);
    const Result<Answer> answer
        = co_await ask(run, entry.step, Question::Kind::InDoubt, verdict.why, choicesInDoubt(), problem);
    if (!answer || answer->choice == choices::stop) {
        const bool isPassed
            = !answer && needsPerson(answer.error()) && run->plan.steps.at(entry.step).onFailure == OnFailure::Continue;
        run->tell({entry.step, StepState::InDoubt, problem, {}, entry.id});
        run->stopped = answer.has_value();
        if (!answer && !isPassed)
            run->paused = answer.error();
        co_return ok();
    }
    const StepState state = answer->choice == choices::done ? StepState::Done : StepState::Failed;
    const QJsonObject evidence{{u"why"_s, answer->reason}, {u"by"_s, u"person"_s}};
    if (const auto settled = co_await m_journal->resolve(entry.id, state, evidence, run->actor); !settled)
        co_return settled.error();
    if (state == StepState::Done)
        run->tell({entry.step, state, {}, entry.output, entry.id});
    co_return ok();
}

QCoro::Task<Result<Verdict>> Runner::reconcile(
    qint64 id, Identity identity, CancelToken token, QMap<QString, Secret> secrets)
{
    if (!m_journal)
        co_return m_journalProblem.value_or(Error(Error::Kind::Storage, tr("There is no journal.")));
    const Result<JournalEntry> entry = co_await m_journal->entry(id);
    if (!entry)
        co_return entry.error();
    Step step = stepOf(*entry);
    step.operation.secrets = secrets;
    Executor *executor = m_executors.forStep(step);
    if (!executor)
        co_return Verdict{Verdict::Kind::Unknown, tr("Nothing here can look at “%1”.").arg(step.operation.uses)};
    Result<Look> look = co_await lookFor(executor, step, *entry, token);
    if (look && look->verdict.kind == Verdict::Kind::NotDone && mayBeOnItsWay(*entry)) {
        if (const auto slept = co_await m_sleeper.sleep(ArrivalTime, token); !slept)
            co_return slept.error();
        look = co_await lookFor(executor, step, *entry, token);
    }
    if (!look)
        co_return look.error();
    const Verdict verdict = look->verdict;
    if (verdict.kind == Verdict::Kind::Unknown)
        co_return verdict;
    const StepState state = verdict.kind == Verdict::Kind::Done ? StepState::Done : StepState::Failed;
    const QJsonObject evidence = evidenceOf(verdict, look->now, entry->output);
    const auto resolved = co_await m_journal->resolve(id, state, evidence, actorOf(identity));
    if (!resolved)
        co_return resolved.error();
    co_return verdict;
}

QCoro::Task<Result<void>> Runner::settle(qint64 entry, bool done, QString reason, Identity identity)
{
    if (!m_journal)
        co_return m_journalProblem.value_or(Error(Error::Kind::Storage, tr("There is no journal.")));
    const QJsonObject evidence{{u"why"_s, reason}, {u"by"_s, u"person"_s}};
    co_return co_await m_journal->resolve(
        entry, done ? StepState::Done : StepState::Failed, evidence, actorOf(identity));
}

} // namespace sm::operations
