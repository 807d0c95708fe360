// SPDX-License-Identifier: GPL-3.0-or-later
#include "tablesource.h"

#include "foundthings.h"
#include "monthlycost.h"

using namespace Qt::Literals::StringLiterals;

namespace sm::backups {

namespace {

aws::Call call(const QString &operation, const QJsonObject &input) { return {u"dynamodb"_s, operation, input}; }

Backup backupFrom(const QJsonObject &json)
{
    Backup backup;
    backup.native = json["BackupArn"_L1].toString();
    backup.id = backup.native;
    backup.asset = json["TableName"_L1].toString();
    backup.name = json["BackupName"_L1].toString();
    backup.takenAt = instantOf(json["BackupCreationDateTime"_L1]);
    backup.bytes = json["BackupSizeBytes"_L1].toInteger();
    const QString type = json["BackupType"_L1].toString();
    backup.place = type == "AWS_BACKUP"_L1 ? u"AWS Backup"_s : u"DynamoDB"_s;
    const bool isFree = type == "SYSTEM"_L1; // kept for 35 days after a table with continuous backups was deleted
    backup.monthlyCost = isFree ? Decimal() : monthlyCost(u"dynamodb-backup"_s, backup.bytes);
    if (json["BackupStatus"_L1].toString() == "CREATING"_L1)
        backup.state = Backup::State::Creating;
    return backup;
}

void addBackups(FoundThings &things, const QJsonArray &summaries)
{
    for (const QJsonValue each : summaries) {
        if (each["BackupStatus"_L1].toString() != "DELETED"_L1)
            things.add(backupFrom(each.toObject()));
    }
}

} // namespace

QCoro::Task<Findings> TableSource::find(CancelToken token)
{
    FoundThings things;
    const auto names
        = co_await aws::wholeList(&m_reads.caller, &m_reads.models, call(u"ListTables"_s, {}), u"TableNames"_s, token);
    if (names) {
        for (const QJsonValue name : *names)
            things.add(FoundThing{name.toString()});
    }
    std::optional<Error> problem = names ? std::nullopt : std::optional(names.error());
    const QStringList types{u"ALL"_s, u"AWS_BACKUP"_s}; // the first are those on demand and DynamoDB's own
    for (const QString &type : types) {
        const QJsonObject input{{u"BackupType"_s, type}};
        const auto backups = co_await aws::wholeList(
            &m_reads.caller, &m_reads.models, call(u"ListBackups"_s, input), u"BackupSummaries"_s, token);
        if (backups)
            addBackups(things, *backups);
        else if (!problem)
            problem = backups.error();
    }
    const Findings findings{things.all(), problem};
    co_return findings;
}

QCoro::Task<Result<void>> TableSource::complete(AssetStanding *standing, CancelToken token)
{
    const QJsonObject input{{u"TableName"_s, standing->asset.name}};
    const auto answer = co_await m_reads.caller.read(call(u"DescribeContinuousBackups"_s, input), token);
    if (!answer && answer.error().kind() == Error::Kind::NotFound)
        co_return ok();
    if (!answer)
        co_return answer.error();
    const QJsonValue recovery = answer->output["ContinuousBackupsDescription"_L1]["PointInTimeRecoveryDescription"_L1];
    standing->recoversToAnyTime = recovery["PointInTimeRecoveryStatus"_L1].toString() == "ENABLED"_L1;
    standing->earliestTime = instantOf(recovery["EarliestRestorableDateTime"_L1]);
    standing->latestTime = instantOf(recovery["LatestRestorableDateTime"_L1]);
    co_return ok();
}

} // namespace sm::backups
