// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workshop.h"

#include <approvals/postgresapprovals.h>
#include <operations/runner.h>
#include <operations/undo.h>

namespace sm::backups {
class BackupService;
}
namespace sm::deployments {
class DeploymentService;
}

namespace sm::app {

/// One system as the commands without a window use it: its account, its caller, the journal and the runner.
class HeadlessSystem
{
public:
    /// \p foundation and \p options outlive it.
    /// \error Kind::NotFound there is no such system or profile
    /// \error as operations::Journal::open()
    static QCoro::Task<Result<std::unique_ptr<HeadlessSystem>>> open(
        Foundation *foundation, const Options *options, SystemInfo system);

    /// Who is signed in. Nobody where the endpoint does not know STS.
    /// \error as STS says it
    QCoro::Task<Result<Identity>> identify(CancelToken token);

    const SystemInfo &system() const { return m_system; }
    aws::Caller &caller() { return m_caller; }
    operations::Journal &journal() { return *m_journal; }
    operations::Runner &runner() { return *m_runner; }
    operations::Undo undo();
    approvals::PostgresApprovals approvals();
    /// What is protected; it outlives what is given.
    std::unique_ptr<backups::BackupService> backups();
    /// What was deployed; the same.
    std::unique_ptr<deployments::DeploymentService> deployments();
    QString clockWarning() const { return m_caller.clockWarning(); }

private:
    HeadlessSystem(Foundation &foundation, const Options &options, SystemInfo system,
        const aws::ProfileSettings &settings, std::unique_ptr<operations::Journal> journal);

    Foundation &m_foundation;
    SystemInfo m_system;
    std::unique_ptr<aws::CredentialsProvider> m_credentials;
    aws::AwsCaller m_caller;
    std::unique_ptr<operations::Journal> m_journal;
    Workshop m_workshop;
    std::unique_ptr<operations::Runner> m_runner;
};

/// The system that the command line names with --system, --profile, or nothing.
/// \error Kind::NotFound, Kind::Invalid
Result<SystemInfo> systemOf(const Foundation &foundation, const Options &options);

/// The file of the journal that the command line points to.
QString journalFile(const Options &options);

} // namespace sm::app
