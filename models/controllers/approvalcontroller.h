// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/approval.h>
#include <core/error.h>
#include <core/plan.h>

#include <QObject>

namespace sm::operations {
class Journal;
class Runner;
} // namespace sm::operations

namespace sm::controllers {

/// Asks a second person for their approval of a plan, and takes their answer, through files.
class ApprovalController : public QObject
{
    Q_OBJECT

public:
    /// \p journal may be null: then nobody can be asked, and nothing can be run either.
    ApprovalController(const operations::Runner &runner, operations::Journal *journal, QObject *parent = nullptr);

    /// Who is signed in.
    void setIdentity(const Identity &identity) { m_identity = identity; }

    /// Whether \p plan runs only with somebody else's approval.
    bool isNeeded(const Plan &plan) const;
    /// Writes a request into \p file; requestWritten() or failed() follows.
    /// \param resumes  the run of the journal that is to go on; 0: none
    void writeRequest(const Plan &plan, const QString &file, qint64 resumes = 0);
    /// Reads what came back and holds it against \p plan; approved() or failed() follows.
    void readApproval(const Plan &plan, const QString &file);

Q_SIGNALS:
    void requestWritten(const sm::PlanId &plan, const QString &file);
    void approved(const sm::PlanId &plan, const sm::Approval &approval);
    void failed(const sm::PlanId &plan, const sm::Error &error);

private:
    const operations::Runner &m_runner;
    operations::Journal *m_journal;
    Identity m_identity;
};

} // namespace sm::controllers
