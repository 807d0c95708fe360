// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner.h"

#include "blotter.h"

#include <QCoreApplication>
#include <QSet>
#include <QSysInfo>

#include <algorithm>

#include <pwd.h>
#include <unistd.h>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::operations::Runner", text); }

/// From the user database: the environment says what it likes.
QString localUser()
{
    const passwd *entry = ::getpwuid(::geteuid());
    const QString name = entry ? QString::fromLocal8Bit(entry->pw_name) : QString::number(::geteuid());
    return u"%1@%2"_s.arg(name, QSysInfo::machineHostName());
}

QString actorOf(const Identity &identity)
{
    return identity.arn.isEmpty() ? localUser() : tr("%1 as %2").arg(localUser(), identity.arn);
}

int countOf(const QList<StepEvent> &steps, StepState state)
{
    return static_cast<int>(
        std::count_if(steps.begin(), steps.end(), [state](const StepEvent &step) { return step.state == state; }));
}

/// How a step ended, from what its executor said.
StepState stateAfter(const Result<Applied> &applied)
{
    if (applied)
        return StepState::Done;
    if (applied.error().changed() == Error::Changed::Unknown)
        return StepState::InDoubt;
    return applied.error().kind() == Error::Kind::Cancelled ? StepState::Skipped : StepState::Failed;
}

QList<Secret> secretsOf(const Step &step, const Result<Applied> &applied)
{
    QList<Secret> secrets = step.operation.secrets.values();
    if (applied)
        secrets << applied->secrets;
    return secrets;
}

/// Services quote what they refuse: "Password hunter2 does not conform to the policy".
Error withoutSecrets(const Error &error, const QList<Secret> &secrets)
{
    Error clean = Error(error.kind(), Blotter(secrets).blot(error.message()))
                      .withCode(error.code())
                      .withRequestId(error.requestId())
                      .withChanged(error.changed());
    return error.retryAfter() ? clean.withRetryAfter(*error.retryAfter()) : clean;
}

} // namespace

int RunReport::done() const { return countOf(steps, StepState::Done); }
int RunReport::failed() const { return countOf(steps, StepState::Failed); }
int RunReport::inDoubt() const { return countOf(steps, StepState::InDoubt); }

/// One run under way. Lives in the frame of Runner::run().
struct Runner::Run
{
    Plan plan;
    QString actor;
    Progress progress;
    CancelToken token;
    QList<StepEvent> steps;
    QSet<QString> troubled; ///< resources of which a step failed or is in doubt
    bool journalFailed = false;

    void tell(const StepEvent &event)
    {
        steps[event.step] = event;
        if (event.state == StepState::Failed || event.state == StepState::InDoubt)
            troubled.insert(plan.steps.at(event.step).resource);
        if (progress)
            progress(event);
    }
    /// Later steps of a resource build on the earlier ones: a user that was not created is put into no group, though
    /// somebody else's of that name may be there.
    bool mayRun(int step) const
    {
        if (journalFailed || token.isCancelled())
            return false;
        return plan.continueOnFailure ? !troubled.contains(plan.steps.at(step).resource) : troubled.isEmpty();
    }
};

Runner::Runner(Guard guard, Journal *journal, std::vector<Executor *> executors, std::optional<Error> journalProblem)
    : m_guard(guard)
    , m_journal(journal)
    , m_executors(std::move(executors))
    , m_journalProblem(std::move(journalProblem))
{
}

Executor *Runner::executorFor(const Step &step) const
{
    const QString kind = step.operation.uses.section(u':', 0, 0);
    const auto found = std::find_if(
        m_executors.begin(), m_executors.end(), [&kind](const Executor *executor) { return executor->kind() == kind; });
    return found == m_executors.end() ? nullptr : *found;
}

Result<void> Runner::admit(const Plan &plan, const Confirmation &confirmation, const Identity &identity) const
{
    if (!m_journal)
        return m_journalProblem.value_or(
            Error(Error::Kind::Storage, tr("There is no journal, so nothing can be changed."))
                .withCode(u"JournalUnavailable"_s));
    for (const Step &step : plan.steps) {
        if (!executorFor(step))
            return Error(Error::Kind::Invalid, tr("Nothing here can carry out “%1”.").arg(step.operation.uses));
    }
    return m_guard.admit(plan, confirmation, identity);
}

QCoro::Task<Result<RunReport>> Runner::run(
    Plan plan, Confirmation confirmation, Identity identity, Progress progress, CancelToken token)
{
    if (const auto admitted = admit(plan, confirmation, identity); !admitted)
        co_return admitted.error();
    if (token.isCancelled())
        co_return Error::cancelled();
    const auto run = std::make_unique<Run>(Run{plan, actorOf(identity), progress, token, {}, {}});
    if (const auto begun = co_await m_journal->beginPlan(plan, run->actor); !begun)
        co_return begun.error();

    for (int step = 0; step < plan.steps.size(); ++step)
        run->steps << StepEvent{step, StepState::Waiting, {}, {}, 0};
    for (int step = 0; step < plan.steps.size(); ++step) {
        if (run->mayRun(step)) {
            const std::optional<Error> nothingRun = co_await runStep(run.get(), step);
            if (nothingRun)
                co_return *nothingRun;
        } else {
            run->tell({step, StepState::Skipped, {}, {}, 0});
        }
    }
    co_return RunReport{run->steps};
}

QCoro::Task<std::optional<Error>> Runner::runStep(Run *run, int number)
{
    const Step step = run->plan.steps.at(number);
    // The intent is on the disk before the request leaves: after a crash the entry has no outcome, and the person is
    // asked to look at the world instead of repeating the step blindly.
    const Result<qint64> entry = co_await m_journal->begin(run->plan, number, run->actor);
    if (!entry) {
        run->journalFailed = true;
        run->tell({number, StepState::Failed, entry.error(), {}, 0});
        co_return number == 0 ? std::optional(entry.error()) : std::nullopt;
    }
    run->tell({number, StepState::Running, {}, {}, *entry});

    // Giving up the wait for a change would only leave it in doubt, so cancelling stops before the next step.
    const CancelToken patience = step.tier == Tier::Read ? run->token : CancelToken();
    const Result<Applied> applied = co_await executorFor(step)->apply(WritePermit(*entry), step, patience);
    const QList<Secret> secrets = secretsOf(step, applied);
    StepEvent event{number, stateAfter(applied), {}, {}, *entry};
    QString requestId;
    if (applied) {
        event.output = applied->output;
        requestId = applied->requestId;
    } else {
        event.error = withoutSecrets(applied.error(), secrets);
        requestId = applied.error().requestId();
    }
    const auto noted = co_await m_journal->end(*entry, event.state, event.output, event.error, requestId, secrets);
    if (!noted)
        noteUnwritten(*run, event, noted.error());
    run->tell(event);
    co_return std::nullopt;
}

void Runner::noteUnwritten(Run &run, StepEvent &event, const Error &problem)
{
    run.journalFailed = true;
    const auto changed = event.state == StepState::Done ? Error::Changed::Yes
        : event.error                                   ? event.error->changed()
                                                        : Error::Changed::Unknown;
    const QString outcome = event.error ? event.error->message() : tr("It succeeded.");
    event.error = Error(problem.kind(),
        tr("The outcome of “%1” could not be written to the journal, so the run was stopped. %2 %3")
            .arg(run.plan.steps.at(event.step).title, outcome, problem.message()))
                      .withCode(problem.code())
                      .withChanged(changed);
    event.state = StepState::InDoubt;
}

} // namespace sm::operations
