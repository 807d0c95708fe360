// SPDX-License-Identifier: GPL-3.0-or-later
#include "backupoutput.h"

#include "logging.h"
#include "texttable.h"

#include <core/assetkind.h>
#include <tables/backuptext.h>

#include <QCoreApplication>
#include <QJsonObject>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::app::Backups", text); }

QString wordOf(Due due)
{
    switch (due) {
    case Due::NoPolicy:
        return u"no-policy"_s;
    case Due::InTime:
        return u"in-time"_s;
    case Due::Soon:
        return u"soon"_s;
    case Due::Overdue:
        return u"overdue"_s;
    case Due::Never:
        return u"never"_s;
    }
    Q_UNREACHABLE();
}

QString wordOf(Backup::State state)
{
    const QStringList words{u"creating"_s, u"available"_s, u"failed"_s, u"damaged"_s};
    return words.at(static_cast<int>(state));
}

QStringList rowOf(const AssetStanding &standing, const QDateTime &now)
{
    const Backup *newest = standing.newest();
    const Backup *proven = standing.lastProven();
    const qsizetype beyond = standing.beyondKeep().size();
    const auto age = std::chrono::minutes(newest ? newest->takenAt.secsTo(now) / 60 : 0);
    return {onOneLine(standing.asset.id), kindWord(standing.asset.kind),
        orDash(newest ? isoText(newest->takenAt) : QString()), newest ? tables::spanText(age) : u"-"_s,
        standing.problem ? tr("not known") : wordOf(standing.backup),
        tables::sizeText(newest ? newest->bytes : std::nullopt), orDash(proven ? isoText(proven->provenAt) : QString()),
        tables::monthlyText(tables::monthlyCost(standing)), beyond > 0 ? QString::number(beyond) : u"-"_s};
}

void insertUnlessEmpty(QJsonObject &json, const QString &name, const QString &text)
{
    if (!text.isEmpty())
        json.insert(name, text);
}

QJsonObject jsonOf(const Backup &backup)
{
    QJsonObject json{{u"backup"_s, backup.id}, {u"state"_s, wordOf(backup.state)},
        {u"taken"_s, isoText(backup.takenAt)}, {u"place"_s, backup.place}, {u"settings"_s, backup.hasSettings}};
    insertUnlessEmpty(json, u"name"_s, backup.name);
    insertUnlessEmpty(json, u"set"_s, backup.set);
    insertUnlessEmpty(json, u"native"_s, backup.native);
    insertUnlessEmpty(json, u"problem"_s, backup.problem);
    insertUnlessEmpty(json, u"verified"_s, isoText(backup.verifiedAt));
    insertUnlessEmpty(json, u"proven"_s, isoText(backup.provenAt));
    if (backup.provenAt.isValid())
        json.insert(u"provenInSeconds"_s, qint64(backup.provenIn.count()));
    if (backup.bytes)
        json.insert(u"bytes"_s, *backup.bytes);
    if (backup.items)
        json.insert(u"items"_s, *backup.items);
    if (backup.monthlyCost)
        json.insert(u"monthlyCost"_s, backup.monthlyCost->toString());
    return json;
}

QJsonObject jsonOf(const AssetStanding &standing)
{
    QJsonArray backups;
    for (const Backup &each : standing.backups)
        backups.append(jsonOf(each));
    QJsonObject json{{u"asset"_s, standing.asset.id}, {u"kind"_s, kindWord(standing.asset.kind)},
        {u"title"_s, standing.asset.title}, {u"name"_s, standing.asset.name},
        {u"declared"_s, standing.asset.isDeclared}, {u"due"_s, wordOf(standing.backup)},
        {u"proofDue"_s, wordOf(standing.proof)}, {u"backups"_s, backups}};
    QJsonArray beyond;
    const QList<Backup> tooMany = standing.beyondKeep();
    for (const Backup &each : tooMany)
        beyond.append(each.id);
    if (standing.asset.policy.keep > 0) {
        json.insert(u"keep"_s, standing.asset.policy.keep);
        json.insert(u"beyondKeep"_s, beyond);
    }
    if (standing.recoversToAnyTime)
        json.insert(u"recoversToAnyTime"_s, *standing.recoversToAnyTime);
    insertUnlessEmpty(json, u"earliest"_s, isoText(standing.earliestTime));
    insertUnlessEmpty(json, u"latest"_s, isoText(standing.latestTime));
    if (standing.problem)
        json.insert(u"problem"_s, standing.problem->message());
    return json;
}

bool isLate(Due due) { return due == Due::Overdue || due == Due::Never; }

} // namespace

QByteArray backupsAsTable(const QList<AssetStanding> &standings, const QDateTime &now)
{
    QList<QStringList> rows{{tr("ASSET"), tr("KIND"), tr("NEWEST"), tr("AGE"), tr("DUE"), tr("SIZE"), tr("PROVEN"),
        tr("COST A MONTH"), tr("TOO MANY")}};
    for (const AssetStanding &each : standings)
        rows << rowOf(each, now);
    return textTable(rows);
}

QJsonArray backupsAsJson(const QList<AssetStanding> &standings)
{
    QJsonArray json;
    for (const AssetStanding &each : standings)
        json.append(jsonOf(each));
    return json;
}

bool needsCare(const AssetStanding &standing)
{
    return isLate(standing.backup) || isLate(standing.proof) || (standing.asset.isDeclared && standing.problem);
}

} // namespace sm::app
