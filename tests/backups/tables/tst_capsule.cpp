// SPDX-License-Identifier: GPL-3.0-or-later
// Over answers as DynamoDB, Application Auto Scaling and CloudWatch give them.
#include <tables/capsule.h>

#include <core/json.h>

#include <QTest>

using namespace sm;
using namespace sm::backups;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject object(const char *json) { return parseJson(json).value_or(QJsonValue()).toObject(); }
QJsonArray array(const char *json) { return parseJson(json).value_or(QJsonValue()).toArray(); }

const char *const described = R"({
    "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
    "TableName": "Chat-prod", "TableStatus": "ACTIVE", "ItemCount": 1200, "TableSizeBytes": 98765,
    "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
    "TableArn": "arn:aws:dynamodb:eu-west-1:123456789012:table/Chat-prod", "TableId": "0a-1b",
    "ProvisionedThroughput": {"NumberOfDecreasesToday": 0, "ReadCapacityUnits": 5, "WriteCapacityUnits": 6},
    "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "NEW_IMAGE"},
    "DeletionProtectionEnabled": true,
    "GlobalSecondaryIndexes": [{"IndexName": "by-user", "IndexStatus": "ACTIVE", "IndexArn": "x",
        "KeySchema": [{"AttributeName": "user", "KeyType": "HASH"}], "Projection": {"ProjectionType": "ALL"},
        "ProvisionedThroughput": {"ReadCapacityUnits": 7, "WriteCapacityUnits": 8}}]})";

} // namespace

class TestCapsule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void table_asDescribed()
    {
        const QJsonObject capsule = capsuleOfTable(object(described));

        QCOMPARE(capsule[u"table"], QJsonValue(u"Chat-prod"_s));
        QCOMPARE(capsule[u"billingMode"], QJsonValue(u"PROVISIONED"_s));
        QCOMPARE(capsule[u"throughput"], QJsonValue(object(R"({"read": 5, "write": 6})")));
        QCOMPARE(capsule[u"tableClass"], QJsonValue(u"STANDARD"_s));
        QCOMPARE(capsule[u"deletionProtection"], QJsonValue(true));
        QCOMPARE(capsule[u"stream"], QJsonValue(object(R"({"enabled": true, "viewType": "NEW_IMAGE"})")));
        QCOMPARE(capsule[u"itemCount"], QJsonValue(1200));
        QCOMPARE(capsule[u"indexes"][0][u"name"], QJsonValue(u"by-user"_s));
        QCOMPARE(capsule[u"indexes"][0][u"throughput"], QJsonValue(object(R"({"read": 7, "write": 8})")));
    }

    void table_withoutUnits_isOnDemand()
    {
        QJsonObject table = object(described);
        table.insert(u"ProvisionedThroughput"_s, object(R"({"ReadCapacityUnits": 0, "WriteCapacityUnits": 0})"));

        QCOMPARE(capsuleOfTable(table)[u"billingMode"], QJsonValue(u"PAY_PER_REQUEST"_s));
    }

    void timeToLive_andRecovery_areOnOrOff()
    {
        QCOMPARE(timeToLiveOf(object(R"({"TimeToLiveDescription": {"TimeToLiveStatus": "ENABLED",
            "AttributeName": "expires"}})")),
            object(R"({"enabled": true, "attribute": "expires"})"));
        QCOMPARE(timeToLiveOf(object(R"({"TimeToLiveDescription": {"TimeToLiveStatus": "DISABLED"}})")),
            object(R"({"enabled": false, "attribute": ""})"));
        QCOMPARE(recoveryOf(object(R"({"ContinuousBackupsDescription": {"ContinuousBackupsStatus": "ENABLED",
            "PointInTimeRecoveryDescription": {"PointInTimeRecoveryStatus": "ENABLED", "RecoveryPeriodInDays": 14}}})")),
            object(R"({"enabled": true, "days": 14})"));
    }

    void tags_ofAwsItself_areLeftOut()
    {
        const QJsonObject answer = object(R"({"Tags": [{"Key": "team", "Value": "chat"},
            {"Key": "aws:cloudformation:stack-name", "Value": "x"}, {"Key": "env", "Value": "prod"}]})");

        QCOMPARE(tagsOf(answer), array(R"([{"Key": "env", "Value": "prod"}, {"Key": "team", "Value": "chat"}])"));
    }

    void scaling_ofOtherTables_isLeftOut()
    {
        const QJsonArray targets = targetsOf(array(R"([
            {"ResourceId": "table/Chat-prod", "ScalableDimension": "dynamodb:table:ReadCapacityUnits",
             "MinCapacity": 5, "MaxCapacity": 50, "RoleARN": "arn:x", "CreationTime": 1},
            {"ResourceId": "table/Chat-prod/index/by-user", "ScalableDimension": "dynamodb:index:ReadCapacityUnits",
             "MinCapacity": 1, "MaxCapacity": 9},
            {"ResourceId": "table/Chat-prod-2", "ScalableDimension": "dynamodb:table:ReadCapacityUnits",
             "MinCapacity": 1, "MaxCapacity": 2}])"),
            u"Chat-prod"_s);

        QCOMPARE(targets, array(R"([
            {"ScalableDimension": "dynamodb:table:ReadCapacityUnits", "MinCapacity": 5, "MaxCapacity": 50, "suffix": ""},
            {"ScalableDimension": "dynamodb:index:ReadCapacityUnits", "MinCapacity": 1, "MaxCapacity": 9,
             "suffix": "/index/by-user"}])"));
    }

    void alarms_ofTheTable_canBeMadeForAnother()
    {
        const QJsonArray alarms = alarmsOf(array(R"([
            {"AlarmName": "Chat-prod-throttles", "AlarmArn": "x", "StateValue": "OK", "MetricName": "ReadThrottleEvents",
             "Namespace": "AWS/DynamoDB", "Statistic": "Sum", "Period": 60, "EvaluationPeriods": 2, "Threshold": 1,
             "ComparisonOperator": "GreaterThanThreshold", "OKActions": [], "AlarmActions": ["arn:sns"],
             "Dimensions": [{"Name": "TableName", "Value": "Chat-prod"},
                            {"Name": "GlobalSecondaryIndexName", "Value": "by-user"}]},
            {"AlarmName": "slow", "MetricName": "SuccessfulRequestLatency",
             "Dimensions": [{"Name": "TableName", "Value": "Chat-prod"}]},
            {"AlarmName": "TargetTracking-table/Chat-prod-AlarmHigh-1", "MetricName": "ConsumedReadCapacityUnits",
             "Dimensions": [{"Name": "TableName", "Value": "Chat-prod"}]},
            {"AlarmName": "other", "MetricName": "X", "Dimensions": [{"Name": "TableName", "Value": "Chat-prod-2"}]}])"),
            u"Chat-prod"_s);

        QCOMPARE(alarms.size(), 2);
        QCOMPARE(alarms[0][u"nameParts"], QJsonValue(array(R"(["", "-throttles"])")));
        QCOMPARE(alarms[0][u"otherDimensions"],
            QJsonValue(array(R"([{"Name": "GlobalSecondaryIndexName", "Value": "by-user"}])")));
        QVERIFY(alarms[0][u"StateValue"].isUndefined() && alarms[0][u"OKActions"].isUndefined());
        QCOMPARE(alarms[1][u"nameParts"], QJsonValue(array(R"(["slow-", ""])")));
    }

    void expression_onTheTable_isSeen()
    {
        const QJsonObject alarm = object(R"({"AlarmName": "ratio", "Metrics": [{"Id": "m", "MetricStat": {"Metric":
            {"MetricName": "X", "Dimensions": [{"Name": "TableName", "Value": "Chat-prod"}]}}}]})");

        QVERIFY(isExpressionOn(alarm, u"Chat-prod"_s));
        QVERIFY(!isExpressionOn(alarm, u"Chat"_s));
    }

    void policy_isCutAtTheWholeArn()
    {
        const QString arn = u"arn:aws:dynamodb:eu-west-1:123456789012:table/Chat"_s;

        QCOMPARE(partsAround(u"[\"%1\",\"%1/index/*\",\"%1-archive\"]"_s.arg(arn), arn),
            (QJsonArray{u"[\""_s, u"\",\""_s, u"/index/*\",\"%1-archive\"]"_s.arg(arn)}));
    }
};

QTEST_GUILESS_MAIN(TestCapsule)
#include "tst_capsule.moc"
