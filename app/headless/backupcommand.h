// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backuporder.h"
#include "command.h"
#include "foundation.h"

#include <board/backupservice.h>
#include <runbooks/preparation.h>

namespace sm::app {

class HeadlessSystem;

/// `stationmaster backup create|verify|restore|drill ASSET…`: plans the runbooks that do it, and with --yes runs them,
/// one after the other. All are planned and admitted before the first is run.
class BackupCommand final : public Command
{
public:
    /// Both outlive it.
    BackupCommand(Foundation &foundation, const Options &options);
    ~BackupCommand() override;

    /// The exit code is that of the run that ended worst. After a restore that failed nothing more is begun; what else
    /// is asked for goes on.
    /// \error as BackupOrder::of(), backups::BackupService::standing(), plannedRunbook() and carryOut()
    QCoro::Task<Result<ExitCode>> run(CancelToken token) override;
    QString warning() const override;

private:
    struct Wanted
    {
        QString runbook; ///< "common/back-up-tables"
        runbooks::RunbookPlan plan;
        QMap<QString, Secret> secrets;
    };
    QCoro::Task<Result<QList<BackupProcedure>>> procedures(BackupOrder order, CancelToken token);
    Result<runbooks::ParameterValues> values(
        const BackupOrder &order, const BackupProcedure &procedure, const runbooks::Runbook &runbook) const;
    QCoro::Task<Result<Wanted>> planned(BackupOrder order, BackupProcedure procedure, CancelToken token);
    QCoro::Task<Result<ExitCode>> requestApproval(QList<Wanted> wanted, CancelToken token);
    QCoro::Task<Result<ExitCode>> runAll(QList<Wanted> wanted, bool stopsAtFailure, CancelToken token);
    QCoro::Task<Result<void>> admit(QList<Wanted> wanted, CancelToken token);
    bool isForReal() const;

    Foundation &m_foundation;
    const Options &m_options;
    std::unique_ptr<HeadlessSystem> m_system;
    std::unique_ptr<backups::BackupService> m_backups;
};

/// `stationmaster backup list [ASSET…]`: what is protected, and how well.
class BackupListCommand final : public Command
{
public:
    /// Both outlive it.
    BackupListCommand(Foundation &foundation, const Options &options);
    ~BackupListCommand() override;

    /// With --check it leaves with ExitCode::Refused when a backup or a proof is overdue, or could not be read.
    /// \error as BackupOrder::of() and backups::BackupService::board()
    QCoro::Task<Result<ExitCode>> run(CancelToken token) override;

private:
    QCoro::Task<Result<QList<AssetStanding>>> standings(BackupOrder order, CancelToken token);

    Foundation &m_foundation;
    const Options &m_options;
    std::unique_ptr<HeadlessSystem> m_system;
    std::unique_ptr<backups::BackupService> m_backups;
};

} // namespace sm::app
