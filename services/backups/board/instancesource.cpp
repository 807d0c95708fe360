// SPDX-License-Identifier: GPL-3.0-or-later
#include "instancesource.h"

#include "foundthings.h"
#include "monthlycost.h"

using namespace Qt::Literals::StringLiterals;

namespace sm::backups {

namespace {

constexpr qint64 Gibibyte = 1024LL * 1024 * 1024;

aws::Call call(const QString &operation) { return {u"rds"_s, operation, {}}; }

Backup backupFrom(const QJsonObject &json)
{
    Backup backup;
    backup.native = json["DBSnapshotIdentifier"_L1].toString();
    backup.id = json["DBSnapshotArn"_L1].toString(backup.native);
    backup.asset = json["DBInstanceIdentifier"_L1].toString();
    backup.name = backup.native;
    backup.takenAt = instantOf(json["SnapshotCreateTime"_L1]);
    backup.bytes = json["AllocatedStorage"_L1].toInteger() * Gibibyte; // the most that it can be
    const bool isAutomated = json["SnapshotType"_L1].toString() == "automated"_L1;
    backup.place = isAutomated ? u"RDS, automated"_s : u"RDS"_s;
    if (!isAutomated) // up to the size of the instance nothing is asked for automated ones
        backup.monthlyCost = monthlyCost(u"rds-snapshot"_s, backup.bytes);
    const QString status = json["Status"_L1].toString();
    if (status == "failed"_L1)
        backup.state = Backup::State::Failed;
    else if (status != "available"_L1)
        backup.state = Backup::State::Creating;
    return backup;
}

FoundThing instanceFrom(const QJsonObject &json)
{
    FoundThing thing{json["DBInstanceIdentifier"_L1].toString()};
    const qint64 days = json["BackupRetentionPeriod"_L1].toInteger();
    thing.recoversToAnyTime = days > 0;
    thing.latestTime = instantOf(json["LatestRestorableTime"_L1]);
    if (days > 0 && thing.latestTime.isValid())
        thing.earliestTime = std::max(thing.latestTime.addDays(-days), instantOf(json["InstanceCreateTime"_L1]));
    return thing;
}

} // namespace

QCoro::Task<Findings> InstanceSource::find(CancelToken token)
{
    FoundThings things;
    const auto instances = co_await aws::wholeList(
        &m_reads.caller, &m_reads.models, call(u"DescribeDBInstances"_s), u"DBInstances"_s, token);
    if (instances) {
        for (const QJsonValue each : *instances)
            things.add(instanceFrom(each.toObject()));
    }
    const auto snapshots = co_await aws::wholeList(
        &m_reads.caller, &m_reads.models, call(u"DescribeDBSnapshots"_s), u"DBSnapshots"_s, token);
    if (snapshots) {
        for (const QJsonValue each : *snapshots)
            things.add(backupFrom(each.toObject()));
    }
    const Findings findings{things.all(), firstProblem(instances, snapshots)};
    co_return findings;
}

} // namespace sm::backups
