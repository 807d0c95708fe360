// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/backup.h>
#include <core/canceltoken.h>
#include <core/result.h>

#include <QCoroTask>

#include <functional>

namespace sm::backups {

/// What is protected in a system, and how well. Reads; everything that changes something is a runbook (procedure()).
class BackupService
{
public:
    virtual ~BackupService() = default;

    using StandingHandler = std::function<void(const AssetStanding &)>;
    /// All assets: those of the system's file first, then those that were found in the account. Each is handed over as
    /// soon as its backups are known. One that can not be read has a problem and does not keep the others from coming.
    /// \error Kind::Cancelled; as aws::Caller::read() when nothing at all could be read
    virtual QCoro::Task<Result<void>> board(StandingHandler onStanding, CancelToken token) = 0;

    /// One asset as it is now. \p asset is the id.
    /// \error Kind::NotFound names the nearest; as aws::Caller::read()
    virtual QCoro::Task<Result<AssetStanding>> standing(QString asset, CancelToken token) = 0;

    /// The sets of the system's file: assets that are backed up together, by the set's name.
    virtual QMap<QString, QStringList> sets() const = 0;

    /// How \p action is done; nothing: this kind of asset has no such action. Actions on a backup take \p backup.
    virtual std::optional<BackupProcedure> procedure(
        const Asset &asset, BackupAction action, const Backup *backup = nullptr) const
        = 0;
    /// One procedure for several assets of one kind ("Back up 3 tables"); nothing: they are not of one kind.
    virtual std::optional<BackupProcedure> procedureForAll(const QList<Asset> &assets, BackupAction action) const = 0;
};

} // namespace sm::backups
