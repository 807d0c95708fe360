// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "servicechange.h"
#include "servicefacts.h"

#include <QHash>
#include <QJsonArray>

namespace sm::deployments {

/// What was deployed to one service, put together from what several reads tell of it. Each read that is taken in makes
/// it say more; all() is what is known so far.
class ServiceHistory
{
public:
    explicit ServiceHistory(ServiceFacts facts);

    /// What measures it, for Deployment::facts.
    void setMeasures(const QJsonObject &measures);
    /// As serviceDeployments() has them; \p definitions are those of their service revisions.
    void takeDeployments(const QJsonArray &deployments, const QHash<QString, QString> &definitions);
    /// Only what changed this service is looked at.
    void takeChanges(const QList<ServiceChange> &changes);
    /// Revisions of the family that may be deployed, ARNs. Returns those that nobody deployed as far as is known.
    QList<Deployment> takeRevisions(const QStringList &arns);

    /// Newest first.
    QList<Deployment> all() const;
    /// The service revisions whose task definitions are not known yet.
    static QStringList revisionsIn(const QJsonArray &deployments);

    const ServiceFacts &facts() const { return m_facts; }

private:
    void takeCurrent();
    Deployment currentFrom(const QJsonObject &json) const;
    Deployment recorded(const QJsonObject &json, const QString &taskDefinition) const;
    Deployment broughtBack(const Deployment &failed, const QJsonValue &rollback, const QString &taskDefinition) const;
    Deployment bare(const QString &id, const QString &taskDefinition) const;
    void put(Deployment deployment);
    void takeChange(const ServiceChange &change);

    ServiceFacts m_facts;
    QJsonObject m_measures;
    QList<Deployment> m_deployments;
};

/// \p definition told of a revision that was only listed: when it was registered, and by whom.
Deployment withDefinition(Deployment revision, const QJsonObject &definition);

} // namespace sm::deployments
