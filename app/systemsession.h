// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backing.h"
#include "costing.h"
#include "shipping.h"
#include "workshop.h"

#include <approvals/postgresapprovals.h>
#include <controllers/deploymentscontroller.h>
#include <controllers/journalcontroller.h>
#include <controllers/runbookscontroller.h>
#include <controllers/runscontroller.h>
#include <controllers/userscontroller.h>
#include <operations/preflight.h>
#include <operations/runner.h>
#include <operations/undo.h>
#include <runbooks/preparation.h>
#include <shelf/pickerreader.h>
#include <shelf/shelf.h>
#include <users/cognitouserservice.h>

#include <QObject>
#include <QPointer>
#include <QTimer>

namespace sm::app {

/// The services and controllers of one system: its account, its caller, its runner. Another system has another
/// session, so nothing of one can act on the other.
class SystemSession : public QObject
{
    Q_OBJECT

public:
    /// What all sessions share; all outlives them.
    struct Shared
    {
        Foundation &foundation;
        const Options &options;
        operations::Journal *journal = nullptr; ///< nullptr: \c journalProblem says why
        std::optional<Error> journalProblem;
        QMap<QString, QString> systemTitles; ///< by id, for the runbooks of other systems
    };

    SystemSession(const Shared &shared, SystemInfo system, const aws::ProfileSettings &settings);
    ~SystemSession() override;

    const SystemInfo &system() const { return m_system; }
    controllers::RunsController &runs() { return *m_runs; }
    controllers::UsersController &users() { return *m_users; }
    controllers::JournalController &journal() { return *m_journal; }
    controllers::RunbooksController &runbooks() { return *m_runbooks; }
    controllers::CostsController &costs() { return m_costing.controller(); }
    Costing &costing() { return m_costing; }
    controllers::BackupsController &backups() { return m_backing.controller(); }
    controllers::DeploymentsController &deployments() { return *m_deployments; }
    /// As aws::AwsCaller::clockWarning().
    QString clockWarning() const { return m_caller.clockWarning(); }

    /// Asks STS who is signed in, and again when the credentials have to be renewed.
    void identify();
    /// After a sign-in: who it is now, and what could not be read before.
    void readAgain();
    /// Ends what the screen sees. What is under way in the services ends by itself; the session stays until then.
    void retire();

Q_SIGNALS:
    void identified(const sm::Identity &identity);
    /// Also later, when the credentials have expired.
    void notIdentified(const sm::Error &error);

private:
    executors::LiveOutput liveOutput();
    void renewLater(const QDateTime &expiresAt);
    void renewWhenDue();
    void fail(const Error &problem);
    void followReading();

    SystemInfo m_system;
    QPointer<controllers::RunsController> m_shownRuns; ///< whoever carries steps out outlives the controller
    std::unique_ptr<aws::CredentialsProvider> m_credentials;
    aws::AwsCaller m_caller;
    Workshop m_workshop;
    operations::Runner m_runner;
    std::unique_ptr<operations::Undo> m_undo; ///< nullptr without a journal
    std::unique_ptr<approvals::PostgresApprovals> m_approvals; ///< nullptr without a journal
    operations::Preflight m_preflight;
    users::CognitoUserService m_userService;
    runbooks::Shelf m_shelf;
    runbooks::PickerReader m_pickers;
    runbooks::Preparation m_preparation;
    Costing m_costing;
    Backing m_backing;
    std::unique_ptr<deployments::DeploymentService> m_deploymentService;
    CancelSource m_cancel;
    const Clock &m_clock;
    QDateTime m_renewAt; ///< UTC; invalid: never, or it has failed
    QTimer m_renewal;
    bool m_signedOut = false;
    std::unique_ptr<controllers::RunsController> m_runs;
    std::unique_ptr<controllers::UsersController> m_users;
    std::unique_ptr<controllers::JournalController> m_journal;
    std::unique_ptr<controllers::RunbooksController> m_runbooks;
    std::unique_ptr<controllers::DeploymentsController> m_deployments;
};

} // namespace sm::app
