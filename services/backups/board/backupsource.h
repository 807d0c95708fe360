// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/backup.h>
#include <core/canceltoken.h>
#include <core/result.h>

#include <QCoroTask>

namespace sm::backups {

/// One thing in the account that can be backed up, and those of its backups that AWS keeps.
struct FoundThing
{
    QString name;
    QString title = {}; ///< for people; empty: the name
    bool isThere = true; ///< false: it was deleted, and left its backups
    QList<Backup> backups = {};
    std::optional<bool> recoversToAnyTime = {};
    QDateTime earliestTime = {};
    QDateTime latestTime = {};
};

struct Findings
{
    QList<FoundThing> things;
    std::optional<Error> problem; ///< not all could be read
};

/// Says what there is of one kind of asset, and which backups AWS keeps of it.
class BackupSource
{
public:
    virtual ~BackupSource() = default;

    virtual AssetKind kind() const = 0;
    /// Whether AWS keeps these backups, and the vault only what is known of them.
    virtual bool isKeeper() const { return false; }
    /// Whether AWS has to be asked at all.
    virtual bool asksAws() const { return true; }
    virtual QCoro::Task<Findings> find(CancelToken token) = 0;
    /// Adds to \p standing what takes a call for each asset; it outlives the task.
    /// \error as aws::Caller::read()
    virtual QCoro::Task<Result<void>> complete(AssetStanding *standing, CancelToken token);
};

} // namespace sm::backups
