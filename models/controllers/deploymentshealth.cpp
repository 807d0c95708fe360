// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploymentshealth.h"

#include <board/deploymentservice.h>

#include <QCoroTask>

namespace sm::controllers {

using Verdict = HealthRecord::Verdict;

namespace {

bool isUnwell(const Deployment &deployment)
{
    return deployment.health && deployment.health->verdict == Verdict::Unhealthy;
}

} // namespace

DeploymentsHealth::DeploymentsHealth(
    deployments::DeploymentService &service, tables::DeploymentTable &table, QObject *parent)
    : QObject(parent)
    , m_service(service)
    , m_table(table)
{
}

DeploymentsHealth::~DeploymentsHealth() = default;

void DeploymentsHealth::setVisible(const QStringList &ids)
{
    m_visible = ids;
    look();
}

void DeploymentsHealth::forgetLive()
{
    for (const QString &id : std::as_const(m_readLive))
        m_read.erase(id);
    const QList<Deployment> live = m_table.live();
    for (const Deployment &each : live)
        forget(each.id);
}

void DeploymentsHealth::forget(DeploymentKind kind, const QString &unit)
{
    const QList<Deployment> all = m_table.ofUnit(kind, unit);
    for (const Deployment &each : all) {
        if (each.isLive() || m_readLive.contains(each.id) || m_underWay.contains(each.id))
            forget(each.id);
    }
}

/// An answer that is still under way tells of what was.
void DeploymentsHealth::forget(const QString &id)
{
    m_read.erase(id);
    m_underWay.erase(id);
    m_readLive.insert(id);
}

bool DeploymentsHealth::isWanted(const QString &id) const
{
    const Deployment *deployment = m_table.find(id);
    if (!deployment || !deployment->liveSince.isValid() || m_read.contains(id) || m_underWay.contains(id))
        return false;
    return !deployment->health || m_readLive.contains(id);
}

/// Those before \p live that may be proposed, newest first; what is older than the proposed one is not asked for.
QStringList DeploymentsHealth::candidatesFor(const Deployment &live) const
{
    const auto isEarlier = [&live](const Deployment &each) {
        return each.state == Deployment::State::Superseded && each.revision != live.revision;
    };
    QStringList ids;
    const QString proposed = m_table.proposedOf(live.kind, live.unit);
    const QList<Deployment> before = m_table.ofUnit(live.kind, live.unit, isEarlier, candidates);
    for (const Deployment &each : before) {
        if (each.id == proposed)
            break;
        ids << each.id;
    }
    return ids;
}

QString DeploymentsHealth::next() const
{
    const QList<Deployment> live = m_table.live();
    for (const Deployment &each : live) {
        if (isWanted(each.id))
            return each.id;
    }
    for (const Deployment &each : live) {
        const QStringList before = isUnwell(each) ? candidatesFor(each) : QStringList();
        for (const QString &id : before) {
            if (isWanted(id))
                return id;
        }
    }
    for (const QString &id : m_visible) {
        if (isWanted(id))
            return id;
    }
    return {};
}

bool DeploymentsHealth::isSettled(DeploymentKind kind, const QString &unit) const
{
    const auto isOpen = [this](const QString &id) { return isWanted(id) || m_underWay.contains(id); };
    const QList<Deployment> live = m_table.live();
    for (const Deployment &each : live) {
        if (each.kind != kind || each.unit != unit)
            continue;
        const QStringList before = isUnwell(each) ? candidatesFor(each) : QStringList();
        if (isOpen(each.id) || std::any_of(before.begin(), before.end(), isOpen))
            return false;
    }
    return true;
}

void DeploymentsHealth::look()
{
    while (m_inFlight < atOnce) {
        const QString id = next();
        if (id.isEmpty())
            return;
        read(*m_table.find(id));
    }
}

void DeploymentsHealth::read(const Deployment &deployment)
{
    const QString id = deployment.id;
    const int reading = ++m_readings;
    const bool isLive = deployment.isLive();
    m_underWay[id] = reading;
    ++m_inFlight;
    QCoro::connect(m_service.health(deployment, m_cancel.token()), this,
        [this, id, reading, isLive](const Result<HealthRecord> &health) {
            --m_inFlight;
            const auto known = m_underWay.find(id);
            if (known != m_underWay.end() && known->second == reading) {
                m_underWay.erase(known);
                m_read.insert(id);
                if (isLive)
                    m_readLive.insert(id);
                else
                    m_readLive.erase(id);
                if (health)
                    m_table.setHealth(id, *health);
                Q_EMIT healthRead(id);
            }
            look();
        });
}

} // namespace sm::controllers
