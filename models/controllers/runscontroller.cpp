// SPDX-License-Identifier: GPL-3.0-or-later
#include "runscontroller.h"

#include "approvalcontroller.h"

#include <core/json.h>
#include <operations/blotter.h>
#include <operations/planjson.h>
#include <operations/preflight.h>
#include <operations/questiondesk.h>
#include <operations/runner.h>
#include <operations/stepquestions.h>

#include <QCoroTask>
#include <QPointer>

namespace sm::controllers {

namespace {

/// Whoever carries a step out leaves its own secrets away; those of other steps it does not know.
QString shownLine(const Plan &plan, const QString &line)
{
    QList<Secret> secrets;
    for (const Step &step : plan.steps)
        secrets << step.operation.secrets.values();
    const QString text = secrets.isEmpty() ? line : operations::Blotter(secrets).blot(line);
    return text.size() > ShownStep::mostCharacters ? text.first(ShownStep::mostCharacters) + u'…' : text;
}

} // namespace

int ShownRun::leftOut() const
{
    return static_cast<int>(
        std::count_if(details.begin(), details.end(), [](const ShownStep &step) { return step.isLeftOut; }));
}

RunsController::RunsController(operations::Runner &runner, operations::Journal *journal, QObject *parent)
    : QObject(parent)
    , m_runner(runner)
    , m_journal(journal)
    , m_approvals(std::make_unique<ApprovalController>(runner, journal))
{
}

RunsController::~RunsController() = default;

void RunsController::setIdentity(const Identity &identity)
{
    m_identity = identity;
    m_approvals->setIdentity(identity);
    for (const auto &[id, state] : m_runs) {
        if (state.question && state.question->kind == Question::Kind::SignIn)
            answer(id, {QStringLiteral("go on"), {}});
    }
}

void RunsController::lookAtPermissions(const Plan &plan)
{
    if (!m_preflight)
        return;
    QCoro::connect(m_preflight->missing(plan, {}, m_identity, m_looks.token()), this,
        [this, id = plan.id](const Result<QList<operations::Permission>> &missing) {
            QStringList shown;
            for (const operations::Permission &each : missing.value_or(QList<operations::Permission>()))
                shown << operations::shownPermission(each);
            if (!shown.isEmpty())
                Q_EMIT permissionsMissing(id, shown);
        });
}

bool RunsController::isReadOnly() const { return m_runner.guard().isReadOnly(); }

QString RunsController::nameToType(const Plan &plan) { return operations::Guard::nameToType(plan); }

bool RunsController::isBusy() const
{
    return std::any_of(m_runs.begin(), m_runs.end(), [](const auto &each) { return !each.second.finished; });
}

RunId RunsController::begin(const Plan &plan, const QString &runbook)
{
    const RunId id = m_next++;
    ShownRun state;
    state.id = id;
    state.plan = plan;
    state.steps = QList<StepState>(plan.steps.size(), StepState::Waiting);
    state.errors = QList<std::optional<Error>>(plan.steps.size());
    state.details = QList<ShownStep>(plan.steps.size());
    state.runbook = runbook;
    state.startedAt = QDateTime::currentDateTimeUtc();
    m_runs.emplace(id, std::move(state));
    m_desks.emplace(id, std::make_unique<operations::QuestionDesk>([self = QPointer(this), id](const Question &asked) {
        if (self)
            self->showQuestion(id, asked);
    }));
    Q_EMIT runStarted(id);
    return id;
}

std::function<void(const operations::StepEvent &)> RunsController::progressOf(RunId id)
{
    return [self = QPointer(this), id](const operations::StepEvent &event) {
        if (self)
            self->note(id, event);
    };
}

RunId RunsController::run(const Plan &plan, const Confirmation &confirmation, const QString &runbook)
{
    for (const auto &[id, state] : m_runs) {
        if (!state.finished && state.plan.id == plan.id)
            return id;
    }
    const RunId id = begin(plan, runbook);
    const operations::RunSupport support{m_desks.at(id).get(), runbook, {}, {}};
    const CancelToken token = m_cancels[id].token();
    QCoro::connect(m_runner.run(plan, confirmation, m_identity, progressOf(id), token, support), this,
        [this, id](const Result<operations::RunReport> &report) { finish(id, report); });
    return id;
}

RunId RunsController::resume(const JournalRun &earlier, const Plan &plan, const Confirmation &confirmation)
{
    const RunId id = begin(plan, earlier.runbook);
    const operations::RunSupport support{m_desks.at(id).get(), earlier.runbook, {}, {}};
    const CancelToken token = m_cancels[id].token();
    QCoro::connect(m_runner.resume(earlier.id, confirmation, m_identity, progressOf(id), token, support), this,
        [this, id](const Result<operations::RunReport> &report) { finish(id, report); });
    return id;
}

std::optional<Plan> RunsController::planOf(const JournalRun &run)
{
    const Result<Plan> plan = operations::planFromCanonicalForm(toCompactJson(run.body));
    return plan ? std::optional(*plan) : std::nullopt;
}

void RunsController::showQuestion(RunId id, const Question &question)
{
    ShownRun &state = m_runs.at(id);
    state.question = question;
    // A step that a person carries out begins when they are asked.
    if (ShownStep &detail = state.details[question.step]; !detail.beganAt.isValid())
        detail.beganAt = QDateTime::currentDateTimeUtc();
    Q_EMIT questionAsked(id);
    Q_EMIT stepChanged(id, question.step);
    Q_EMIT stepChanged(id, -1);
}

void RunsController::answer(RunId id, const Answer &answer)
{
    const auto found = m_runs.find(id);
    if (found == m_runs.end() || !found->second.question)
        return;
    found->second.question.reset();
    m_desks.at(id)->answer(answer);
    Q_EMIT stepChanged(id, -1);
}

void RunsController::findUnfinished()
{
    if (!m_journal)
        return;
    QCoro::connect(m_journal->unfinishedRuns(), this, [this](const Result<QList<JournalRun>> &runs) {
        if (!runs)
            return; // the journal page says what is wrong with it
        for (const JournalRun &run : *runs) {
            if (run.state == sm::RunState::Unfinished)
                readUnfinished(run);
        }
    });
}

void RunsController::readUnfinished(const JournalRun &run)
{
    QCoro::connect(m_journal->run(run.id), this, [this](const Result<JournalRun> &whole) {
        if (whole && planOf(*whole))
            Q_EMIT unfinishedFound(*whole);
    });
}

void RunsController::giveUp(const JournalRun &run)
{
    if (m_journal)
        QCoro::connect(m_journal->note(run.id, JournalNote::Stopped.toString(), -1, {}, run.actor), this,
            [](const Result<void> &) { });
}

void RunsController::cancel(RunId id)
{
    const auto found = m_runs.find(id);
    if (found == m_runs.end() || found->second.finished)
        return;
    found->second.cancelRequested = true;
    m_cancels[id].cancel();
    Q_EMIT stepChanged(id, -1);
}

/// A step does not know its run: it is the one of its name that is at work.
void RunsController::addLine(const Step &step, const QString &line)
{
    for (auto &[id, state] : m_runs) {
        for (int number = 0; !state.finished && number < state.steps.size(); ++number) {
            const Step &planned = state.plan.steps.at(number);
            const bool isIt = state.steps.at(number) == StepState::Running
                && planned.operation.uses == step.operation.uses && planned.title == step.title;
            if (!isIt)
                continue;
            QStringList &lines = state.details[number].lines;
            lines.append(shownLine(state.plan, line));
            if (lines.size() > ShownStep::mostLines)
                lines.removeFirst();
            Q_EMIT lineAdded(id, number);
            return;
        }
    }
}

void RunsController::note(RunId id, const operations::StepEvent &event)
{
    ShownRun &state = m_runs.at(id);
    state.steps[event.step] = event.state;
    state.errors[event.step] = event.error;
    state.lastJournalEntry = std::max(state.lastJournalEntry, event.journalEntry);
    const bool isUnderWay = event.state == StepState::Waiting || event.state == StepState::Running;
    ShownStep &detail = state.details[event.step];
    if (event.state == StepState::Running && !detail.beganAt.isValid())
        detail.beganAt = QDateTime::currentDateTimeUtc();
    detail.endedAt = isUnderWay ? QDateTime() : QDateTime::currentDateTimeUtc();
    detail.isVerified = event.isVerified;
    detail.isLeftOut = event.isLeftOut;
    // Plans hold the secrets of steps yet to come; those of a step that ended are not needed again.
    if (!isUnderWay)
        state.plan.steps[event.step].operation.secrets.clear();
    if (const QString said = operations::saidAt(state.plan.steps.at(event.step), event.output);
        event.state == StepState::Done && !said.isEmpty()) {
        detail.lines.append(shownLine(state.plan, said));
        Q_EMIT lineAdded(id, event.step);
    }
    // Its time may have passed without an answer.
    if (!isUnderWay && state.question && state.question->step == event.step) {
        state.question.reset();
        Q_EMIT stepChanged(id, -1);
    }
    Q_EMIT stepChanged(id, event.step);
    if (event.state == StepState::Done)
        Q_EMIT stepAnswered(id, event.step, event.output);
}

void RunsController::finish(RunId id, const Result<operations::RunReport> &report)
{
    ShownRun &state = m_runs.at(id);
    state.finished = true;
    state.question.reset();
    if (report) {
        state.paused = report->paused;
        state.journalRun = report->run;
    } else {
        state.refused = report.error();
    }
    for (Step &step : state.plan.steps)
        step.operation.secrets.clear();
    m_cancels.erase(id);
    m_desks.erase(id);
    Q_EMIT runFinished(id);
}

} // namespace sm::controllers
