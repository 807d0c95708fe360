// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner.h"

#include "actor.h"
#include "humanstep.h"
#include "running.h"
#include "steprun.h"

#include <QCoreApplication>

#include <algorithm>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::operations::Runner", text); }

int countOf(const QList<StepEvent> &steps, StepState state)
{
    return static_cast<int>(
        std::count_if(steps.begin(), steps.end(), [state](const StepEvent &step) { return step.state == state; }));
}

} // namespace

int RunReport::done() const { return countOf(steps, StepState::Done); }
int RunReport::failed() const { return countOf(steps, StepState::Failed); }
int RunReport::inDoubt() const { return countOf(steps, StepState::InDoubt); }
int RunReport::leftOut() const
{
    return static_cast<int>(
        std::count_if(steps.begin(), steps.end(), [](const StepEvent &step) { return step.isLeftOut; }));
}

Runner::Runner(Guard guard, Journal *journal, std::vector<Executor *> executors, net::Sleeper &sleeper,
    std::optional<Error> journalProblem)
    : m_guard(guard)
    , m_journal(journal)
    , m_executors(std::move(executors))
    , m_sleeper(sleeper)
    , m_journalProblem(std::move(journalProblem))
{
}

Result<void> Runner::admit(const Plan &plan, const Confirmation &confirmation, const Identity &identity) const
{
    if (!m_journal)
        return m_journalProblem.value_or(
            Error(Error::Kind::Storage, tr("There is no journal, so nothing can be changed."))
                .withCode(u"JournalUnavailable"_s));
    for (const Step &step : plan.steps) {
        if (!isHuman(step) && !m_executors.forStep(step))
            return Error(Error::Kind::Invalid, tr("Nothing here can carry out “%1”.").arg(step.operation.uses));
    }
    return m_guard.admit(plan, confirmation, identity);
}

QCoro::Task<Result<RunReport>> Runner::run(
    Plan plan, Confirmation confirmation, Identity identity, Progress progress, CancelToken token, RunSupport support)
{
    if (const auto admitted = co_await admitOnce(plan, confirmation, identity); !admitted)
        co_return admitted.error();
    if (token.isCancelled())
        co_return Error::cancelled();
    const auto run = std::make_unique<Running>();
    run->plan = plan;
    run->actor = actorOf(identity);
    run->progress = progress;
    run->token = token;
    run->attendant = support.attendant;
    const Result<qint64> begun = co_await m_journal->beginRun(plan, run->actor, {0, support.runbook, support.reason});
    if (!begun)
        co_return begun.error();
    run->id = *begun;
    if (const auto used = co_await useApproval(run.get(), confirmation); !used)
        co_return used.error();
    co_return co_await runAll(run.get());
}

QCoro::Task<Result<RunReport>> Runner::runAll(Running *run)
{
    for (int step = static_cast<int>(run->steps.size()); step < run->plan.steps.size(); ++step)
        run->steps << StepEvent{step, StepState::Waiting, {}, {}, 0};
    for (int step = 0; step < run->plan.steps.size(); ++step) {
        if (run->steps.at(step).state != StepState::Waiting)
            continue; // an earlier run has done it
        if (run->mayRun(step)) {
            if (const auto begun = co_await runStep(run, step); !begun && step == 0)
                co_return begun.error();
        } else if (!run->paused) {
            run->tell({step, StepState::Skipped, {}, {}, 0});
        }
    }
    co_return co_await finish(run);
}

QCoro::Task<Result<RunReport>> Runner::finish(Running *run)
{
    const QString kind = run->stopped ? JournalNote::Stopped.toString()
        : run->paused                 ? u"paused"_s
                                      : JournalNote::Finished.toString();
    const QJsonObject why = run->paused ? QJsonObject{{u"reason"_s, run->paused->message()}} : QJsonObject();
    // A run without this note counts as unfinished: it is offered to be taken up, which does no harm.
    if (!run->journalFailed)
        (void)co_await m_journal->note(run->id, kind, -1, why, run->actor);
    co_return RunReport{run->steps, run->id, run->paused};
}

QCoro::Task<Result<void>> Runner::runStep(Running *run, int number)
{
    StepRun step(*run, number, m_executors, *m_journal, m_sleeper,
        [this](qint64 entry, const Step &sent, const CancelToken &token) { return send(entry, sent, token); });
    const Result<void> begun = co_await step.run();
    if (!begun) {
        run->journalFailed = true;
        run->tell({number, StepState::Failed, begun.error(), {}, 0});
    }
    co_return begun;
}

QCoro::Task<Result<Applied>> Runner::send(qint64 entry, Step step, CancelToken token)
{
    co_return co_await m_executors.forStep(step)->apply(WritePermit(entry), step, token);
}

} // namespace sm::operations
