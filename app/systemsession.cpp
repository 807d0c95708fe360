// SPDX-License-Identifier: GPL-3.0-or-later
#include "systemsession.h"

#include "approvals.h"

#include <controllers/approvalcontroller.h>
#include <systems/identity.h>

#include <QCoroTask>

using namespace std::chrono_literals;

namespace sm::app {

namespace {

constexpr auto LookAtClock = 15s; ///< not one long timer: a computer that sleeps stops those
constexpr std::chrono::seconds RenewalMargin = 5min; ///< from then on credentials are renewed on the next call

} // namespace

SystemSession::SystemSession(const Shared &shared, SystemInfo system, const aws::ProfileSettings &settings)
    : m_system(Costing::withPlaces(std::move(system), shared.options))
    , m_credentials(shared.foundation.sources.provider(choiceFor(shared.options, m_system)))
    , m_caller({shared.foundation.models, shared.foundation.endpoints, *m_credentials, shared.foundation.transport,
                   shared.foundation.sleeper, shared.foundation.clock, shared.foundation.catalog},
          settings.caller)
    , m_workshop(shared.foundation, m_system, m_caller, shared.journal, liveOutput())
    , m_runner(
          guardOf(shared.options, m_system.id, shared.journal, usedInDatabase(shared.foundation.planner, m_system)),
          shared.journal, m_workshop.all(), shared.foundation.sleeper, shared.journalProblem)
    , m_undo(shared.journal ? std::make_unique<operations::Undo>(*shared.journal, shared.foundation.planner,
                                  shared.foundation.catalog, m_runner.executors())
                            : nullptr)
    , m_approvals(shared.journal ? std::make_unique<approvals::PostgresApprovals>(
                                       m_runner, shared.foundation.planner, *shared.journal, m_system)
                                 : nullptr)
    , m_preflight(shared.foundation.catalog, shared.foundation.models, m_caller)
    , m_userService(m_caller, shared.foundation.models)
    , m_shelf(dataFolder(shared.options) + QStringLiteral("/runbooks"), shared.options.awsModels)
    , m_pickers(m_caller, shared.foundation.models)
    , m_preparation(shared.foundation.planner, m_runner)
    , m_costing(shared.foundation, shared.options, m_system, m_caller, m_runner)
    , m_backing(shared.foundation, m_system, m_caller, m_workshop.vault())
    , m_deploymentService(
          Shipping::service({shared.foundation, m_system, m_caller, m_workshop.vault(), shared.journal}))
    , m_clock(shared.foundation.clock)
    , m_runs(std::make_unique<controllers::RunsController>(m_runner, shared.journal))
    , m_users(
          std::make_unique<controllers::UsersController>(m_userService, shared.foundation.planner, m_system, *m_runs))
    , m_journal(std::make_unique<controllers::JournalController>(
          controllers::JournalController::Services{shared.journal, &m_runner, m_undo.get()}, shared.journalProblem))
    , m_runbooks(std::make_unique<controllers::RunbooksController>(
          controllers::RunbooksController::Services{m_shelf, shared.foundation.catalog, shared.foundation.models,
              shared.foundation.planner, m_pickers, m_preparation, shared.journal, m_undo.get()},
          m_system, shared.systemTitles, *m_runs))
    , m_deployments(std::make_unique<controllers::DeploymentsController>(
          controllers::DeploymentsController::Services{*m_deploymentService, *m_runbooks, *m_runs}))
{
    m_shownRuns = m_runs.get();
    m_runs->setPreflight(&m_preflight);
    m_costing.follow(*m_runs);
    m_backing.follow(*m_runbooks, *m_runs, shared.journal);
    if (m_approvals)
        m_runs->approvals().share(*m_approvals, m_system);
    connect(m_users.get(), &controllers::UsersController::stateChanged, this, &SystemSession::followReading);
    connect(&m_renewal, &QTimer::timeout, this, &SystemSession::renewWhenDue);
    m_renewal.start(LookAtClock);
}

SystemSession::~SystemSession() = default;

executors::LiveOutput SystemSession::liveOutput()
{
    return [this](const Step &step, const QString &line) {
        if (m_shownRuns)
            m_shownRuns->addLine(step, line);
    };
}

void SystemSession::identify()
{
    m_renewAt = {};
    QCoro::connect(
        systems::identify(m_caller, *m_credentials, m_cancel.token()), this, [this](const Result<Identity> &identity) {
            if (identity) {
                m_signedOut = false;
                m_runs->setIdentity(*identity);
                m_costing.desk().setIdentity(*identity);
                if (m_journal) // gone once the system was left
                    m_journal->setIdentity(*identity);
                if (m_runbooks)
                    m_runbooks->setIdentity(*identity);
                renewLater(identity->expiresAt);
                Q_EMIT identified(*identity);
            } else if (identity.error().kind() != Error::Kind::Cancelled) {
                fail(identity.error());
            }
        });
}

void SystemSession::readAgain()
{
    identify();
    if (m_users->state() != controllers::UsersController::State::Idle)
        m_users->reload();
}

/// First shortly before the end, when they can be renewed, then at the end, when they could not.
void SystemSession::renewLater(const QDateTime &expiresAt)
{
    if (!expiresAt.isValid())
        return;
    const QDateTime early = expiresAt.addSecs(-RenewalMargin.count());
    m_renewAt = m_clock.nowUtc() < early ? early : expiresAt;
}

void SystemSession::renewWhenDue()
{
    if (m_renewAt.isValid() && m_clock.nowUtc() > m_renewAt)
        identify();
}

void SystemSession::fail(const Error &problem)
{
    m_signedOut = true;
    m_renewAt = {};
    Q_EMIT notIdentified(problem);
}

/// Whoever reads hears first that the credentials have expired, and that there are new ones.
void SystemSession::followReading()
{
    const std::optional<Error> &problem = m_users->problem();
    if (problem && problem->needsSignIn() && !m_users->isLoading())
        fail(*problem);
    else if (m_signedOut && !problem && m_users->state() == controllers::UsersController::State::Ready)
        identify();
}

void SystemSession::retire()
{
    disconnect();
    m_renewal.stop();
    m_cancel.cancel();
    m_costing.retire();
    m_backing.retire();
    m_deployments.reset();
    m_runbooks.reset();
    m_journal.reset();
    m_users.reset();
}

} // namespace sm::app
