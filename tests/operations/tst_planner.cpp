// SPDX-License-Identifier: GPL-3.0-or-later
#include <operations/planner.h>

#include <core/json.h>

#include <QJsonArray>
#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using operations::Catalog;
using operations::Planner;

namespace {

Step step(const QString &uses, const QJsonObject &input, const QMap<QString, Secret> &secrets = {})
{
    Step made;
    made.title = u"A step"_s;
    made.operation = {uses, input, secrets};
    return made;
}

Step createUser(const QString &name, const QString &password)
{
    return step(u"aws:cognito-idp:AdminCreateUser"_s,
        {{u"UserPoolId"_s, u"eu-west-1_abc"_s}, {u"Username"_s, name}, {u"TemporaryPassword"_s, password}});
}

QString text(const Secret &secret) { return QString::fromUtf8(secret.reveal()); }

} // namespace

class TestPlanner : public QObject
{
    Q_OBJECT

private:
    const Catalog m_catalog = Catalog::load().value_or(Catalog());
    const aws::Models m_models;
    const Planner m_planner{m_catalog, m_models};

    Result<Plan> plan(const QList<Step> &steps, const SystemInfo &system = {}) const
    {
        return m_planner.plan(u"A plan"_s, system, steps);
    }

private Q_SLOTS:
    void plan_message_isShownBeforeItIsSent()
    {
        Step tell;
        tell.title = u"Tell them"_s;
        tell.operation = {u"aws:sns:Publish"_s,
            {{u"TopicArn"_s, u"arn:aws:sns:eu-west-1:123456789012:ops"_s}, {u"Subject"_s, u"Maintenance begins"_s},
                {u"Message"_s, u"The shop is away for an hour."_s}},
            {}};

        const auto planned = plan({tell});

        QVERIFY2(planned, qPrintable(planned ? QString() : planned.error().message()));
        const QList<Change> shown = planned->steps.first().changes;
        QCOMPARE(shown.size(), 2);
        QCOMPARE(shown.at(0).what, u"Subject"_s);
        QCOMPARE(shown.at(0).to, u"Maintenance begins"_s);
        QCOMPARE(shown.at(1).to, u"The shop is away for an hour."_s);
        QCOMPARE(planned->steps.first().mark.kind, Mark::Kind::Never);
    }

    void plan_readThatCosts_showsThePrice()
    {
        const QJsonObject period{{u"Start"_s, u"2026-11-01"_s}, {u"End"_s, u"2026-11-02"_s}};
        const auto made = plan({step(u"aws:ce:GetCostAndUsage"_s,
            {{u"TimePeriod"_s, period}, {u"Granularity"_s, u"DAILY"_s},
                {u"Metrics"_s, QJsonArray{u"UnblendedCost"_s}}})});

        QVERIFY2(made, qPrintable(made ? QString() : made.error().message()));
        QVERIFY(made->steps.first().price.contains(u"$0.01"_s));
    }

    void plan_write_isFilledInFromTheCatalog()
    {
        const auto made = plan({step(
            u"aws:cognito-idp:AdminDeleteUser"_s, {{u"UserPoolId"_s, u"eu-west-1_abc"_s}, {u"Username"_s, u"ada"_s}})});

        QVERIFY2(made, qPrintable(made ? QString() : made.error().message()));
        const Step first = made->steps.first();
        QCOMPARE(first.tier, Tier::Destructive);
        QCOMPARE(first.repeat, Repeat::Value);
        QCOMPARE(first.mark.kind, Mark::Kind::Partly);
        QVERIFY(first.mark.explanation.contains(u"without password"_s));
        QCOMPARE(first.resource, u"ada"_s);
        QCOMPARE(first.iamAction, u"cognito-idp:AdminDeleteUser"_s);
        QCOMPARE(first.cli, u"aws cognito-idp admin-delete-user --user-pool-id eu-west-1_abc --username ada"_s);
    }

    void plan_read_needsNoEntry()
    {
        const auto made = plan({step(u"aws:s3:ListObjectsV2"_s, {{u"Bucket"_s, u"b"_s}})});

        QVERIFY(made);
        QCOMPARE(made->tier(), Tier::Read);
        QCOMPARE(made->steps.first().repeat, Repeat::Read);
        QCOMPARE(made->steps.first().iamAction, u"s3:ListBucket"_s);
    }

    void plan_writeThatNobodyKnows_isRefused()
    {
        const auto empty = Catalog::parse(u"reads.yaml"_s, "verbs: [Get]\nreads: {}\nwrites: {}\n");
        QVERIFY(empty);

        const auto made = Planner(*empty, m_models).plan(u"x"_s, {}, {createUser(u"ada"_s, u"p"_s)});

        QVERIFY(!made);
        QCOMPARE(made.error().kind(), Error::Kind::Invalid);
        QCOMPARE(made.error().code(), u"NotInCatalog"_s);
        QVERIFY(made.error().message().contains(u"cognito-idp:AdminCreateUser"_s));
    }

    void plan_wrongInput_namesTheMember()
    {
        const auto made = plan({step(u"aws:cognito-idp:AdminDisableUser"_s, {{u"UserPoolId"_s, u"eu-west-1_abc"_s}})});

        QVERIFY(!made);
        QCOMPARE(made.error().kind(), Error::Kind::Invalid);
        QVERIFY2(made.error().message().contains(u"Username"_s), qPrintable(made.error().message()));
    }

    void plan_wrongNames_areRefused_data()
    {
        QTest::addColumn<QString>("uses");
        QTest::newRow("service") << u"aws:cognito:AdminGetUser"_s;
        QTest::newRow("operation") << u"aws:cognito-idp:AdminEraseUser"_s;
        QTest::newRow("kind") << u"redis:flushdb"_s;
        QTest::newRow("nothing") << QString();
    }
    void plan_wrongNames_areRefused()
    {
        QFETCH(QString, uses);

        QVERIFY(!plan({step(uses, {})}));
    }

    void plan_withoutSteps_isRefused() { QVERIFY(!plan({})); }

    void secrets_leaveTheInputUnderNamesOfTheirOwn()
    {
        const auto made = plan({createUser(u"ada"_s, u"First-1!pass"_s), createUser(u"bob"_s, u"Second-2!pass"_s)});

        QVERIFY2(made, qPrintable(made ? QString() : made.error().message()));
        const Operation ada = made->steps[0].operation;
        const Operation bob = made->steps[1].operation;
        QCOMPARE(ada.with[u"TemporaryPassword"].toString(), u"$TEMPORARY_PASSWORD"_s);
        QCOMPARE(bob.with[u"TemporaryPassword"].toString(), u"$TEMPORARY_PASSWORD_2"_s);
        QCOMPARE(text(ada.secrets.value(u"TEMPORARY_PASSWORD"_s)), u"First-1!pass"_s);
        QCOMPARE(text(bob.secrets.value(u"TEMPORARY_PASSWORD_2"_s)), u"Second-2!pass"_s);
        QVERIFY(made->steps[1].cli.endsWith(u"--temporary-password=\"$TEMPORARY_PASSWORD_2\""_s));
        QVERIFY(!operations::canonicalForm(*made).contains("pass\""));
    }

    void secrets_givenByName_keepTheirValue()
    {
        const auto made = plan({step(u"aws:cognito-idp:AdminSetUserPassword"_s,
            {{u"UserPoolId"_s, u"eu-west-1_abc"_s}, {u"Username"_s, u"ada"_s}, {u"Password"_s, u"$MINE"_s}},
            {{u"MINE"_s, Secret(u"Value-1!x"_s)}})});

        QVERIFY(made);
        QCOMPARE(text(made->steps[0].operation.secrets.value(u"MINE"_s)), u"Value-1!x"_s);
        QCOMPARE(made->steps[0].operation.with[u"Password"].toString(), u"$MINE"_s);
    }

    void secrets_thatOnlyLookLikeAName_areValues()
    {
        const auto made = plan({createUser(u"ada"_s, u"$HOME1234"_s)});

        QVERIFY(made);
        QCOMPARE(text(made->steps[0].operation.secrets.value(u"TEMPORARY_PASSWORD"_s)), u"$HOME1234"_s);
    }

    void secrets_withoutAPlace_areRefused()
    {
        Step lost = createUser(u"ada"_s, u"x"_s);
        lost.operation.secrets.insert(u"OTHER"_s, Secret(u"y"_s));

        QVERIFY(!plan({lost}));
    }

    void secrets_inMapsAndLists_areAllFound()
    {
        const auto made = plan({step(u"aws:lambda:UpdateFunctionConfiguration"_s,
                                    {{u"FunctionName"_s, u"f"_s},
                                        {u"Environment"_s,
                                            QJsonObject{{u"Variables"_s,
                                                QJsonObject{{u"API_KEY"_s, u"k-1"_s}, {u"dbUrl"_s, u"k-2"_s}}}}}}),
            step(u"aws:ecs:RegisterTaskDefinition"_s,
                {{u"family"_s, u"web"_s},
                    {u"containerDefinitions"_s,
                        QJsonArray{QJsonObject{{u"name"_s, u"c"_s},
                            {u"environment"_s,
                                QJsonArray{QJsonObject{{u"name"_s, u"A"_s}, {u"value"_s, u"k-3"_s}}}}}}}})});

        QVERIFY2(made, qPrintable(made ? QString() : made.error().message()));
        QCOMPARE(made->steps[0].operation.secrets.keys(), (QStringList{u"API_KEY"_s, u"DB_URL"_s}));
        QCOMPARE(made->steps[1].operation.secrets.keys(), QStringList{u"VALUE"_s});
        for (const char *secret : {"k-1", "k-2", "k-3"})
            QVERIFY(!operations::canonicalForm(*made).contains(secret));
    }

    void token_isMadeUpWhereTheServiceTakesOne()
    {
        const Step start = step(u"aws:athena:StartQueryExecution"_s, {{u"QueryString"_s, u"SELECT 1"_s}});
        const auto one = plan({start});
        const auto two = plan({start});

        QVERIFY(one && two);
        const QString token = one->steps[0].operation.with[u"ClientRequestToken"].toString();
        QVERIFY(token.size() >= 32);
        QVERIFY(token != two->steps[0].operation.with[u"ClientRequestToken"].toString());
    }

    void id_isTheSameForTheSamePlanWhateverTheSecrets()
    {
        const auto one = plan({createUser(u"ada"_s, u"First-1!pass"_s)});
        const auto two = plan({createUser(u"ada"_s, u"Second-2!pass"_s)});
        const auto other = plan({createUser(u"adb"_s, u"First-1!pass"_s)});

        QVERIFY(one && two && other);
        QCOMPARE(one->id, two->id);
        QVERIFY(one->id != other->id);
        QCOMPARE(one->id.value.size(), 64);
        QCOMPARE(operations::planId(*one), one->id);
    }

    void system_isOnTheCommandLine()
    {
        SystemInfo system;
        system.profile = u"prod team"_s;
        system.region = {u"eu-west-1"_s};
        system.endpointUrl = u"http://127.0.0.1:5000"_s;

        const auto made = plan({step(u"aws:cognito-idp:ListUserPools"_s, {{u"MaxResults"_s, 60}})}, system);

        QVERIFY(made);
        QCOMPARE(made->steps[0].cli,
            u"aws cognito-idp list-user-pools --max-results 60 --profile 'prod team' --region eu-west-1 "
            "--endpoint-url http://127.0.0.1:5000"_s);
    }
};

QTEST_GUILESS_MAIN(TestPlanner)
#include "tst_planner.moc"
