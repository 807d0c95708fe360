// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploymentsofsystem.h"

#include "mapentries.h"

#include <aws/nearestname.h>
#include <core/durationtext.h>

#include <yaml-cpp/yaml.h>

#include <QCoreApplication>

#include <cmath>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace sm::systems {

namespace {

constexpr double WholePercent = 100;

QString tr(const char *text) { return QCoreApplication::translate("sm::systems::SystemCatalog", text); }

QString text(const YAML::Node &node) { return QString::fromStdString(node.as<std::string>()); }

/// A list of names, and of how many parts each is.
struct Names
{
    QStringList DeploymentPlaces::*member;
    int parts; ///< divided by slashes; 0: as many as it likes
    const char *shape;
};

class PlacesReader
{
public:
    explicit PlacesReader(const WrongAt &wrong)
        : m_wrong(wrong)
    {
    }

    Result<DeploymentPlaces> read(const YAML::Node &node)
    {
        if (!node.IsMap())
            return m_wrong(node.Mark(), tr("deployments is a map of what is deployed: {functions: [orders]}."));
        const auto taken
            = eachEntry(node, m_wrong, [this](const QString &key, const YAML::Node &keyNode, const YAML::Node &value) {
                  return take(key, keyNode, value);
              });
        if (!taken)
            return taken.error();
        return m_places;
    }

private:
    static const QMap<QString, Names> &lists()
    {
        static const QMap<QString, Names> all{{u"stacks"_s, {&DeploymentPlaces::stacks, 1, "NAME"}},
            {u"functions"_s, {&DeploymentPlaces::functions, 1, "NAME"}},
            {u"services"_s, {&DeploymentPlaces::services, 2, "CLUSTER/SERVICE"}},
            {u"releases"_s, {&DeploymentPlaces::releases, 2, "APPLICATION/GROUP"}},
            {u"flags"_s, {&DeploymentPlaces::flags, 3, "APPLICATION/ENVIRONMENT/PROFILE"}},
            {u"secrets"_s, {&DeploymentPlaces::secrets, 0, "NAME"}}};
        return all;
    }

    static QStringList keys()
    {
        return lists().keys()
            + QStringList{u"topic"_s, u"artifacts"_s, u"error_rate"_s, u"latency"_s, u"healthy_for"_s, u"bake"_s};
    }

    Result<void> take(const QString &key, const YAML::Node &keyNode, const YAML::Node &value)
    {
        if (lists().contains(key))
            return takeNames(lists().value(key), value);
        if (key == "topic"_L1)
            return takeTopic(value);
        if (key == "artifacts"_L1)
            return takeArtifacts(value);
        if (key == "error_rate"_L1)
            return takeErrorRate(value);
        if (key == "latency"_L1)
            return takeDuration(m_places.latency, value, 1ms);
        if (key == "healthy_for"_L1)
            return takeDuration(m_places.healthyFor, value, 1h);
        if (key == "bake"_L1)
            return takeDuration(m_places.bake, value, 1min);
        const QString near = aws::nearestName(key, keys());
        const QString meant = near.isEmpty() ? QString() : tr(" Did you mean \"%1\"?").arg(near);
        return m_wrong(
            keyNode.Mark(), tr("deployments has no \"%1\".%2 It has: %3.").arg(key, meant, keys().join(u", "_s)));
    }

    Result<void> takeNames(const Names &names, const YAML::Node &node)
    {
        const QString shape = QString::fromLatin1(names.shape);
        if (!node.IsSequence())
            return m_wrong(node.Mark(), tr("this has to be a list: [%1].").arg(shape));
        QStringList &all = m_places.*names.member;
        for (const auto &each : node) {
            const QString name = text(each);
            const QStringList parts = name.split(u'/');
            const bool isFit = names.parts == 0 || parts.size() == names.parts;
            if (!isFit || parts.contains(QString()))
                return m_wrong(each.Mark(), tr("\"%1\" has to be %2.").arg(name, shape));
            if (all.contains(name))
                return m_wrong(each.Mark(), tr("\"%1\" is there twice.").arg(name));
            all << name;
        }
        return ok();
    }

    Result<void> takeTopic(const YAML::Node &node)
    {
        m_places.topic = text(node);
        const QStringList parts = m_places.topic.split(u':');
        if (parts.size() == 6 && parts.at(0) == "arn"_L1 && parts.at(2) == "sns"_L1 && !parts.at(5).isEmpty())
            return ok();
        return m_wrong(node.Mark(), tr("topic has to be the ARN of a topic: arn:aws:sns:REGION:ACCOUNT:NAME."));
    }

    Result<void> takeArtifacts(const YAML::Node &node)
    {
        m_places.artifacts = text(node);
        const QString place = m_places.artifacts.mid(5);
        if (m_places.artifacts.startsWith("s3://"_L1) && !place.isEmpty() && !place.startsWith(u'/'))
            return ok();
        return m_wrong(node.Mark(), tr("artifacts has to be s3://BUCKET/PREFIX."));
    }

    Result<void> takeErrorRate(const YAML::Node &node)
    {
        bool isNumber = false;
        m_places.errorRate = text(node).toDouble(&isNumber);
        if (isNumber && std::isfinite(m_places.errorRate) && m_places.errorRate >= 0
            && m_places.errorRate <= WholePercent)
            return ok();
        return m_wrong(node.Mark(), tr("error_rate has to be a percentage, 0 to 100."));
    }

    template <typename Duration>
    Result<void> takeDuration(Duration &member, const YAML::Node &node, Duration least) const
    {
        const auto duration = durationOf(text(node));
        member = std::chrono::duration_cast<Duration>(duration.value_or(0ms));
        if (duration && member >= least && member == *duration)
            return ok();
        return m_wrong(node.Mark(), tr("this has to be a time in steps of %1: %1, or more.").arg(durationText(least)));
    }

    const WrongAt &m_wrong;
    DeploymentPlaces m_places;
};

} // namespace

Result<DeploymentPlaces> readDeployments(const YAML::Node &node, const WrongAt &wrong)
{
    return PlacesReader(wrong).read(node);
}

} // namespace sm::systems
