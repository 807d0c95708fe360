// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/approval.h>
#include <core/canceltoken.h>
#include <core/error.h>
#include <core/plan.h>

#include <QObject>
#include <QTimer>

namespace sm::approvals {
class SharedApprovals;
struct SharedRequest;
} // namespace sm::approvals
namespace sm::operations {
class Journal;
class Runner;
struct Requester;
} // namespace sm::operations

namespace sm::controllers {

class RequestsController;

/// Asks a second person for their approval of a plan, and takes their answer, through files or through the database
/// that the people of a system share.
class ApprovalController : public QObject
{
    Q_OBJECT

public:
    /// \p journal may be null: then nobody can be asked, and nothing can be run either.
    ApprovalController(const operations::Runner &runner, operations::Journal *journal, QObject *parent = nullptr);

    /// Who is signed in.
    void setIdentity(const Identity &identity) { m_identity = identity; }
    /// From now on the database of \p system is a way, too. \p shared outlives this.
    /// \param pause  between two looks for an answer
    void share(approvals::SharedApprovals &shared, SystemInfo system,
        std::chrono::milliseconds pause = std::chrono::seconds(3));

    /// Whether \p plan runs only with somebody else's approval.
    bool isNeeded(const Plan &plan) const;
    /// Writes a request into \p file; requestWritten() or failed() follows.
    /// \param resumes  the run of the journal that is to go on; 0: none
    void writeRequest(const Plan &plan, const QString &file, qint64 resumes = 0);
    /// Reads what came back and holds it against \p plan; approved() or failed() follows.
    void readApproval(const Plan &plan, const QString &file);

    /// Asks in the database; asked() or failed() follows. Then it is looked for an answer until it is there, or until
    /// stopWaiting(): approved() or failed() follows.
    void ask(const Plan &plan, qint64 resumes = 0);
    /// Whoever wanted the answer is gone. The request stays where it is.
    void stopWaiting(const PlanId &plan);
    /// What others ask for there; the caller owns it.
    std::unique_ptr<RequestsController> requests() const;
    const SystemInfo &system() const { return m_system; }

Q_SIGNALS:
    void requestWritten(const sm::PlanId &plan, const QString &file);
    void asked(const sm::PlanId &plan);
    /// Nobody has answered yet, as far as one can tell: the database could not be reached.
    void lookFailed(const sm::PlanId &plan, const sm::Error &error);
    void approved(const sm::PlanId &plan, const sm::Approval &approval);
    void failed(const sm::PlanId &plan, const sm::Error &error);

private:
    struct Waiting
    {
        Plan plan;
        QString request; ///< its id
    };

    operations::Requester requester(qint64 resumes) const;
    void lookForAnswers();
    void take(const Plan &plan, const approvals::SharedRequest &found);
    void take(const Plan &plan, const Approval &approval);
    void failToLook(const PlanId &plan, const Error &error);
    void end(const PlanId &plan);

    const operations::Runner &m_runner;
    operations::Journal *m_journal;
    Identity m_identity;
    SystemInfo m_system; ///< that shares them
    approvals::SharedApprovals *m_shared = nullptr; ///< nullptr: files only
    QTimer m_timer;
    QMap<QString, Waiting> m_waiting; ///< by the plan's id
    CancelSource m_cancel; ///< of looking
};

} // namespace sm::controllers
