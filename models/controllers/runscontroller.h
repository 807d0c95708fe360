// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/error.h>
#include <core/journalrun.h>
#include <core/question.h>

#include <core/result.h>

#include <QObject>

#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace sm::operations {
class Journal;
class Preflight;
class QuestionDesk;
class Runner;
struct RunReport;
struct StepEvent;
} // namespace sm::operations

namespace sm::controllers {

class ApprovalController;

using RunId = int;

/// What is to be seen of one step beside its state.
struct ShownStep
{
    static constexpr int mostLines = 500;
    static constexpr int mostCharacters = 2000;

    QDateTime beganAt; ///< UTC; invalid: not yet
    QDateTime endedAt; ///< UTC; invalid: it has not ended
    QStringList lines; ///< what it said while it ran, the newest mostLines of them, each cut to mostCharacters
    bool isVerified = false; ///< the world was seen to be as it asked for
    bool isLeftOut = false; ///< its condition does not hold, or a person said so
};

/// What the activity panel shows of one run.
struct ShownRun
{
    RunId id = 0;
    Plan plan;
    QList<StepState> steps;
    QList<std::optional<Error>> errors; ///< by step
    QList<ShownStep> details; ///< by step
    QString runbook; ///< the name of the runbook that gave the plan; empty: none did
    qint64 journalRun = 0; ///< of the journal; 0: not known before the run has ended
    qint64 lastJournalEntry = 0;
    QDateTime startedAt; ///< UTC
    bool cancelRequested = false;
    bool finished = false;
    std::optional<Error> refused; ///< nothing was run
    std::optional<Question> question; ///< it waits for this answer
    std::optional<Error> paused; ///< it ended before its last step and can be taken up again

    int count(StepState state) const { return static_cast<int>(steps.count(state)); }
    int leftOut() const;
    /// All was done but what was to be left out.
    bool succeeded() const { return finished && !refused && count(StepState::Done) + leftOut() == steps.size(); }
};

/// Hands plans to the Runner and keeps what became of them. The only object above the services that starts changes.
class RunsController : public QObject
{
    Q_OBJECT

public:
    /// \p journal may be null: then no run that was cut off is found.
    explicit RunsController(
        operations::Runner &runner, operations::Journal *journal = nullptr, QObject *parent = nullptr);
    ~RunsController() override;

    /// Who is signed in: the guard compares it with the plan. Unknown until the first answer of STS.
    /// Runs that wait for a sign-in go on.
    void setIdentity(const Identity &identity);

    bool isReadOnly() const;
    /// Whom else a plan of these runs needs.
    ApprovalController &approvals() const { return *m_approvals; }
    /// What has to be typed before \p plan may run; empty: nothing.
    static QString nameToType(const Plan &plan);

    /// What looks for missing permissions; it outlives this. Without it nobody looks.
    void setPreflight(const operations::Preflight *preflight) { m_preflight = preflight; }
    /// Asks IAM what \p plan would be refused; permissionsMissing() follows when there is something. Where IAM does not
    /// say, the first refusal of the run does.
    void lookAtPermissions(const Plan &plan);
    /// Starts \p plan. The same plan is not started twice while it runs.
    /// \param runbook  the name of the runbook that gave it, if one did
    RunId run(const Plan &plan, const Confirmation &confirmation, const QString &runbook = {});
    /// Takes up a run that was cut off or that paused.
    RunId resume(const JournalRun &earlier, const Plan &plan, const Confirmation &confirmation);
    /// The plan of a run of the journal; nothing when it can not be read any more.
    static std::optional<Plan> planOf(const JournalRun &run);
    /// Answers the question that the run waits for.
    void answer(RunId id, const Answer &answer);

    /// Looks into the journal for runs that were cut off; unfinishedFound() follows when there are some.
    void findUnfinished();
    /// Says that \p run will not be taken up.
    void giveUp(const JournalRun &run);
    /// Stops before the next step; what is under way is awaited.
    void cancel(RunId id);
    /// Takes a line that \p step says while it runs, without the secrets of its run: lineAdded() follows.
    void addLine(const Step &step, const QString &line);

    const std::map<RunId, ShownRun> &runs() const { return m_runs; } ///< oldest first
    bool isBusy() const;

Q_SIGNALS:
    void runStarted(int id);
    void stepChanged(int id, int step);
    /// A step is done, and what came of it: told once, kept nowhere, since secrets may be in it.
    void stepAnswered(int id, int step, const QJsonObject &output);
    void runFinished(int id);
    void lineAdded(int id, int step);
    void questionAsked(int id);
    /// \p permissions as operations::shownPermission() has them.
    void permissionsMissing(const sm::PlanId &plan, const QStringList &permissions);
    /// Oldest first, with their plans and entries.
    void unfinishedFound(const sm::JournalRun &run);

private:
    RunId begin(const Plan &plan, const QString &runbook);
    std::function<void(const operations::StepEvent &)> progressOf(RunId id);
    void note(RunId id, const operations::StepEvent &event);
    void showQuestion(RunId id, const Question &question);
    void finish(RunId id, const Result<operations::RunReport> &report);
    void readUnfinished(const JournalRun &run);

    operations::Runner &m_runner;
    operations::Journal *m_journal;
    std::unique_ptr<ApprovalController> m_approvals;
    const operations::Preflight *m_preflight = nullptr;
    CancelSource m_looks;
    Identity m_identity;
    std::map<RunId, ShownRun> m_runs;
    std::map<RunId, std::unique_ptr<operations::QuestionDesk>> m_desks;
    std::map<RunId, CancelSource> m_cancels; ///< after the desks: gone first
    RunId m_next = 1;
};

} // namespace sm::controllers
