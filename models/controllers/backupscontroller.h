// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "freezes.h"

#include <core/result.h>
#include <tables/backuptable.h>

#include <map>

namespace sm::backups {
class BackupService;
}

namespace sm::controllers {

class RunbooksController;

/// Joins what is protected in a system to its table: reads the board asset by asset, knows by which runbook each
/// action is done, and reads again what a run touched.
class BackupsController : public QObject
{
    Q_OBJECT

public:
    /// What it works with; all outlive it, and all that it asks of them.
    struct Services
    {
        backups::BackupService &backups;
        RunbooksController &runbooks;
        RunsController &runs;
        operations::Journal *journal = nullptr; ///< nullptr: nobody knows what is frozen
    };

    explicit BackupsController(Services services, QObject *parent = nullptr);
    ~BackupsController() override;

    tables::BackupTable &table() { return m_table; }
    RunbooksController &runbooks() { return m_services.runbooks; }
    Freezes &freezes() { return m_freezes; }
    bool isLoading() const { return m_loading; }
    /// Why the board could not be read the last time; what was read before is still shown.
    const std::optional<Error> &problem() const { return m_problem; }
    /// When the board was read to its end, UTC; invalid before that.
    QDateTime readAt() const { return m_readAt; }

    /// Reads the board again, and the runbooks where nobody has yet; changed() follows.
    void reload();
    /// Reads one asset again; assetChanged() or failed() follows.
    void refresh(const QString &asset);

    /// Assets that are backed up together, by the set's name.
    QMap<QString, QStringList> sets() const;
    /// How \p action is done to one asset, or to several together.
    /// \p backup is the one that is meant; empty: the newest that can be used, where the action needs one.
    /// \error Kind::Invalid there is no such thing; the message says why
    Result<BackupProcedure> procedure(const QString &asset, BackupAction action, const QString &backup = {}) const;
    Result<BackupProcedure> procedureForAll(const QStringList &assets, BackupAction action) const;
    /// \error Kind::Invalid its runbook is not there, or not yet
    Result<BackupProcedure> freeze() const;

Q_SIGNALS:
    void changed();
    void assetChanged(const QString &asset);
    /// A run brought a backup that was not there before; the table has it.
    void backupTaken(const QString &asset, const QString &backup);
    void failed(const sm::Error &error);

private:
    void finishReload(const Result<void> &read);
    void afterRun(int run);
    void readAgain(const QString &asset, const std::optional<QStringList> &known);
    void tellOfNewBackup(const AssetStanding &standing, const QStringList &known);
    QString whyNot(const AssetStanding &standing, BackupAction action, const Backup *meant) const;
    Result<BackupProcedure> known(const BackupProcedure &procedure) const;

    Services m_services;
    Freezes m_freezes;
    tables::BackupTable m_table;
    std::optional<Error> m_problem;
    QDateTime m_readAt;
    bool m_loading = false;
    int m_generation = 0;
    std::set<QString> m_seen; ///< of the reading that is under way
    std::map<QString, int> m_asked; ///< by asset: how often it was read again
    CancelSource m_cancel;
    CancelSource m_boardCancel;
};

} // namespace sm::controllers
