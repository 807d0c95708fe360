// SPDX-License-Identifier: GPL-3.0-or-later
#include <tables/settingsdifference.h>

#include <core/json.h>

#include <QTest>

using namespace sm;
using namespace sm::backups;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject capsule()
{
    QJsonObject made
        = parseJson(R"({"table": "Chat-prod", "arn": "arn:…:table/Chat-prod", "readAt": "2026-11-29T22:00:00Z",
        "keySchema": [{"AttributeName": "id", "KeyType": "HASH"}], "billingMode": "PROVISIONED",
        "throughput": {"read": 5, "write": 5}, "tableClass": "STANDARD", "deletionProtection": false,
        "itemCount": 7, "sizeBytes": 9, "stream": {"enabled": false, "viewType": ""}, "indexes": [], "localIndexes": [],
        "timeToLive": {"enabled": true, "attribute": "expires"}, "recovery": {"enabled": true, "days": 35},
        "insights": null, "tags": [{"Key": "env", "Value": "prod"}, {"Key": "team", "Value": "chat"}],
        "policyParts": [], "targets": [], "policies": [], "scheduled": [],
        "alarms": [{"AlarmName": "Chat-prod-slow", "nameParts": ["", "-slow"], "MetricName": "Latency", "Threshold": 5,
            "ComparisonOperator": "GreaterThanThreshold", "otherDimensions": []}], "notRead": []})")
              .value_or(QJsonValue())
              .toObject();
    made.insert(u"policyParts"_s, QJsonArray{u"{\"Resource\": \""_s, u"\", \"Version\": 1}"_s});
    return made;
}

} // namespace

class TestSettingsDifference : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void copy_withTheSameSettings_doesNotDiffer()
    {
        QJsonObject copy = capsule();
        copy.insert(u"table"_s, u"Chat-drill"_s);
        copy.insert(u"arn"_s, u"arn:…:table/Chat-drill"_s);
        copy.insert(u"itemCount"_s, 0);
        copy.insert(u"tags"_s, QJsonArray{capsule()[u"tags"][1], capsule()[u"tags"][0]});
        copy.insert(u"policyParts"_s, QJsonArray{u"{\"Version\": 1, \"Resource\": \""_s, u"\"}"_s});
        QJsonObject alarm = capsule()[u"alarms"][0].toObject();
        alarm.insert(u"AlarmName"_s, u"Chat-drill-slow"_s);
        copy.insert(u"alarms"_s, QJsonArray{alarm});

        const SettingsDifference difference = differenceOf(capsule(), copy);

        QCOMPARE(difference.differences, QJsonArray());
        QCOMPARE(difference.notCompared, QJsonArray{u"insights"_s});
        QVERIFY(judged(difference, u"Chat-drill"_s));
    }

    void change_ofOneSetting_isFound_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("what");
        QTest::newRow("tag") << u"tags"_s << QByteArray(R"([{"Key": "env", "Value": "prod"}])") << u"tag team"_s;
        QTest::newRow("tag's value") << u"tags"_s
                                     << QByteArray(
                                            R"([{"Key": "env", "Value": "x"}, {"Key": "team", "Value": "chat"}])")
                                     << u"tag env"_s;
        QTest::newRow("TTL") << u"timeToLive"_s << QByteArray(R"({"enabled": false, "attribute": ""})")
                             << u"timeToLive"_s;
        QTest::newRow("recovery") << u"recovery"_s << QByteArray(R"({"enabled": false})") << u"recovery"_s;
        QTest::newRow("protection") << u"deletionProtection"_s << QByteArray("true") << u"deletionProtection"_s;
        QTest::newRow("throughput") << u"throughput"_s << QByteArray(R"({"read": 1, "write": 5})")
                                    << u"throughput of the table"_s;
        QTest::newRow("policy") << u"policyParts"_s << QByteArray("[]") << u"resource policy"_s;
        QTest::newRow("alarm") << u"alarms"_s << QByteArray("[]") << u"alarm on Latency GreaterThanThreshold 5 []"_s;
        QTest::newRow("target") << u"targets"_s
                                << QByteArray(R"([{"ScalableDimension": "d", "suffix": "/index/i", "MinCapacity": 1}])")
                                << u"autoscaling of d /index/i"_s;
        QTest::newRow("index") << u"indexes"_s << QByteArray(R"([{"name": "by-user", "keySchema": []}])")
                               << u"index by-user"_s;
    }
    void change_ofOneSetting_isFound()
    {
        QFETCH(QString, member);
        QFETCH(QByteArray, value);
        QFETCH(QString, what);
        QJsonObject now = capsule();
        now.insert(member, *parseJson(value));

        const SettingsDifference difference = differenceOf(capsule(), now);

        QStringList found;
        for (const QJsonValue each : difference.differences)
            found << each[u"what"].toString();
        QVERIFY2(found.contains(what), qPrintable(found.join(u"; "_s)));
        const auto verdict = judged(difference, u"Chat-prod"_s);
        QCOMPARE(verdict.error().code(), u"SettingsDiffer"_s);
        QVERIFY(verdict.error().message().contains(what));
    }

    void throughput_thatIsScaled_mayDiffer()
    {
        const QJsonArray targets{QJsonObject{{u"ScalableDimension"_s, u"d"_s}, {u"suffix"_s, QString()}}};
        QJsonObject was = capsule();
        QJsonObject now = capsule();
        was.insert(u"targets"_s, targets);
        now.insert(u"targets"_s, targets);
        now.insert(u"throughput"_s, QJsonObject{{u"read"_s, 50}, {u"write"_s, 5}});

        QCOMPARE(differenceOf(was, now).differences, QJsonArray());
    }
};

QTEST_GUILESS_MAIN(TestSettingsDifference)
#include "tst_settingsdifference.moc"
