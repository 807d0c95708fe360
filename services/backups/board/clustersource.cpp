// SPDX-License-Identifier: GPL-3.0-or-later
#include "clustersource.h"

#include "foundthings.h"
#include "monthlycost.h"

#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace sm::backups {

namespace {

aws::Call call(const QString &operation) { return {u"elasticache"_s, operation, {}}; }

/// Of the cluster, or of a snapshot of it.
QString clusterOf(const QJsonObject &json)
{
    const QString group = json["ReplicationGroupId"_L1].toString();
    return group.isEmpty() ? json["CacheClusterId"_L1].toString() : group;
}

/// "12 MB" of each node, all together. Nothing: ElastiCache does not say it (yet).
std::optional<qint64> sizeOf(const QJsonArray &nodes)
{
    static const QRegularExpression size(u"^([0-9]{1,9}) (KB|MB|GB)$"_s);
    qint64 bytes = 0;
    for (const QJsonValue node : nodes) {
        const QRegularExpressionMatch match = size.match(node["CacheSize"_L1].toString());
        if (!match.hasMatch())
            return std::nullopt;
        const QString unit = match.captured(2);
        const int shift = unit == "KB"_L1 ? 10 : unit == "MB"_L1 ? 20 : 30;
        bytes += match.captured(1).toLongLong() << shift;
    }
    return nodes.isEmpty() ? std::nullopt : std::optional(bytes);
}

Backup backupFrom(const QJsonObject &json)
{
    const QJsonArray nodes = json["NodeSnapshots"_L1].toArray();
    Backup backup;
    backup.native = json["SnapshotName"_L1].toString();
    backup.id = json["ARN"_L1].toString(backup.native);
    backup.asset = clusterOf(json);
    backup.name = backup.native;
    backup.place
        = json["SnapshotSource"_L1].toString() == "automated"_L1 ? u"ElastiCache, automated"_s : u"ElastiCache"_s;
    for (const QJsonValue node : nodes)
        backup.takenAt = std::max(backup.takenAt, instantOf(node["SnapshotCreateTime"_L1]));
    backup.bytes = sizeOf(nodes);
    backup.monthlyCost = monthlyCost(u"elasticache-snapshot"_s, backup.bytes);
    const QString status = json["SnapshotStatus"_L1].toString();
    if (status == "failed"_L1)
        backup.state = Backup::State::Failed;
    else if (status == "creating"_L1)
        backup.state = Backup::State::Creating;
    return backup;
}

} // namespace

QCoro::Task<Findings> ClusterSource::find(CancelToken token)
{
    FoundThings things;
    const auto clusters = co_await aws::wholeList(
        &m_reads.caller, &m_reads.models, call(u"DescribeCacheClusters"_s), u"CacheClusters"_s, token);
    if (clusters) {
        for (const QJsonValue each : *clusters) {
            if (each["Engine"_L1].toString() != "memcached"_L1)
                things.add(FoundThing{clusterOf(each.toObject())});
        }
    }
    const auto snapshots = co_await aws::wholeList(
        &m_reads.caller, &m_reads.models, call(u"DescribeSnapshots"_s), u"Snapshots"_s, token);
    if (snapshots) {
        for (const QJsonValue each : *snapshots)
            things.add(backupFrom(each.toObject()));
    }
    const Findings findings{things.all(), firstProblem(clusters, snapshots)};
    co_return findings;
}

} // namespace sm::backups
