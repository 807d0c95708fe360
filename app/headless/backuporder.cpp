// SPDX-License-Identifier: GPL-3.0-or-later
#include "backuporder.h"

#include <QCoreApplication>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int MostNamed = 5; // backups in a message

QString tr(const char *text) { return QCoreApplication::translate("sm::app::Backups", text); }

Error invalid(const QString &message) { return {Error::Kind::Invalid, message}; }

std::optional<BackupAction> actionOf(const QString &word)
{
    const QMap<QString, BackupAction> actions{{u"create"_s, BackupAction::Create}, {u"verify"_s, BackupAction::Verify},
        {u"restore"_s, BackupAction::Restore}, {u"drill"_s, BackupAction::Drill}};
    const auto action = actions.constFind(word);
    return action == actions.constEnd() ? std::nullopt : std::optional(*action);
}

Result<void> addSet(BackupOrder &order, const SystemInfo &system)
{
    if (order.set.isEmpty())
        return ok();
    const auto set = system.backupSets.constFind(order.set);
    if (set == system.backupSets.constEnd()) {
        const QStringList known = system.backupSets.keys();
        return invalid(tr("The file of %1 has no set “%2”. It has: %3.")
                .arg(system.title, order.set, known.isEmpty() ? tr("none") : known.join(u", "_s)));
    }
    for (const QString &asset : *set) {
        if (!order.assets.contains(asset))
            order.assets << asset;
    }
    return ok();
}

Result<void> checkTogether(const BackupOrder &order, const CommandWords &words)
{
    if (order.action && order.assets.isEmpty())
        return invalid(tr("Say which assets, or --set NAME. `stationmaster backup list` shows what there is."));
    if (order.checks && order.action)
        return invalid(tr("--check belongs to backup list."));
    if (words.isSet(u"to"_s) && order.action != BackupAction::Restore)
        return invalid(tr("--to belongs to backup restore."));
    if (words.isSet(u"backup"_s) && !order.needsBackup())
        return invalid(tr("--backup belongs to verify, restore and drill: it names one that there is."));
    const bool isAboutOne = words.isSet(u"backup"_s) || words.isSet(u"to"_s);
    if (isAboutOne && order.assets.size() > 1)
        return invalid(tr("--backup and --to are about one asset; here are %1.").arg(order.assets.size()));
    return ok();
}

} // namespace

Result<BackupOrder> BackupOrder::of(const CommandWords &words, const SystemInfo &system)
{
    BackupOrder order;
    order.action = actionOf(words.words.value(0));
    order.assets = words.words.mid(1);
    order.assets.removeDuplicates();
    order.set = words.value(u"set"_s);
    order.backup = words.value(u"backup"_s);
    order.target = words.value(u"to"_s);
    order.checks = words.isSet(u"check"_s);
    if (const Result<void> known = addSet(order, system); !known)
        return known.error();
    if (const Result<void> fits = checkTogether(order, words); !fits)
        return fits.error();
    return order;
}

Result<Backup> chosenBackup(const AssetStanding &standing, const QString &id)
{
    const Backup *newest = standing.newest();
    if (id.isEmpty() && newest)
        return *newest;
    if (id.isEmpty())
        return Error(Error::Kind::NotFound, tr("“%1” has no backup that could be used.").arg(standing.asset.id));
    QStringList known;
    for (const Backup &each : standing.backups) {
        if (each.id == id || each.name == id || each.native == id)
            return each;
        if (known.size() < MostNamed)
            known << each.id;
    }
    return Error(Error::Kind::NotFound,
        tr("“%1” has no backup “%2”. The newest are: %3.")
            .arg(standing.asset.id, id, known.isEmpty() ? tr("none") : known.join(u", "_s)));
}

} // namespace sm::app
