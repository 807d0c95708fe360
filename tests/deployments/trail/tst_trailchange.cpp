// SPDX-License-Identifier: GPL-3.0-or-later
#include <trail/trailchange.h>

#include <core/json.h>

#include <QJsonArray>
#include <QTest>

using namespace sm;
using namespace sm::deployments;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject recorded(const QJsonObject &record, const QJsonObject &more = {})
{
    QJsonObject made{{u"EventName"_s, u"UpdateAlias20150331"_s}, {u"EventSource"_s, u"lambda.amazonaws.com"_s},
        {u"EventTime"_s, u"2026-08-01T14:00:00+02:00"_s}, {u"Username"_s, u"ada"_s}, {u"ReadOnly"_s, u"false"_s},
        {u"Resources"_s, QJsonArray{QJsonObject{{u"ResourceName"_s, u"chat"_s}}}},
        {u"CloudTrailEvent"_s, QString::fromUtf8(toCompactJson(record))}};
    for (auto it = more.begin(); it != more.end(); ++it)
        made.insert(it.key(), it.value());
    return made;
}

} // namespace

class TestTrailChange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void change_isReadWhole()
    {
        const auto change = changeOf(recorded({{u"requestParameters"_s, QJsonObject{{u"functionVersion"_s, u"16"_s}}},
            {u"responseElements"_s, QJsonObject{{u"name"_s, u"live"_s}}}, {u"userAgent"_s, u"aws-cli/2"_s}}));

        QVERIFY(change);
        QCOMPARE(change->at, QDateTime(QDate(2026, 8, 1), QTime(12, 0), Qt::UTC));
        QCOMPARE(change->by, u"ada"_s);
        QCOMPARE(change->service, u"lambda"_s);
        QCOMPARE(change->event, u"UpdateAlias"_s);
        QCOMPARE(change->resources, QStringList{u"chat"_s});
        QCOMPARE(change->parameters, (QJsonObject{{u"functionVersion"_s, u"16"_s}}));
        QCOMPARE(change->answer, (QJsonObject{{u"name"_s, u"live"_s}}));
        QCOMPARE(change->agent, u"aws-cli/2"_s);
    }

    void version2_ofAnEventName_isTakenOff()
    {
        QCOMPARE(changeOf(recorded({}, {{u"EventName"_s, u"UpdateFunctionCode20150331v2"_s}}))->event,
            u"UpdateFunctionCode"_s);
        QCOMPARE(changeOf(recorded({}, {{u"EventName"_s, u"UpdateService"_s}}))->event, u"UpdateService"_s);
    }

    void role_isToldWithItsSession()
    {
        const QJsonObject issuer{{u"sessionIssuer"_s, QJsonObject{{u"userName"_s, u"deployer"_s}}}};
        const QJsonObject record{{u"userIdentity"_s, QJsonObject{{u"sessionContext"_s, issuer}}}};

        QCOMPARE(changeOf(recorded(record, {{u"Username"_s, u"github-4711"_s}}))->by, u"deployer/github-4711"_s);
    }

    void service_thatDidItByItself_isTold()
    {
        const QJsonObject record{{u"userIdentity"_s, QJsonObject{{u"invokedBy"_s, u"cloudformation.amazonaws.com"_s}}}};

        QCOMPARE(changeOf(recorded(record, {{u"Username"_s, QString()}}))->by, u"cloudformation.amazonaws.com"_s);
    }

    void refusedCallAndRead_areNoChanges()
    {
        QVERIFY(!changeOf(recorded({{u"errorCode"_s, u"AccessDenied"_s}})));
        QVERIFY(!changeOf(recorded({{u"readOnly"_s, true}})));
        QVERIFY(!changeOf(recorded({}, {{u"ReadOnly"_s, u"true"_s}})));
    }

    void damagedRecord_isToldWithoutIt()
    {
        const auto change = changeOf(recorded({}, {{u"CloudTrailEvent"_s, u"{"_s}}));

        QVERIFY(change);
        QCOMPARE(change->by, u"ada"_s);
        QVERIFY(change->parameters.isEmpty());
    }

    void secrets_areDropped()
    {
        const QJsonObject parameters{{u"secretId"_s, u"shop/key"_s}, {u"secretString"_s, u"hunter2"_s},
            {u"clientRequestToken"_s, u"v-1"_s},
            {u"environment"_s, QJsonObject{{u"variables"_s, QJsonObject{{u"KEY"_s, u"hunter2"_s}}}}},
            {u"parameters"_s,
                QJsonArray{QJsonObject{{u"parameterKey"_s, u"DbPassword"_s}, {u"parameterValue"_s, u"hunter2"_s}}}},
            {u"containerDefinitions"_s,
                QJsonArray{QJsonObject{{u"name"_s, u"app"_s},
                    {u"environment"_s, QJsonArray{QJsonObject{{u"name"_s, u"A"_s}, {u"value"_s, u"hunter2"_s}}}}}}},
            {u"zipFile"_s, u"hunter2"_s}, {u"masterUserPassword"_s, u"hunter2"_s}, {u"templateBody"_s, u"hunter2"_s},
            {u"note"_s, QString(5000, u'x')}};

        const QJsonObject clean = withoutSecrets(parameters);

        QVERIFY(!toCompactJson(clean).contains("hunter2"));
        QVERIFY(toCompactJson(clean).size() < 500);
        QCOMPARE(clean.value(u"secretId"_s), QJsonValue(u"shop/key"_s));
        QCOMPARE(clean.value(u"clientRequestToken"_s), QJsonValue(u"v-1"_s));
        QCOMPARE(clean.value(u"containerDefinitions"_s)[0][u"name"], QJsonValue(u"app"_s));
    }
};

QTEST_GUILESS_MAIN(TestTrailChange)
#include "tst_trailchange.moc"
