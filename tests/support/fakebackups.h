// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <board/backupservice.h>
#include <support/gate.h>
#include <support/somebackups.h>

#include <QMap>

namespace sm::test {

/// A BackupService over what the test puts into it. Calls go through \c gate under names like "standing a"; the board
/// hands its assets over one by one, each as "board a".
class FakeBackupService final : public backups::BackupService
{
public:
    Gate gate;
    QList<AssetStanding> assets;
    std::optional<Error> boardProblem; ///< after the last asset
    std::optional<Error> standingProblem;
    QMap<QString, QStringList> allSets;
    QList<BackupAction> missing; ///< what no asset has

    QCoro::Task<Result<void>> board(StandingHandler onStanding, CancelToken token) override
    {
        const QList<AssetStanding> all = assets;
        for (const AssetStanding &each : all) {
            const bool wanted = co_await gate.pass(QStringLiteral("board ") + each.asset.id, token);
            if (!wanted)
                co_return Error::cancelled();
            onStanding(each);
        }
        const bool wanted = co_await gate.pass(QStringLiteral("boardEnd"), token);
        if (!wanted)
            co_return Error::cancelled();
        if (boardProblem)
            co_return Error(*boardProblem);
        co_return ok();
    }
    QCoro::Task<Result<AssetStanding>> standing(QString asset, CancelToken token) override
    {
        const bool wanted = co_await gate.pass(QStringLiteral("standing ") + asset, token);
        if (!wanted)
            co_return Error::cancelled();
        if (standingProblem)
            co_return Error(*standingProblem);
        for (const AssetStanding &each : std::as_const(assets)) {
            if (each.asset.id == asset)
                co_return AssetStanding(each);
        }
        co_return Error(Error::Kind::NotFound, QStringLiteral("No such asset."));
    }
    QMap<QString, QStringList> sets() const override { return allSets; }
    std::optional<BackupProcedure> procedure(
        const Asset &asset, BackupAction action, const Backup *backup) const override
    {
        if (asset.kind == AssetKind::External || missing.contains(action))
            return std::nullopt;
        QJsonObject parameters{{QStringLiteral("asset"), asset.id}};
        if (backup)
            parameters.insert(QStringLiteral("backup"), backup->id);
        else if (action == BackupAction::Restore)
            return std::nullopt;
        const bool isElsewhere = backup && backup->id.startsWith(QStringLiteral("arn:"));
        if (isElsewhere ? action == BackupAction::Drill : action == BackupAction::Adopt)
            return std::nullopt;
        return BackupProcedure{runbookOf(action), parameters};
    }
    std::optional<BackupProcedure> procedureForAll(const QList<Asset> &all, BackupAction action) const override
    {
        QJsonArray tables;
        for (const Asset &each : all) {
            if (each.kind != AssetKind::Table)
                return std::nullopt;
            tables << each.name;
        }
        return BackupProcedure{runbookOf(action), {{QStringLiteral("tables"), tables}}};
    }
    /// "demo/restore": the runbooks of the demo system that BackupsBench writes.
    static QString runbookOf(BackupAction action)
    {
        static const QStringList names{QStringLiteral("back-up"), QStringLiteral("verify"), QStringLiteral("restore"),
            QStringLiteral("restore-to-time"), QStringLiteral("compare"), QStringLiteral("drill"),
            QStringLiteral("clean-up"), QStringLiteral("swap"), QStringLiteral("export"), QStringLiteral("download"),
            QStringLiteral("switch-recovery"), QStringLiteral("adopt"), QStringLiteral("remove")};
        return QStringLiteral("demo/") + names.at(static_cast<int>(action));
    }
};

} // namespace sm::test
