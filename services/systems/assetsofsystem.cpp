// SPDX-License-Identifier: GPL-3.0-or-later
#include "assetsofsystem.h"

#include "mapentries.h"
#include "probesofasset.h"

#include <aws/nearestname.h>
#include <core/assetkind.h>
#include <core/durationtext.h>

#include <yaml-cpp/yaml.h>

#include <QCoreApplication>
#include <QSet>
#include <QUrl>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace sm::systems {

namespace {

constexpr int MostKept = 10'000;
constexpr double WholePercent = 100;

QString tr(const char *text) { return QCoreApplication::translate("sm::systems::SystemCatalog", text); }

QString text(const YAML::Node &node) { return QString::fromStdString(node.as<std::string>()); }

QString listed(const QStringList &names) { return names.isEmpty() ? tr("none") : names.join(u", "_s); }

/// One asset from its map.
class AssetReader
{
public:
    AssetReader(const QString &id, const WrongAt &wrong)
        : m_wrong(wrong)
    {
        m_asset.id = id;
        m_asset.title = id;
        m_asset.name = id;
        m_asset.isDeclared = true;
    }

    Result<Asset> read(const YAML::Node &node)
    {
        if (!node.IsMap())
            return m_wrong(node.Mark(), tr("an asset is a map with kind, and what else there is to say."));
        const auto taken
            = eachEntry(node, m_wrong, [this](const QString &key, const YAML::Node &keyNode, const YAML::Node &value) {
                  return take(key, keyNode, value);
              });
        if (!taken)
            return taken.error();
        if (!node["kind"])
            return m_wrong(node.Mark(), tr("kind is missing. It is one of: %1.").arg(listed(assetKindWords())));
        if (const auto fits = checkKind(node); !fits)
            return fits.error();
        return m_asset;
    }

private:
    Result<void> take(const QString &key, const YAML::Node &keyNode, const YAML::Node &value)
    {
        if (key == "name"_L1)
            return takeText(m_asset.name, value);
        if (key == "title"_L1)
            return takeText(m_asset.title, value);
        if (key == "prefix"_L1)
            return takeText(m_asset.prefix, value);
        if (key == "kind"_L1)
            return takeKind(value);
        if (key == "every"_L1)
            return takeDuration(m_asset.policy.every, value);
        if (key == "prove_every"_L1)
            return takeDuration(m_asset.policy.proveEvery, value);
        if (key == "keep"_L1)
            return takeKeep(value);
        if (key == "tolerance"_L1)
            return takeTolerance(value);
        if (key == "evidence"_L1)
            return takeEvidence(value);
        if (key == "probes"_L1)
            return takeProbes(value);
        return m_wrong(keyNode.Mark(), unknown(key));
    }

    static QString unknown(const QString &key)
    {
        const QStringList keys{u"kind"_s, u"name"_s, u"title"_s, u"prefix"_s, u"every"_s, u"prove_every"_s, u"keep"_s,
            u"tolerance"_s, u"evidence"_s, u"probes"_s};
        return tr("an asset has no \"%1\".%2 It has: %3.").arg(key, meant(key, keys), listed(keys));
    }

    static QString meant(const QString &word, const QStringList &words)
    {
        const QString near = aws::nearestName(word, words);
        return near.isEmpty() ? QString() : tr(" Did you mean \"%1\"?").arg(near);
    }

    Result<void> takeText(QString &member, const YAML::Node &node) const
    {
        member = text(node);
        if (member.isEmpty())
            return m_wrong(node.Mark(), tr("this is empty."));
        return ok();
    }

    Result<void> takeKind(const YAML::Node &node)
    {
        const QString word = text(node);
        const std::optional<AssetKind> kind = assetKindOf(word);
        if (!kind)
            return m_wrong(node.Mark(),
                tr("there is no kind \"%1\".%2 It is one of: %3.")
                    .arg(word, meant(word, assetKindWords()), listed(assetKindWords())));
        m_asset.kind = *kind;
        return ok();
    }

    Result<void> takeDuration(std::chrono::minutes &member, const YAML::Node &node) const
    {
        const auto duration = durationOf(text(node));
        member = std::chrono::duration_cast<std::chrono::minutes>(duration.value_or(std::chrono::milliseconds(0)));
        if (member.count() < 1)
            return m_wrong(node.Mark(), tr("this has to be a time of a minute or more: 12h, 1d, 30d."));
        return ok();
    }

    Result<void> takeKeep(const YAML::Node &node)
    {
        bool isNumber = false;
        m_asset.policy.keep = text(node).toInt(&isNumber);
        if (!isNumber || m_asset.policy.keep < 1 || m_asset.policy.keep > MostKept)
            return m_wrong(node.Mark(), tr("keep has to be a number of backups, 1 to %1.").arg(MostKept));
        return ok();
    }

    Result<void> takeTolerance(const YAML::Node &node)
    {
        bool isNumber = false;
        m_asset.tolerance = text(node).toDouble(&isNumber);
        if (!isNumber || !std::isfinite(m_asset.tolerance) || m_asset.tolerance < 0 || m_asset.tolerance > WholePercent)
            return m_wrong(node.Mark(), tr("tolerance has to be a percentage, 0 to 100."));
        return ok();
    }

    Result<void> takeEvidence(const YAML::Node &node)
    {
        m_asset.evidence = text(node);
        const QUrl url(m_asset.evidence, QUrl::StrictMode);
        if (!url.isValid() || url.scheme() != "https"_L1 || url.host().isEmpty())
            return m_wrong(node.Mark(), tr("evidence has to be an address that begins with https://."));
        if (!url.userInfo().isEmpty())
            return m_wrong(node.Mark(), tr("this address holds a name or password. Write it without."));
        return ok();
    }

    Result<void> takeProbes(const YAML::Node &node)
    {
        Result<QList<BackupProbe>> probes = readProbes(node, m_wrong);
        if (!probes)
            return probes.error();
        m_asset.probes = *std::move(probes);
        return ok();
    }

    Result<void> checkKind(const YAML::Node &node) const
    {
        const bool hasPrefix = m_asset.kind == AssetKind::Bucket || m_asset.kind == AssetKind::Cache;
        if (!hasPrefix && !m_asset.prefix.isEmpty())
            return m_wrong(node["prefix"].Mark(), tr("only a bucket and a cache have a prefix."));
        if (m_asset.kind != AssetKind::External && !m_asset.evidence.isEmpty())
            return m_wrong(node["evidence"].Mark(), tr("only what is external has evidence elsewhere."));
        return ok();
    }

    const WrongAt &m_wrong;
    Asset m_asset;
};

Result<QStringList> readSet(const YAML::Node &node, const WrongAt &wrong)
{
    if (!node.IsSequence() || node.size() == 0)
        return wrong(node.Mark(), tr("a set is a list of assets: [a, b]."));
    QStringList ids;
    for (const auto &each : node) {
        const QString id = text(each);
        if (ids.contains(id))
            return wrong(each.Mark(), tr("\"%1\" is there twice.").arg(id));
        ids << id;
    }
    return ids;
}

/// Whether \p asset of the kind \p kind has a name that is one of \p names.
Result<void> checkPlace(const Asset &asset, const YAML::Node &assets, const QStringList &names, const WrongAt &wrong)
{
    if (names.contains(asset.name))
        return ok();
    const YAML::Node node = assets[asset.id.toStdString()];
    const YAML::Mark at = node["name"] ? node["name"].Mark() : node.Mark();
    return wrong(at, tr("there is no %1 \"%2\". These are: %3.").arg(kindWord(asset.kind), asset.name, listed(names)));
}

} // namespace

Result<QList<Asset>> readAssets(const YAML::Node &node, const WrongAt &wrong)
{
    if (!node.IsMap())
        return wrong(node.Mark(), tr("assets is a map of names and what each is: {orders: {kind: table}}."));
    QList<Asset> assets;
    QSet<QString> seen;
    for (const auto &pair : node) {
        const QString id = text(pair.first);
        if (id.isEmpty())
            return wrong(pair.first.Mark(), tr("a name is empty."));
        if (seen.contains(id))
            return wrong(pair.first.Mark(), tr("\"%1\" is there twice.").arg(id));
        seen.insert(id);
        const Result<Asset> asset = AssetReader(id, wrong).read(pair.second);
        if (!asset)
            return asset.error();
        assets << *asset;
    }
    return assets;
}

Result<QMap<QString, QStringList>> readBackupSets(const YAML::Node &node, const WrongAt &wrong)
{
    if (!node.IsMap())
        return wrong(node.Mark(), tr("backup_sets is a map of names and lists of assets."));
    QMap<QString, QStringList> sets;
    for (const auto &pair : node) {
        const QString name = text(pair.first);
        if (name.isEmpty())
            return wrong(pair.first.Mark(), tr("a name is empty."));
        if (sets.contains(name))
            return wrong(pair.first.Mark(), tr("\"%1\" is there twice.").arg(name));
        const Result<QStringList> set = readSet(pair.second, wrong);
        if (!set)
            return set.error();
        sets.insert(name, *set);
    }
    return sets;
}

Result<void> checkAssets(const SystemInfo &system, const YAML::Node &root, const WrongAt &wrong)
{
    QStringList ids;
    for (const Asset &asset : system.assets) {
        ids << asset.id;
        Result<void> known = ok();
        if (asset.kind == AssetKind::Database)
            known = checkPlace(asset, root["assets"], system.databases.keys(), wrong);
        else if (asset.kind == AssetKind::Cache)
            known = checkPlace(asset, root["assets"], system.caches.keys(), wrong);
        if (!known)
            return known;
    }
    for (auto set = system.backupSets.begin(); set != system.backupSets.end(); ++set) {
        for (qsizetype i = 0; i < set->size(); ++i) {
            if (ids.contains(set->at(i)))
                continue;
            const QString near = aws::nearestName(set->at(i), ids);
            const QString meant = near.isEmpty() ? QString() : tr(" Did you mean \"%1\"?").arg(near);
            const YAML::Node node = root["backup_sets"][set.key().toStdString()][static_cast<std::size_t>(i)];
            return wrong(
                node.Mark(), tr("there is no asset \"%1\".%2 These are: %3.").arg(set->at(i), meant, listed(ids)));
        }
    }
    return ok();
}

} // namespace sm::systems
