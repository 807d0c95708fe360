// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backupservice.h"
#include "backupsource.h"

#include <aws/caller.h>
#include <aws/models.h>
#include <core/clock.h>
#include <core/systeminfo.h>
#include <vault/vault.h>

#include <memory>
#include <vector>

namespace sm::backups {

/// The board of one system: its file, what is in the account, what AWS keeps, and the vault of this computer.
class AwsBackupService final : public BackupService
{
public:
    /// All outlive it.
    struct Services
    {
        aws::Caller &caller;
        const aws::Models &models;
        const Vault &vault;
        const Clock &clock;
    };

    AwsBackupService(const Services &services, SystemInfo system);
    ~AwsBackupService() override;

    /// The kinds are read side by side. Where one can not be read and nothing is known of it, a standing without a name
    /// stands for all of them. The error comes when no kind that is in AWS could be read; what the system's file and
    /// the vault know was handed over all the same.
    QCoro::Task<Result<void>> board(StandingHandler onStanding, CancelToken token) override;
    QCoro::Task<Result<AssetStanding>> standing(QString asset, CancelToken token) override;
    QMap<QString, QStringList> sets() const override { return m_system.backupSets; }
    std::optional<BackupProcedure> procedure(
        const Asset &asset, BackupAction action, const Backup *backup = nullptr) const override;
    std::optional<BackupProcedure> procedureForAll(const QList<Asset> &assets, BackupAction action) const override;

private:
    struct Round;
    struct Records;
    QCoro::Task<Records> records(CancelToken token) const;
    QCoro::Task<void> readKind(BackupSource *source, Round *round, CancelToken token);
    QCoro::Task<bool> complete(BackupSource *source, AssetStanding *standing, Round *round, CancelToken token);

    const Vault &m_vault;
    const Clock &m_clock;
    SystemInfo m_system;
    std::vector<std::unique_ptr<BackupSource>> m_sources;
};

} // namespace sm::backups
