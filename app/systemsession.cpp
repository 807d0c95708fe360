// SPDX-License-Identifier: GPL-3.0-or-later
#include "systemsession.h"

#include <systems/identity.h>

#include <QCoroTask>

namespace sm::app {

SystemSession::SystemSession(Foundation &foundation, const Options &options, SystemInfo system,
    const aws::ProfileSettings &settings, operations::Journal *journal, std::optional<Error> journalProblem)
    : m_system(std::move(system))
    , m_credentials(foundation.sources.provider(choiceFor(options, m_system)))
    , m_caller({foundation.models, foundation.endpoints, *m_credentials, foundation.transport, foundation.sleeper,
                   foundation.clock, foundation.catalog},
          settings.caller)
    , m_executor(m_caller, foundation.catalog)
    , m_runner(operations::Guard(options.readOnly), journal, {&m_executor}, journalProblem)
    , m_userService(m_caller, foundation.models)
    , m_runs(std::make_unique<controllers::RunsController>(m_runner))
    , m_users(std::make_unique<controllers::UsersController>(m_userService, foundation.planner, m_system, *m_runs))
    , m_journal(std::make_unique<controllers::JournalController>(journal, journalProblem))
{
    connect(m_runs.get(), &controllers::RunsController::runFinished, m_journal.get(),
        &controllers::JournalController::reload);
}

SystemSession::~SystemSession() = default;

void SystemSession::identify()
{
    QCoro::connect(
        systems::identify(m_caller, *m_credentials, m_cancel.token()), this, [this](const Result<Identity> &identity) {
            if (identity) {
                m_runs->setIdentity(*identity);
                Q_EMIT identified(*identity);
            } else if (identity.error().kind() != Error::Kind::Cancelled) {
                Q_EMIT notIdentified(identity.error());
            }
        });
}

void SystemSession::retire()
{
    m_cancel.cancel();
    m_journal.reset();
    m_users.reset();
}

} // namespace sm::app
