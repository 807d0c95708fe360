// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploymentfacts.h"

#include "deploymentwords.h"

#include <core/instanttext.h>
#include <tables/backuptext.h>

#include <QCoreApplication>
#include <QLocale>

namespace sm::pages {

using widgets::KeyValue;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::pages::DeploymentDetail", text); }

/// Each only where there is something to tell.
class Facts
{
public:
    void add(const QString &key, const QString &value, const QString &toolTip = {})
    {
        if (!value.isEmpty())
            m_rows.append({key, value.simplified(), toolTip});
    }
    void addInstant(const QString &key, const QDateTime &when)
    {
        if (when.isValid())
            add(key, utcText(when), localText(when));
    }
    const QList<KeyValue> &rows() const { return m_rows; }

private:
    QList<KeyValue> m_rows;
};

QString numberText(double number, int decimals) { return QLocale(QLocale::English).toString(number, 'f', decimals); }

QString spanText(std::chrono::seconds span)
{
    return tables::spanText(std::chrono::duration_cast<std::chrono::minutes>(span));
}

} // namespace

QList<KeyValue> factsOf(const Deployment &deployment)
{
    Facts facts;
    facts.add(tr("Shipped by"), deployment.by.isEmpty() ? tr("Nobody knows") : deployment.by);
    facts.add(tr("Commit"), deployment.commit);
    facts.add(tr("Note"), deployment.note, deployment.note);
    facts.add(tr("Status"), deployment.status);
    facts.addInstant(tr("Deployed"), deployment.startedAt);
    facts.addInstant(tr("Live since"), deployment.liveSince);
    facts.addInstant(tr("Live until"), deployment.liveUntil);
    facts.add(tr("Revision"), deployment.revision);
    if (deployment.run > 0)
        facts.add(tr("Run of the journal"), QString::number(deployment.run));
    return facts.rows();
}

QList<KeyValue> factsOf(const HealthRecord &health)
{
    Facts facts;
    if (health.observed > std::chrono::seconds(0))
        facts.add(tr("Looked at for"), spanText(health.observed));
    if (health.requests)
        facts.add(tr("Requests"), numberText(*health.requests, 0));
    if (health.errors)
        facts.add(tr("Errors"), numberText(*health.errors, 0));
    if (const std::optional<double> rate = health.errorRate())
        facts.add(tr("Error rate"), tr("%1 %").arg(numberText(*rate, 1)));
    if (health.latency)
        facts.add(tr("95 of 100 within"), tr("%1 ms").arg(numberText(*health.latency, 0)));
    if (health.inAlarm > std::chrono::seconds(0))
        facts.add(tr("In alarm for"), spanText(health.inAlarm));
    facts.add(tr("Alarms"), health.alarms.join(tr(", ")));
    return facts.rows();
}

QString adviceOf(const Deployment &deployment, const RollbackMark *mark)
{
    if (mark)
        return markText(*mark);
    const bool hasEnded = deployment.state == Deployment::State::Failed
        || deployment.state == Deployment::State::RolledBack || deployment.state == Deployment::State::Stopped;
    if (hasEnded && !deployment.statusReason.isEmpty())
        return deployment.statusReason;
    if (deployment.health && deployment.health->verdict == HealthRecord::Verdict::Unhealthy)
        return deployment.health->why;
    return {};
}

} // namespace sm::pages
