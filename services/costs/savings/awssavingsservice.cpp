// SPDX-License-Identifier: GPL-3.0-or-later
#include "awssavingsservice.h"

#include <aws/allpages.h>
#include <costs/transfer.h>

#include <QCoreApplication>
#include <QMap>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace sm::savings {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::savings::AwsSavingsService", text); }

QJsonObject filter(const QString &name, const QString &value)
{
    return {{u"Name"_s, name}, {u"Values"_s, QJsonArray{value}}};
}

/// The version that an ARN ends with, or 0: "…:function:chat:7".
int versionIn(const QString &arn) { return arn.section(u':', 7, 7).toInt(); }

FunctionVersion versionFrom(const QJsonValue &json)
{
    FunctionVersion version;
    version.number = json["Version"_L1].toString().toInt();
    version.codeBytes = json["CodeSize"_L1].toInteger();
    version.memoryMegabytes = json["MemorySize"_L1].toInt();
    version.hasSnapshot = json["SnapStart"_L1]["OptimizationStatus"_L1].toString() == "On"_L1
        && !json["Runtime"_L1].toString().startsWith("java"_L1);
    return version;
}

/// What NAT gateways of \p region took for data in the 30 days before the last charge.
std::optional<Decimal> natDataCost(const costs::LedgerList &ledgers, const Region &region)
{
    CostQuery query;
    query.granularity = CostGranularity::Day;
    query.groupBy = {costdimension::UsageType};
    const Result<CostAnswer> all = costs::answer(ledgers, query);
    if (!all || all->periods.isEmpty())
        return {};
    query.from = all->periods.constLast().addDays(-29);
    query.granularity = CostGranularity::Total;
    const Result<CostAnswer> month = costs::answer(ledgers, query);
    if (!month)
        return {};
    const Result<costs::TransferView> view = costs::transferView(*month);
    const costs::TransferGroup *group = view ? view->group(costs::TransferKind::NatGatewayBytes) : nullptr;
    if (!group)
        return {};
    Decimal sum;
    for (const costs::TransferLine &line : group->lines) {
        if (line.region == region.value)
            sum += line.amount;
    }
    return sum;
}

/// Whether a rule that is on moves or expires objects.
bool rulesOnAge(const QJsonArray &rules)
{
    return std::any_of(rules.begin(), rules.end(), [](const QJsonValue &rule) {
        return rule["Status"_L1].toString() == "Enabled"_L1
            && (!rule["Transitions"_L1].toArray().isEmpty() || !rule["Expiration"_L1].toObject().isEmpty());
    });
}

QMap<QString, NattedVpc> vpcsFrom(const QJsonArray &gateways, const QJsonArray &tables, const QJsonArray &endpoints)
{
    QMap<QString, NattedVpc> vpcs;
    for (const QJsonValue gateway : gateways) {
        NattedVpc &vpc = vpcs[gateway["VpcId"_L1].toString()];
        vpc.vpc = gateway["VpcId"_L1].toString();
        ++vpc.gateways;
    }
    for (const QJsonValue table : tables) {
        const auto vpc = vpcs.find(table["VpcId"_L1].toString());
        const QJsonArray routes = table["Routes"_L1].toArray();
        const auto leadsToNat = [](const QJsonValue &route) { return !route["NatGatewayId"_L1].toString().isEmpty(); };
        if (vpc != vpcs.end() && std::any_of(routes.begin(), routes.end(), leadsToNat))
            vpc->routeTables.append(table["RouteTableId"_L1].toString());
    }
    for (const QJsonValue endpoint : endpoints) {
        const auto vpc = vpcs.find(endpoint["VpcId"_L1].toString());
        if (vpc != vpcs.end() && endpoint["VpcEndpointType"_L1].toString() == "Gateway"_L1)
            vpc->gatewayEndpoints.append(endpoint["ServiceName"_L1].toString().section(u'.', -1));
    }
    return vpcs;
}

bool isLarger(const Saving &a, const Saving &b)
{
    if (a.monthly != b.monthly)
        return a.monthly && (!b.monthly || *a.monthly > *b.monthly);
    return a.title < b.title;
}

} // namespace

AwsSavingsService::AwsSavingsService(aws::Caller &caller, const aws::Models &models, const Clock &clock, Region region)
    : m_caller(caller)
    , m_models(models)
    , m_clock(clock)
    , m_region(std::move(region))
{
}

QCoro::Task<Result<SavingsReport>> AwsSavingsService::find(
    SavingsRules rules, costs::LedgerList ledgers, CancelToken token)
{
    SavingsReport report;
    const auto take = [&report](const Savings &found, const QString &what) {
        if (found)
            report.savings.append(*found);
        else
            report.problems.append(tr("%1: %2").arg(what, found.error().message()));
    };
    take(co_await lambda(rules, token), tr("Lambda functions"));
    take(co_await logs(rules, token), tr("Log groups"));
    take(co_await buckets(rules, token), tr("Buckets"));
    take(co_await network(ledgers, token), tr("NAT gateways"));
    if (token.isCancelled())
        co_return Error::cancelled();
    std::sort(report.savings.begin(), report.savings.end(), isLarger);
    co_return report;
}

QCoro::Task<Result<QJsonArray>> AwsSavingsService::all(aws::Call first, QString member, CancelToken token)
{
    co_return co_await aws::wholeList(&m_caller, &m_models, first, member, token);
}

QCoro::Task<AwsSavingsService::Savings> AwsSavingsService::lambda(SavingsRules rules, CancelToken token)
{
    const auto functions = co_await all({u"lambda"_s, u"ListFunctions"_s, {}, {}}, u"Functions"_s, token);
    if (!functions)
        co_return functions.error();
    const auto sources
        = co_await all({u"lambda"_s, u"ListEventSourceMappings"_s, {}, {}}, u"EventSourceMappings"_s, token);
    if (!sources)
        co_return sources.error();
    QStringList arns;
    for (const QJsonValue source : *sources)
        arns.append(source["FunctionArn"_L1].toString());
    QList<Saving> savings;
    for (const QJsonValue function : *functions) {
        const auto versions = co_await versionsOf(function["FunctionName"_L1].toString(), arns, token);
        if (!versions)
            co_return versions.error();
        if (const std::optional<Saving> saving = versionsSaving(*versions, rules.keepVersions))
            savings.append(*saving);
    }
    co_return savings;
}

QCoro::Task<Result<FunctionVersions>> AwsSavingsService::versionsOf(
    QString function, QStringList eventSources, CancelToken token)
{
    const QJsonObject input{{u"FunctionName"_s, function}};
    const auto versions = co_await all({u"lambda"_s, u"ListVersionsByFunction"_s, input, {}}, u"Versions"_s, token);
    if (!versions)
        co_return versions.error();
    FunctionVersions found{function, {}, {}};
    QString arn;
    for (const QJsonValue version : *versions) {
        if (const FunctionVersion one = versionFrom(version); one.number > 0)
            found.versions.append(one);
        arn = version["FunctionArn"_L1].toString().section(u':', 0, 6);
    }
    if (found.versions.isEmpty())
        co_return found;
    const auto aliases = co_await all({u"lambda"_s, u"ListAliases"_s, input, {}}, u"Aliases"_s, token);
    if (!aliases)
        co_return aliases.error();
    for (const QJsonValue alias : *aliases) {
        found.used.insert(alias["FunctionVersion"_L1].toString().toInt());
        const QStringList second = alias["RoutingConfig"_L1]["AdditionalVersionWeights"_L1].toObject().keys();
        for (const QString &version : second)
            found.used.insert(version.toInt());
    }
    const auto concurrency = co_await all(
        {u"lambda"_s, u"ListProvisionedConcurrencyConfigs"_s, input, {}}, u"ProvisionedConcurrencyConfigs"_s, token);
    if (!concurrency)
        co_return concurrency.error();
    for (const QJsonValue config : *concurrency)
        found.used.insert(versionIn(config["FunctionArn"_L1].toString()));
    for (const QString &source : eventSources) {
        if (source.startsWith(arn + u':'))
            found.used.insert(versionIn(source));
    }
    co_return found;
}

QCoro::Task<AwsSavingsService::Savings> AwsSavingsService::logs(SavingsRules rules, CancelToken token)
{
    const auto groups = co_await all({u"logs"_s, u"DescribeLogGroups"_s, {}, {}}, u"logGroups"_s, token);
    if (!groups)
        co_return groups.error();
    QList<EndlessLogGroup> endless;
    for (const QJsonValue group : *groups) {
        if (group["retentionInDays"_L1].toInt() > 0)
            continue;
        endless.append({group["logGroupName"_L1].toString(), group["storedBytes"_L1].toInteger(),
            QDateTime::fromMSecsSinceEpoch(group["creationTime"_L1].toInteger(), Qt::UTC)});
    }
    const std::optional<Saving> saving = logSaving(endless, rules.logDays, m_clock.nowUtc());
    co_return saving ? QList<Saving>{*saving} : QList<Saving>();
}

QCoro::Task<Result<bool>> AwsSavingsService::isUnruled(QString bucket, CancelToken token)
{
    const aws::Call call{u"s3"_s, u"GetBucketLifecycleConfiguration"_s, {{u"Bucket"_s, bucket}}, {}};
    const Result<aws::Answer> answer = co_await m_caller.read(call, token);
    if (!answer && answer.error().code() == "NoSuchLifecycleConfiguration"_L1)
        co_return true;
    if (!answer)
        co_return answer.error();
    co_return !rulesOnAge(answer->output["Rules"_L1].toArray());
}

/// S3 writes the size of a bucket down once a day; nothing where CloudWatch can not be asked.
QCoro::Task<std::optional<qint64>> AwsSavingsService::standardBytes(QString bucket, int daysAgo, CancelToken token)
{
    const QDateTime end = m_clock.nowUtc().addDays(-daysAgo);
    const QJsonArray dimensions{QJsonObject{{u"Name"_s, u"BucketName"_s}, {u"Value"_s, bucket}},
        QJsonObject{{u"Name"_s, u"StorageType"_s}, {u"Value"_s, u"StandardStorage"_s}}};
    const QJsonObject input{{u"Namespace"_s, u"AWS/S3"_s}, {u"MetricName"_s, u"BucketSizeBytes"_s},
        {u"Dimensions"_s, dimensions}, {u"StartTime"_s, end.addDays(-3).toString(Qt::ISODate)},
        {u"EndTime"_s, end.toString(Qt::ISODate)}, {u"Period"_s, 86400}, {u"Statistics"_s, QJsonArray{u"Average"_s}}};
    const auto points = co_await all({u"cloudwatch"_s, u"GetMetricStatistics"_s, input, {}}, u"Datapoints"_s, token);
    if (!points || points->isEmpty())
        co_return std::nullopt;
    double largest = 0;
    for (const QJsonValue point : *points)
        largest = std::max(largest, point["Average"_L1].toDouble());
    co_return static_cast<qint64>(std::min(largest, 9e18));
}

QCoro::Task<AwsSavingsService::Savings> AwsSavingsService::buckets(SavingsRules rules, CancelToken token)
{
    const auto buckets = co_await all({u"s3"_s, u"ListBuckets"_s, {}, {}}, u"Buckets"_s, token);
    if (!buckets)
        co_return buckets.error();
    QList<Saving> savings;
    for (const QJsonValue each : *buckets) {
        const QString name = each["Name"_L1].toString();
        const Result<bool> unruled = co_await isUnruled(name, token);
        if (!unruled && unruled.error().kind() == Error::Kind::Cancelled)
            co_return unruled.error();
        if (!unruled || !*unruled)
            continue; // one that may not be looked at is nothing to promise savings on
        UnruledBucket bucket{name, {}, {}};
        bucket.standardBytes = co_await standardBytes(name, 0, token);
        bucket.standardBytesThen = co_await standardBytes(name, rules.objectDays, token);
        if (const std::optional<Saving> saving = bucketSaving(bucket, rules.objectDays))
            savings.append(*saving);
    }
    co_return savings;
}

QCoro::Task<AwsSavingsService::Savings> AwsSavingsService::network(costs::LedgerList ledgers, CancelToken token)
{
    const QJsonObject available{{u"Filter"_s, QJsonArray{filter(u"state"_s, u"available"_s)}}};
    const auto gateways = co_await all({u"ec2"_s, u"DescribeNatGateways"_s, available, {}}, u"NatGateways"_s, token);
    if (!gateways)
        co_return gateways.error();
    if (gateways->isEmpty())
        co_return QList<Saving>();
    const auto tables = co_await all({u"ec2"_s, u"DescribeRouteTables"_s, {}, {}}, u"RouteTables"_s, token);
    if (!tables)
        co_return tables.error();
    const auto endpoints = co_await all({u"ec2"_s, u"DescribeVpcEndpoints"_s, {}, {}}, u"VpcEndpoints"_s, token);
    if (!endpoints)
        co_return endpoints.error();
    const QMap<QString, NattedVpc> vpcs = vpcsFrom(*gateways, *tables, *endpoints);
    co_return endpointSavings(vpcs.values(), m_region, natDataCost(ledgers, m_region));
}

} // namespace sm::savings
