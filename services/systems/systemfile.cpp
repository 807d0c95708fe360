// SPDX-License-Identifier: GPL-3.0-or-later
#include "systemfile.h"

#include "assetsofsystem.h"
#include "deploymentsofsystem.h"

#include <core/addresstext.h>

#include <yaml-cpp/yaml.h>

#include <QCoreApplication>
#include <QFileInfo>
#include <QSet>

using namespace Qt::Literals::StringLiterals;

namespace sm::systems {

namespace {

constexpr qsizetype PublicKeyBytes = 32; // Ed25519, RFC 8032

QString tr(const char *text) { return QCoreApplication::translate("sm::systems::SystemCatalog", text); }

QString text(const YAML::Node &node) { return QString::fromStdString(node.as<std::string>()); }

/// Says what is wrong with a value; empty: nothing.
using Check = QString (*)(const QString &value);

QString checkDatabase(const QString &address)
{
    if (holdsPassword(address))
        return tr("this address holds a password. Write it without: it is taken from a password file or given to the "
                  "step.");
    const bool known = address.startsWith("postgresql://"_L1) || address.startsWith("postgres://"_L1);
    return known ? QString() : tr("the address of a database begins with postgresql://.");
}

QString checkCache(const QString &address)
{
    if (holdsPassword(address))
        return tr("this address holds a password. Write it without: it is given to the step.");
    const bool known = address.startsWith("rediss://"_L1) || address.startsWith("redis://"_L1);
    return known ? QString() : tr("the address of a cache begins with rediss:// or redis://.");
}

QString checkKey(const QString &key)
{
    const QByteArray given = key.toLatin1();
    const QByteArray bytes = QByteArray::fromBase64(given);
    return bytes.size() == PublicKeyBytes && bytes.toBase64() == given
        ? QString()
        : tr("this is no public key of an approver. `stationmaster approve --key` prints theirs.");
}

QString checkNotEmpty(const QString &value) { return value.isEmpty() ? tr("this is empty.") : QString(); }

class SystemFile
{
public:
    explicit SystemFile(QString name)
        : m_name(std::move(name))
    {
        m_system.id.value = QFileInfo(m_name).completeBaseName();
    }

    Result<SystemInfo> read(const YAML::Node &root)
    {
        if (!root.IsMap())
            return wrong(root.Mark(), tr("a system is a map of keys and values."));
        QSet<QString> seen;
        for (const auto &pair : root) {
            const QString key = text(pair.first);
            if (const auto once = checkOnce(seen, key, pair.first); !once)
                return once.error();
            if (const auto taken = take(key, pair.first, pair.second); !taken)
                return taken.error();
        }
        if (const auto known = checkPlaces(root); !known)
            return known.error();
        return m_system.title.isEmpty() ? Result<SystemInfo>(wrong(root.Mark(), tr("title is missing."))) : m_system;
    }

    Error wrong(const YAML::Mark &at, const QString &reason) const
    {
        return Error(
            Error::Kind::Invalid, tr("%1:%2:%3: %4").arg(m_name).arg(at.line + 1).arg(at.column + 1).arg(reason));
    }

private:
    Result<void> checkOnce(QSet<QString> &seen, const QString &key, const YAML::Node &node) const
    {
        if (seen.contains(key))
            return wrong(node.Mark(), tr("\"%1\" is there twice.").arg(key));
        seen.insert(key);
        return ok();
    }

    Result<void> take(const QString &key, const YAML::Node &keyNode, const YAML::Node &value)
    {
        const QMap<QString, QString *> texts{{u"title"_s, &m_system.title}, {u"profile"_s, &m_system.profile},
            {u"region"_s, &m_system.region.value}, {u"account"_s, &m_system.pinnedAccount.value},
            {u"endpoint_url"_s, &m_system.endpointUrl}};
        if (QString *member = texts.value(key)) {
            *member = text(value);
            return ok();
        }
        if (key == "environment"_L1)
            return takeEnvironment(value);
        if (key == "databases"_L1)
            return takeMap(m_system.databases, value, checkDatabase);
        if (key == "caches"_L1)
            return takeMap(m_system.caches, value, checkCache);
        if (key == "approvers"_L1)
            return takeMap(m_system.approvers, value, checkKey);
        if (key == "approvals"_L1)
            return takeApprovals(value);
        if (key == "costs"_L1)
            return takeCosts(value);
        if (key == "assets"_L1)
            return takeAssets(value);
        if (key == "backup_sets"_L1)
            return takeBackupSets(value);
        if (key == "deployments"_L1)
            return takeDeployments(value);
        return wrong(keyNode.Mark(), tr("there is no key \"%1\".").arg(key));
    }

    Result<void> takeApprovals(const YAML::Node &node)
    {
        QMap<QString, QString> places;
        const auto taken = takeMap(places, node, [](const QString &) { return QString(); });
        if (!taken)
            return taken;
        m_system.approvalDatabase = places.value(u"database"_s);
        if (places.size() == 1 && !m_system.approvalDatabase.isEmpty())
            return ok();
        return wrong(node.Mark(), tr("this has to be {database: NAME}, one of the names under databases."));
    }

    Result<void> takeCosts(const YAML::Node &node)
    {
        CostPlaces &costs = m_system.costs;
        const QMap<QString, QString *> members{{u"database"_s, &costs.database}, {u"cache"_s, &costs.cache},
            {u"cur_database"_s, &costs.curDatabase}, {u"cur_table"_s, &costs.curTable},
            {u"workgroup"_s, &costs.workgroup}, {u"results"_s, &costs.results}};
        const QStringList names = members.keys();
        QMap<QString, QString> places;
        const auto taken = takeMap(places, node, checkNotEmpty);
        if (!taken)
            return taken;
        for (const auto &pair : node) {
            const QString name = text(pair.first);
            if (!members.contains(name))
                return wrong(pair.first.Mark(), tr("costs has no \"%1\". It has: %2.").arg(name, names.join(u", "_s)));
            *members.value(name) = places.value(name);
        }
        if (costs.results.isEmpty() || costs.results.startsWith("s3://"_L1))
            return ok();
        return wrong(node["results"].Mark(), tr("results begins with s3://."));
    }

    WrongAt wrongAt() const
    {
        return [this](const YAML::Mark &at, const QString &reason) { return wrong(at, reason); };
    }

    Result<void> takeAssets(const YAML::Node &node)
    {
        Result<QList<Asset>> assets = readAssets(node, wrongAt());
        if (!assets)
            return assets.error();
        m_system.assets = *std::move(assets);
        return ok();
    }

    Result<void> takeBackupSets(const YAML::Node &node)
    {
        Result<QMap<QString, QStringList>> sets = readBackupSets(node, wrongAt());
        if (!sets)
            return sets.error();
        m_system.backupSets = *std::move(sets);
        return ok();
    }

    Result<void> takeDeployments(const YAML::Node &node)
    {
        const Result<DeploymentPlaces> places = readDeployments(node, wrongAt());
        if (!places)
            return places.error();
        m_system.deployments = *places;
        return ok();
    }

    /// When everything was read: what they name may stand behind them.
    Result<void> checkPlaces(const YAML::Node &root) const
    {
        if (const auto known = checkDatabaseOf(root["approvals"], m_system.approvalDatabase); !known)
            return known;
        if (const auto known = checkDatabaseOf(root["costs"], m_system.costs.database); !known)
            return known;
        if (const auto known = checkAssets(m_system, root, wrongAt()); !known)
            return known;
        const QString cache = m_system.costs.cache;
        if (cache.isEmpty() || m_system.caches.contains(cache))
            return ok();
        return wrong(root["costs"].Mark(),
            tr("there is no cache \"%1\". These are: %2.").arg(cache, listed(m_system.caches.keys())));
    }

    Result<void> checkDatabaseOf(const YAML::Node &node, const QString &name) const
    {
        if (name.isEmpty() || m_system.databases.contains(name))
            return ok();
        return wrong(node.Mark(),
            tr("there is no database \"%1\". These are: %2.").arg(name, listed(m_system.databases.keys())));
    }

    static QString listed(const QStringList &names) { return names.isEmpty() ? tr("none") : names.join(u", "_s); }

    Result<void> takeEnvironment(const YAML::Node &node)
    {
        const QMap<QString, Environment> words{{u"production"_s, Environment::Production},
            {u"staging"_s, Environment::Staging}, {u"development"_s, Environment::Development}};
        const QString word = text(node);
        if (!words.contains(word))
            return wrong(
                node.Mark(), tr("environment is \"%1\"; it has to be production, staging or development.").arg(word));
        m_system.environment = words.value(word);
        return ok();
    }

    Result<void> takeMap(QMap<QString, QString> &member, const YAML::Node &node, Check check) const
    {
        if (!node.IsMap())
            return wrong(node.Mark(), tr("this has to be a map of names and values."));
        QSet<QString> seen;
        for (const auto &pair : node) {
            const QString name = text(pair.first);
            if (const auto once = checkOnce(seen, name, pair.first); !once)
                return once;
            if (name.isEmpty())
                return wrong(pair.first.Mark(), tr("a name is empty."));
            if (const QString problem = check(text(pair.second)); !problem.isEmpty())
                return wrong(pair.second.Mark(), problem);
            member.insert(name, text(pair.second));
        }
        return ok();
    }

    QString m_name;
    SystemInfo m_system;
};

} // namespace

Result<SystemInfo> readSystem(const QString &fileName, const QByteArray &yaml)
{
    SystemFile file(fileName);
    try {
        return file.read(YAML::Load(yaml.toStdString()));
    } catch (const YAML::Exception &problem) {
        return file.wrong(problem.mark, QString::fromStdString(problem.msg));
    }
}

} // namespace sm::systems
