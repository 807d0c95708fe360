// SPDX-License-Identifier: GPL-3.0-or-later
#include "functionhistory.h"

#include <sources/proposal.h>

#include <QCoreApplication>

#include <algorithm>
#include <optional>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;
using State = Deployment::State;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::Functions", text); }

/// One alias, change after change.
class AliasHistory
{
public:
    AliasHistory(const FunctionPast &past, const FunctionAlias &alias)
        : m_past(past)
        , m_alias(alias)
        , m_unit(past.function + u':' + alias.name)
    {
    }

    QList<Deployment> all()
    {
        for (const FunctionChange &change : m_past.changes) {
            const QString operation = change.operation();
            const bool isOfAlias = change.parameter(u"name"_s).toString() == m_alias.name;
            if (isOfAlias && (operation == "UpdateAlias"_L1 || operation == "CreateAlias"_L1))
                add(change);
        }
        addNow();
        addOthers();
        chainUp(m_all);
        return m_all;
    }

private:
    const FunctionVersion *versionNamed(const QString &version) const
    {
        const auto found = std::ranges::find(m_past.versions, version, &FunctionVersion::version);
        return found == m_past.versions.end() ? nullptr : &*found;
    }

    Deployment made(const QString &version, const QDateTime &at) const
    {
        Deployment deployment = functionDeployment(m_unit, version, at);
        deployment.title = tr("%1 %2 → %3").arg(m_past.function, m_alias.name, version);
        deployment.facts = {{u"function"_s, m_past.function}, {u"alias"_s, m_alias.name}, {u"version"_s, version}};
        if (const FunctionVersion *known = versionNamed(version))
            takeOver(deployment, *known);
        return deployment;
    }

    void add(const FunctionChange &change)
    {
        const QString named = change.parameter(u"functionVersion"_s).toString();
        const QString version = named.isEmpty() ? m_current : named;
        const QJsonValue routing = change.parameter(u"routingConfig"_s);
        const QJsonObject weights = routing[u"additionalVersionWeights"_s].isObject()
            ? routing[u"additionalVersionWeights"_s].toObject()
            : routing[u"AdditionalVersionWeights"_s].toObject();
        const bool keepsShare = !routing.isObject() || (m_share && weights.contains(m_share->revision));
        if (m_share && !keepsShare)
            endShare(version);
        if (!version.isEmpty() && version != m_current)
            goLive(version, change);
        for (auto it = weights.begin(); it != weights.end(); ++it) {
            if (it.value().toDouble() > 0 && !m_share)
                beginShare(it.key(), it.value().toDouble(), change.at, &change);
        }
    }

    void goLive(const QString &version, const FunctionChange &change)
    {
        // Nobody goes back to an older one because the newer one was well.
        if (!m_all.isEmpty() && !m_current.isEmpty() && numberOf(version) < numberOf(m_current))
            lastLive()->state = State::RolledBack;
        Deployment deployment = made(version, change.at);
        deployment.liveSince = change.at;
        takeOver(deployment, change);
        m_all << deployment;
        m_current = version;
    }

    QList<Deployment>::iterator lastLive()
    {
        const auto found = std::find_if(
            m_all.rbegin(), m_all.rend(), [](const Deployment &each) { return each.liveSince.isValid(); });
        return found == m_all.rend() ? m_all.end() - 1 : (found + 1).base();
    }

    void beginShare(const QString &version, double share, const QDateTime &at, const FunctionChange *change)
    {
        Deployment deployment = made(version, at);
        deployment.state = State::InProgress;
        tellShare(deployment, share);
        if (change)
            takeOver(deployment, *change);
        m_share = deployment;
    }

    void tellShare(Deployment &deployment, double share) const
    {
        const QString percent = percentOf(share);
        deployment.title = tr("%1 %2: %3 → %4").arg(m_past.function, m_alias.name, percent, deployment.revision);
        deployment.status = tr("%1 to %2, the rest to %3").arg(percent, deployment.revision, m_alias.version);
    }

    /// All of the traffic went to it, and it is a deployment of its own; or it was taken back.
    void endShare(const QString &version)
    {
        if (version != m_share->revision) {
            m_share->state = State::RolledBack;
            m_share->status = tr("Its share was taken back");
            m_all << *m_share;
        }
        m_share.reset();
    }

    /// What Lambda says now counts, whatever the changes told.
    void addNow()
    {
        if (m_share && !m_alias.weights.contains(m_share->revision))
            endShare(m_alias.version);
        if (m_current != m_alias.version)
            addLive();
        for (auto it = m_alias.weights.begin(); it != m_alias.weights.end(); ++it) {
            if (m_share && m_share->revision == it.key()) {
                tellShare(*m_share, it.value());
            } else {
                const FunctionVersion *known = versionNamed(it.key());
                if (m_share)
                    m_all << *m_share;
                beginShare(it.key(), it.value(), known ? known->at : QDateTime(), nullptr);
            }
        }
        if (m_share)
            m_all << *m_share;
    }

    void addLive()
    {
        const FunctionVersion *known = versionNamed(m_alias.version);
        QDateTime at = known ? known->at : QDateTime();
        for (const Deployment &each : std::as_const(m_all)) {
            if (each.liveSince.isValid() && (!at.isValid() || each.liveSince >= at))
                at = each.liveSince.addMSecs(1);
        }
        Deployment deployment = made(m_alias.version, at);
        deployment.liveSince = at;
        if (const auto publisher = publishedBy(m_alias.version))
            deployment.by = publisher->by;
        m_all << deployment;
    }

    std::optional<FunctionChange> publishedBy(const QString &version) const
    {
        for (const FunctionChange &change : m_past.changes) {
            if (change.operation() == "PublishVersion"_L1 && change.answered(u"version"_s).toString() == version)
                return change;
        }
        return {};
    }

    void addOthers()
    {
        QSet<QString> known{QLatin1String(latestVersion)};
        QDateTime first;
        for (const Deployment &each : std::as_const(m_all)) {
            known << each.revision;
            if (each.liveSince.isValid() && (!first.isValid() || each.liveSince < first))
                first = each.liveSince;
        }
        for (const FunctionVersion &version : m_past.versions) {
            if (known.contains(version.version))
                continue;
            Deployment deployment = made(version.version, version.at);
            if (const auto publisher = publishedBy(version.version))
                takeOver(deployment, *publisher);
            if (first.isValid() && version.at < first && numberOf(version.version) < numberOf(m_alias.version)) {
                deployment.liveSince = version.at;
            } else {
                deployment.title = tr("%1 %2 published").arg(m_past.function, version.version);
                deployment.status = tr("Published; %1 does not point to it").arg(m_alias.name);
            }
            m_all << deployment;
        }
    }

    const FunctionPast &m_past;
    const FunctionAlias &m_alias;
    QString m_unit;
    QString m_current;
    std::optional<Deployment> m_share;
    QList<Deployment> m_all;
};

} // namespace

Deployment functionDeployment(const QString &unit, const QString &revision, const QDateTime &at)
{
    Deployment deployment;
    deployment.kind = DeploymentKind::Lambda;
    deployment.id = u"lambda/%1/%2@%3"_s.arg(unit, revision).arg(at.isValid() ? at.toMSecsSinceEpoch() : 0);
    deployment.unit = unit;
    deployment.revision = revision;
    deployment.state = State::Superseded;
    deployment.startedAt = at;
    return deployment;
}

void takeOver(Deployment &deployment, const FunctionChange &change)
{
    deployment.by = change.by;
    deployment.run = change.run;
}

void takeOver(Deployment &deployment, const FunctionVersion &version)
{
    deployment.note = version.description;
    deployment.commit = commitIn(version.description);
    deployment.facts.insert(u"codeSha256"_s, version.codeSha256);
}

QList<Deployment> historyOf(const FunctionPast &past, const FunctionAlias &alias)
{
    return AliasHistory(past, alias).all();
}

} // namespace sm::deployments
