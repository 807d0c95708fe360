// SPDX-License-Identifier: GPL-3.0-or-later
#include "headlesssystem.h"

#include "approvals.h"
#include "shipping.h"

#include <board/awsbackupservice.h>
#include <systems/identity.h>
#include <systems/systemcatalog.h>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;

QString journalFile(const Options &options) { return dataFolder(options) + u"/journal.sqlite"_s; }

Result<SystemInfo> systemOf(const Foundation &foundation, const Options &options)
{
    const aws::AwsConfig &config = foundation.sources.config();
    if (!options.system.isEmpty()) {
        const auto catalog = systems::SystemCatalog::load(dataFolder(options) + u"/systems"_s, config.profileNames());
        if (!catalog)
            return catalog.error();
        return catalog->system({options.system});
    }
    const Result<aws::ProfileSettings> settings = config.settings(choiceFor(options, {}));
    if (!settings)
        return settings.error();
    SystemInfo system = systems::systemOfProfile(config.profileName(options.profile));
    if (!settings->isChosen)
        system.profile.clear(); // the default chain needs no profile, and `aws --profile default` would
    system.region = settings->caller.region;
    system.endpointUrl = options.endpointUrl;
    return system;
}

QCoro::Task<Result<std::unique_ptr<HeadlessSystem>>> HeadlessSystem::open(
    Foundation *foundation, const Options *options, SystemInfo system)
{
    const auto settings = foundation->sources.config().settings(choiceFor(*options, system));
    if (!settings)
        co_return settings.error();
    auto journal = co_await operations::Journal::openWithKeyring(journalFile(*options));
    if (!journal)
        co_return journal.error();
    co_return std::unique_ptr<HeadlessSystem>(
        new HeadlessSystem(*foundation, *options, system, *settings, std::move(*journal)));
}

HeadlessSystem::HeadlessSystem(Foundation &foundation, const Options &options, SystemInfo system,
    const aws::ProfileSettings &settings, std::unique_ptr<operations::Journal> journal)
    : m_foundation(foundation)
    , m_system(std::move(system))
    , m_credentials(foundation.sources.provider(choiceFor(options, m_system)))
    , m_caller({foundation.models, foundation.endpoints, *m_credentials, foundation.transport, foundation.sleeper,
                   foundation.clock, foundation.catalog},
          settings.caller)
    , m_journal(std::move(journal))
    , m_workshop(foundation, m_system, m_caller, m_journal.get(), {})
    , m_runner(std::make_unique<operations::Runner>(
          guardOf(options, m_system.id, m_journal.get(), usedInDatabase(foundation.planner, m_system)), m_journal.get(),
          m_workshop.all(), foundation.sleeper))
{
}

operations::Undo HeadlessSystem::undo()
{
    return {*m_journal, m_foundation.planner, m_foundation.catalog, m_runner->executors()};
}

approvals::PostgresApprovals HeadlessSystem::approvals()
{
    return {*m_runner, m_foundation.planner, *m_journal, m_system};
}

std::unique_ptr<backups::BackupService> HeadlessSystem::backups()
{
    const backups::AwsBackupService::Services services{
        m_caller, m_foundation.models, m_workshop.vault(), m_foundation.clock};
    return std::make_unique<backups::AwsBackupService>(services, m_system);
}

std::unique_ptr<deployments::DeploymentService> HeadlessSystem::deployments()
{
    return Shipping::service({m_foundation, m_system, m_caller, m_workshop.vault(), m_journal.get()});
}

QCoro::Task<Result<Identity>> HeadlessSystem::identify(CancelToken token)
{
    const Result<Identity> identity = co_await systems::identify(m_caller, *m_credentials, token);
    if (identity)
        co_return identity;
    // An endpoint that does not know STS can still be written to; one that refuses the credentials can not.
    const Error::Kind kind = identity.error().kind();
    const bool stsMissing
        = kind == Error::Kind::BadReply || kind == Error::Kind::Internal || kind == Error::Kind::NotFound;
    if (stsMissing)
        co_return Identity();
    co_return identity;
}

} // namespace sm::app
