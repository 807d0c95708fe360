// SPDX-License-Identifier: GPL-3.0-or-later
#include "standings.h"

#include "due.h"
#include "keptbackup.h"

#include <core/assetkind.h>

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace sm::backups {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Board", text); }

FoundThing thingNamed(const QString &name, const QList<FoundThing> &things)
{
    const auto found
        = std::find_if(things.begin(), things.end(), [&name](const FoundThing &each) { return each.name == name; });
    return found != things.end() ? *found : FoundThing{name, {}, false};
}

Asset assetCalled(const QString &id, const QString &name, const QString &title, AssetKind kind)
{
    Asset asset;
    asset.id = id;
    asset.kind = kind;
    asset.title = title;
    asset.name = name;
    return asset;
}

/// The name of what \p manifest is a backup of, for people and for AWS.
QString nameOf(const Manifest &manifest)
{
    const QString member = manifest.kind == "user-pool"_L1 ? u"pool"_s : manifest.kind;
    const QString name = manifest.source[member].toString();
    return name.isEmpty() ? manifest.asset : name;
}

void sortByName(QList<AssetStanding> &standings)
{
    std::sort(standings.begin(), standings.end(), [](const AssetStanding &left, const AssetStanding &right) {
        const int order = left.asset.title.compare(right.asset.title, Qt::CaseInsensitive);
        return order != 0 ? order < 0 : left.asset.id < right.asset.id;
    });
}

} // namespace

Standings::Standings(const BackupSource &source, const SystemInfo &system, QList<Vault::Kept> kept, QDateTime now)
    : m_source(source)
    , m_system(system)
    , m_now(std::move(now))
{
    const QString word = kindWord(source.kind());
    for (const Vault::Kept &each : kept) {
        const QString kind = each.manifest.kind; // a damaged manifest does not say it
        if (kind == word || (kind.isEmpty() && !each.problem.isEmpty()))
            m_kept << each;
    }
}

QList<AssetStanding> Standings::of(const Findings &findings)
{
    QList<AssetStanding> declared;
    for (const Asset &asset : m_system.assets) {
        if (asset.kind == m_source.kind())
            declared << standing(asset, thingNamed(asset.name, findings.things), findings.problem);
    }
    QList<AssetStanding> found;
    for (const FoundThing &thing : findings.things) {
        if (isDeclaredName(thing.name))
            continue;
        const QString title = thing.title.isEmpty() ? thing.name : thing.title;
        const Asset asset = assetCalled(
            idOf(thing.name), thing.name, thing.isThere ? title : tr("%1 (deleted)").arg(title), m_source.kind());
        found << standing(asset, thing, findings.problem);
    }
    addLeft(found);
    sortByName(found);
    return declared + found;
}

AssetStanding Standings::standing(const Asset &asset, const FoundThing &thing, const std::optional<Error> &problem)
{
    AssetStanding standing;
    standing.asset = asset;
    standing.backups = thing.backups;
    standing.recoversToAnyTime = thing.recoversToAnyTime;
    standing.earliestTime = thing.earliestTime;
    standing.latestTime = thing.latestTime;
    standing.problem = problem;
    for (Backup &backup : standing.backups) {
        backup.asset = asset.id;
        const qsizetype record = recordOf(backup);
        if (record >= 0)
            addRecord(backup, m_kept.takeAt(record));
    }
    addRecords(standing, !problem);
    judge(standing, m_now);
    return standing;
}

/// What the vault has besides. \p isWhole: AWS told of all that it keeps.
void Standings::addRecords(AssetStanding &standing, bool isWhole)
{
    for (qsizetype i = 0; i < m_kept.size();) {
        const Manifest &manifest = m_kept.at(i).manifest;
        if (manifest.asset != standing.asset.id && manifest.asset != standing.asset.name) {
            ++i;
            continue;
        }
        Backup backup = backupOf(m_kept.takeAt(i));
        backup.asset = standing.asset.id;
        if (m_source.isKeeper() && isWhole && !backup.native.isEmpty() && backup.state == Backup::State::Available) {
            backup.state = Backup::State::Failed;
            backup.problem = tr("AWS does not have this backup any more. Take it off the list.");
            backup.monthlyCost.reset();
        }
        standing.backups << backup;
    }
}

/// Backups of what is not there any more, and in no file.
void Standings::addLeft(QList<AssetStanding> &found)
{
    while (!m_kept.isEmpty()) {
        const Manifest manifest = m_kept.constFirst().manifest;
        if (manifest.kind.isEmpty()) { // nobody knows what it was; it is shown where an asset has this name
            m_kept.removeFirst();
            continue;
        }
        const QString name = nameOf(manifest);
        const Asset asset = assetCalled(manifest.asset, name, tr("%1 (not found)").arg(name), m_source.kind());
        found << standing(asset, {name, {}, false}, {});
    }
}

bool Standings::isDeclaredName(const QString &name) const
{
    return std::any_of(m_system.assets.begin(), m_system.assets.end(),
        [this, &name](const Asset &each) { return each.kind == m_source.kind() && each.name == name; });
}

QString Standings::idOf(const QString &name) const
{
    const bool isTaken = std::any_of(
        m_system.assets.begin(), m_system.assets.end(), [&name](const Asset &each) { return each.id == name; });
    return isTaken ? kindWord(m_source.kind()) + u':' + name : name;
}

/// -1: the vault knows nothing of it.
qsizetype Standings::recordOf(const Backup &backup) const
{
    for (qsizetype i = 0; i < m_kept.size(); ++i) {
        const QString &native = m_kept.at(i).manifest.native;
        if (!native.isEmpty() && (native == backup.native || native == backup.id))
            return i;
    }
    return -1;
}

} // namespace sm::backups
