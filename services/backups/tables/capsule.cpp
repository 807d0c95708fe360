// SPDX-License-Identifier: GPL-3.0-or-later
#include "capsule.h"

#include <QMap>
#include <QRegularExpression>
#include <QStringList>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject throughputOf(const QJsonValue &throughput)
{
    return {{u"read"_s, throughput[u"ReadCapacityUnits"_s].toInteger()},
        {u"write"_s, throughput[u"WriteCapacityUnits"_s].toInteger()}};
}

QJsonArray indexesOf(const QJsonArray &indexes, bool withThroughput)
{
    QJsonArray kept;
    for (const QJsonValue each : indexes) {
        QJsonObject index{{u"name"_s, each[u"IndexName"_s]}, {u"keySchema"_s, each[u"KeySchema"_s]},
            {u"projection"_s, each[u"Projection"_s]}};
        if (withThroughput)
            index.insert(u"throughput"_s, throughputOf(each[u"ProvisionedThroughput"_s]));
        kept << index;
    }
    return kept;
}

/// A table on demand says so, or has no throughput.
QString billingModeOf(const QJsonObject &table)
{
    const QString said = table.value(u"BillingModeSummary"_s)[u"BillingMode"_s].toString();
    if (!said.isEmpty())
        return said;
    const bool hasUnits = table.value(u"ProvisionedThroughput"_s)[u"ReadCapacityUnits"_s].toDouble() > 0;
    return hasUnits ? u"PROVISIONED"_s : u"PAY_PER_REQUEST"_s;
}

QJsonObject picked(const QJsonValue &from, const QStringList &members)
{
    QJsonObject kept;
    for (const QString &member : members) {
        const QJsonValue value = from[member];
        const bool isEmpty = value.isArray() && value.toArray().isEmpty();
        if (!value.isUndefined() && !value.isNull() && !isEmpty)
            kept.insert(member, value);
    }
    return kept;
}

/// \p list with \p members of those that belong to \p table.
QJsonArray scalingOf(const QJsonArray &list, const QString &table, const QStringList &members)
{
    QJsonArray kept;
    for (const QJsonValue each : list) {
        const QJsonValue suffix = suffixOf(each[u"ResourceId"_s].toString(), table);
        if (suffix.isNull())
            continue;
        QJsonObject one = picked(each, members);
        one.insert(u"suffix"_s, suffix);
        kept << one;
    }
    return kept;
}

bool isOn(const QJsonArray &dimensions, const QString &table)
{
    for (const QJsonValue each : dimensions) {
        if (each[u"Name"_s] == "TableName"_L1 && each[u"Value"_s] == table)
            return true;
    }
    return false;
}

/// Application Auto Scaling makes, changes and deletes these itself.
bool isOfScaling(const QJsonValue &alarm) { return alarm[u"AlarmName"_s].toString().startsWith("TargetTracking-"_L1); }

QJsonObject alarmOf(const QJsonValue &alarm, const QString &table)
{
    QJsonObject kept = picked(alarm,
        {u"AlarmName"_s, u"AlarmDescription"_s, u"ActionsEnabled"_s, u"OKActions"_s, u"AlarmActions"_s,
            u"InsufficientDataActions"_s, u"MetricName"_s, u"Namespace"_s, u"Statistic"_s, u"ExtendedStatistic"_s,
            u"Period"_s, u"Unit"_s, u"EvaluationPeriods"_s, u"DatapointsToAlarm"_s, u"Threshold"_s,
            u"ComparisonOperator"_s, u"TreatMissingData"_s, u"EvaluateLowSampleCountPercentile"_s});
    QJsonArray others;
    const QJsonArray dimensions = alarm[u"Dimensions"_s].toArray();
    for (const QJsonValue each : dimensions) {
        if (each[u"Name"_s] != "TableName"_L1)
            others << each;
    }
    const QString name = alarm[u"AlarmName"_s].toString();
    const QJsonArray parts = table.isEmpty() || !name.contains(table) ? QJsonArray{name + u'-', QString()}
                                                                      : QJsonArray::fromStringList(name.split(table));
    kept.insert(u"nameParts"_s, parts);
    kept.insert(u"otherDimensions"_s, others);
    return kept;
}

} // namespace

QJsonObject capsuleOfTable(const QJsonObject &table)
{
    const QJsonValue stream = table.value(u"StreamSpecification"_s);
    const QString tableClass = table.value(u"TableClassSummary"_s)[u"TableClass"_s].toString();
    QJsonObject capsule{{u"table"_s, table.value(u"TableName"_s)}, {u"arn"_s, table.value(u"TableArn"_s)},
        {u"id"_s, table.value(u"TableId"_s).toString()}, {u"status"_s, table.value(u"TableStatus"_s)},
        {u"keySchema"_s, table.value(u"KeySchema"_s)}, {u"attributes"_s, table.value(u"AttributeDefinitions"_s)},
        {u"billingMode"_s, billingModeOf(table)},
        {u"throughput"_s, throughputOf(table.value(u"ProvisionedThroughput"_s))},
        {u"tableClass"_s, tableClass.isEmpty() ? u"STANDARD"_s : tableClass},
        {u"deletionProtection"_s, table.value(u"DeletionProtectionEnabled"_s).toBool()},
        {u"itemCount"_s, table.value(u"ItemCount"_s).toInteger()},
        {u"sizeBytes"_s, table.value(u"TableSizeBytes"_s).toInteger()},
        {u"stream"_s,
            QJsonObject{{u"enabled"_s, stream[u"StreamEnabled"_s].toBool()},
                {u"viewType"_s, stream[u"StreamViewType"_s].toString()}}},
        {u"indexes"_s, indexesOf(table.value(u"GlobalSecondaryIndexes"_s).toArray(), true)},
        {u"localIndexes"_s, indexesOf(table.value(u"LocalSecondaryIndexes"_s).toArray(), false)}};
    capsule.insert(u"onDemand"_s,
        picked(table.value(u"OnDemandThroughput"_s), {u"MaxReadRequestUnits"_s, u"MaxWriteRequestUnits"_s}));
    capsule.insert(u"encryption"_s, picked(table.value(u"SSEDescription"_s), {u"SSEType"_s, u"KMSMasterKeyArn"_s}));
    return capsule;
}

QJsonArray partsAround(const QString &text, const QString &arn)
{
    // "…:table/chat" is not what "…:table/chat-archive" says.
    const QRegularExpression whole(QRegularExpression::escape(arn) + u"(?![A-Za-z0-9_.-])"_s);
    return arn.isEmpty() ? QJsonArray{text} : QJsonArray::fromStringList(text.split(whole));
}

QJsonObject timeToLiveOf(const QJsonObject &answer)
{
    const QJsonValue description = answer.value(u"TimeToLiveDescription"_s);
    const QString status = description[u"TimeToLiveStatus"_s].toString();
    const bool isOn = status == "ENABLED"_L1 || status == "ENABLING"_L1;
    return {{u"enabled"_s, isOn}, {u"attribute"_s, isOn ? description[u"AttributeName"_s].toString() : QString()}};
}

QJsonObject recoveryOf(const QJsonObject &answer)
{
    const QJsonValue recovery = answer.value(u"ContinuousBackupsDescription"_s)[u"PointInTimeRecoveryDescription"_s];
    const bool isOn = recovery[u"PointInTimeRecoveryStatus"_s] == "ENABLED"_L1;
    QJsonObject kept{{u"enabled"_s, isOn}};
    const qint64 days = recovery[u"RecoveryPeriodInDays"_s].toInteger();
    if (isOn && days > 0)
        kept.insert(u"days"_s, days);
    return kept;
}

QJsonArray tagsOf(const QJsonObject &answer)
{
    QMap<QString, QJsonValue> byKey;
    const QJsonArray tags = answer.value(u"Tags"_s).toArray();
    for (const QJsonValue each : tags) {
        const QString key = each[u"Key"_s].toString();
        if (!key.startsWith("aws:"_L1)) // nobody else can set these
            byKey.insert(key, each);
    }
    QJsonArray kept;
    for (const QJsonValue &each : std::as_const(byKey))
        kept << each;
    return kept;
}

QJsonArray policyPartsOf(const QJsonObject &answer, const QString &arn)
{
    const QString policy = answer.value(u"Policy"_s).toString();
    return policy.isEmpty() ? QJsonArray() : partsAround(policy, arn);
}

QJsonValue suffixOf(const QString &resourceId, const QString &table)
{
    const QString own = u"table/"_s + table;
    if (resourceId == own)
        return QString();
    return resourceId.startsWith(own + "/index/"_L1) ? QJsonValue(resourceId.mid(own.size())) : QJsonValue::Null;
}

QJsonArray targetsOf(const QJsonArray &targets, const QString &table)
{
    return scalingOf(targets, table, {u"ScalableDimension"_s, u"MinCapacity"_s, u"MaxCapacity"_s, u"SuspendedState"_s});
}

QJsonArray policiesOf(const QJsonArray &policies, const QString &table)
{
    return scalingOf(policies, table,
        {u"PolicyName"_s, u"ScalableDimension"_s, u"PolicyType"_s, u"TargetTrackingScalingPolicyConfiguration"_s,
            u"StepScalingPolicyConfiguration"_s});
}

QJsonArray scheduledOf(const QJsonArray &actions, const QString &table)
{
    return scalingOf(actions, table,
        {u"ScheduledActionName"_s, u"Schedule"_s, u"Timezone"_s, u"ScalableDimension"_s, u"StartTime"_s, u"EndTime"_s,
            u"ScalableTargetAction"_s});
}

QJsonArray alarmsOf(const QJsonArray &alarms, const QString &table)
{
    QJsonArray kept;
    for (const QJsonValue each : alarms) {
        if (isOn(each[u"Dimensions"_s].toArray(), table) && !isOfScaling(each))
            kept << alarmOf(each, table);
    }
    return kept;
}

bool isExpressionOn(const QJsonValue &alarm, const QString &table)
{
    const QJsonArray metrics = alarm[u"Metrics"_s].toArray();
    for (const QJsonValue each : metrics) {
        if (isOn(each[u"MetricStat"_s][u"Metric"_s][u"Dimensions"_s].toArray(), table))
            return true;
    }
    return false;
}

} // namespace sm::backups
