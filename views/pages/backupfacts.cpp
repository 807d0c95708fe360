// SPDX-License-Identifier: GPL-3.0-or-later
#include "backupfacts.h"

#include <core/instanttext.h>
#include <tables/backuptext.h>

#include <QCoreApplication>
#include <QLocale>

namespace sm::pages {

using widgets::KeyValue;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::pages::BackupDetail", text); }

/// Each only where there is something to tell.
class Facts
{
public:
    void add(const QString &key, const QString &value, const QString &toolTip = {})
    {
        if (!value.isEmpty())
            m_rows.append({key, value, toolTip});
    }
    void addInstant(const QString &key, const QDateTime &when, const QString &otherwise = {})
    {
        add(key, when.isValid() ? utcText(when) : otherwise, when.isValid() ? localText(when) : QString());
    }
    const QList<KeyValue> &rows() const { return m_rows; }

private:
    QList<KeyValue> m_rows;
};

QString countText(qint64 count) { return QLocale(QLocale::English).toString(count); }

void addPolicy(Facts &facts, const BackupPolicy &policy)
{
    using namespace std::chrono_literals;
    QString text = policy.every > 0min ? tr("Every %1").arg(tables::spanText(policy.every)) : tr("None");
    if (policy.keep > 0)
        text = tr("%1, the last %2 kept").arg(text).arg(policy.keep);
    facts.add(tr("Policy"), text);
    if (policy.proveEvery > 0min)
        facts.add(tr("To be proven"), tr("Every %1").arg(tables::spanText(policy.proveEvery)));
}

void addRecovery(Facts &facts, const AssetStanding &standing)
{
    if (!standing.recoversToAnyTime)
        return;
    if (!*standing.recoversToAnyTime) {
        facts.add(tr("To any time"), tr("Off"));
        return;
    }
    if (!standing.earliestTime.isValid())
        facts.add(tr("To any time"), tr("On"));
    facts.addInstant(tr("Any time from"), standing.earliestTime);
    facts.addInstant(tr("Any time to"), standing.latestTime);
}

} // namespace

QList<KeyValue> factsOf(const AssetStanding &standing)
{
    const Asset &asset = standing.asset;
    Facts facts;
    facts.add(tr("Name"), asset.name == tables::titleOf(asset) ? QString() : asset.name);
    facts.add(tr("Prefix"), asset.prefix);
    addPolicy(facts, asset.policy);
    if (const qsizetype beyond = standing.beyondKeep().size(); beyond > 0)
        facts.add(
            tr("Too many"), tr("%1 beyond the %2 to be kept: remove the oldest").arg(beyond).arg(asset.policy.keep));
    addRecovery(facts, standing);
    QStringList probes;
    for (const BackupProbe &each : asset.probes)
        probes << each.name;
    facts.add(tr("Probes"), probes.join(tr(", ")));
    facts.add(tr("Evidence"), asset.evidence);
    return facts.rows();
}

QList<KeyValue> factsOf(const Backup &backup)
{
    Facts facts;
    facts.add(tr("Name"), backup.name);
    facts.add(tr("Set"), backup.set);
    facts.addInstant(tr("Taken"), backup.takenAt);
    if (backup.bytes)
        facts.add(tr("Size"), tables::sizeText(backup.bytes), tr("%1 bytes").arg(countText(*backup.bytes)));
    if (backup.items)
        facts.add(tr("Items"), countText(*backup.items));
    facts.add(tr("Settings"), backup.hasSettings ? tr("Kept with it") : tr("Not kept"));
    facts.addInstant(tr("Verified"), backup.verifiedAt, tr("Never"));
    facts.addInstant(tr("Proven"), backup.provenAt, tr("Never"));
    if (backup.provenAt.isValid())
        facts.add(tr("Proven in"), tables::clockText(backup.provenIn));
    facts.add(tr("Problem"), backup.problem);
    facts.add(tr("Kept in"), backup.place);
    facts.add(tr("ARN"), backup.native);
    facts.add(tr("Id"), backup.id == backup.native ? QString() : backup.id);
    return facts.rows();
}

QString subtitleOf(const AssetStanding &standing)
{
    const QString kind = tables::kindTitle(standing.asset.kind);
    const std::optional<Decimal> cost = tables::monthlyCost(standing);
    return cost ? tr("%1 · %2 a month for backups").arg(kind, tables::monthlyText(cost)) : kind;
}

QString adviceOf(const AssetStanding &standing)
{
    if (standing.problem)
        return tr("Its backups could not be read. %1").arg(standing.problem->message());
    if (!standing.backups.isEmpty() && !standing.backups.first().problem.isEmpty())
        return tr("The newest backup can not be used. %1").arg(standing.backups.first().problem);
    if (!standing.newest())
        return tr("There is no backup to restore it from.");
    if (standing.proof == Due::Never)
        return tr("No backup of it was ever restored. A drill restores one beside the original, compares it and cleans "
                  "up.");
    return {};
}

} // namespace sm::pages
