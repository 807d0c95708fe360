// SPDX-License-Identifier: GPL-3.0-or-later
#include <trail/shipper.h>

#include <QJsonArray>
#include <QTest>

using namespace sm;
using namespace sm::deployments;
using namespace Qt::Literals::StringLiterals;

namespace {

const QDateTime noon(QDate(2026, 8, 1), QTime(12, 0), Qt::UTC);

Deployment deployment(DeploymentKind kind, const QString &unit)
{
    Deployment made;
    made.id = unit;
    made.kind = kind;
    made.unit = unit;
    made.startedAt = noon;
    return made;
}

TrailChange change(
    const QString &service, const QJsonObject &parameters, qint64 secondsBefore = 5, const QString &by = u"ada"_s)
{
    TrailChange made;
    made.at = noon.addSecs(-secondsBefore);
    made.by = by;
    made.service = service;
    made.parameters = parameters;
    return made;
}

bool fillIn(Deployment &deployment, const QList<TrailChange> &changes) { return Shippers(changes).fillIn(deployment); }

QString shippedBy(Deployment given, const QList<TrailChange> &changes)
{
    fillIn(given, changes);
    return given.by;
}

} // namespace

class TestShipper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void origin_isFoundInWords_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("origin");
        const auto row
            = [](const QString &text, const QString &origin) { QTest::newRow(qPrintable(text)) << text << origin; };
        row(u"deployed 3f9c2ab"_s, u"3f9c2ab"_s);
        row(u"GitHubActions-0123456789abcdef0123456789abcdef01234567"_s, u"0123456789abcdef0123456789abcdef01234567"_s);
        row(u"Build 123 of main"_s, u"Build 123"_s);
        row(u"build-77"_s, u"build-77"_s);
        row(u"release v1.2.3"_s, u"v1.2.3"_s);
        row(u"v2.0.0-rc.1 is out"_s, u"v2.0.0-rc.1"_s);
        row(u"account 123456789012"_s, QString());
        row(u"20260801"_s, QString());
        row(u"facade effaced"_s, QString());
        row(u"abc12"_s, QString());
        row(u"deploy-bot"_s, QString());
        row(u"3f9c2abzz"_s, QString());
        row(u"v16"_s, QString());
        row(QString(), QString());
    }
    void origin_isFoundInWords()
    {
        QFETCH(QString, text);
        QFETCH(QString, origin);

        QCOMPARE(originIn({text}), origin);
    }

    void origin_commitComesBeforeTagAndBuild()
    {
        QCOMPARE(originIn({u"build 7"_s, u"v1.2.3"_s, u"3f9c2ab"_s}), u"3f9c2ab"_s);
        QCOMPARE(originIn({u"build 7"_s, u"v1.2.3"_s}), u"v1.2.3"_s);
    }

    void by_isTheNearestChangeOfTheUnit()
    {
        const QJsonObject web{{u"cluster"_s, u"prod"_s}, {u"service"_s, u"web"_s}};
        const QJsonObject api{{u"cluster"_s, u"prod"_s}, {u"service"_s, u"api"_s}};

        QCOMPARE(shippedBy(deployment(DeploymentKind::Ecs, u"prod/web"_s),
                     {change(u"ecs"_s, web, 300, u"far"_s), change(u"ecs"_s, web, 20, u"near"_s),
                         change(u"ecs"_s, api, 1, u"other"_s)}),
            u"near"_s);
    }

    void by_isNobody_whereNothingFits_data()
    {
        QTest::addColumn<QString>("service");
        QTest::addColumn<int>("secondsBefore");
        QTest::newRow("long before") << u"ecs"_s << 601;
        QTest::newRow("after it") << u"ecs"_s << -121;
        QTest::newRow("another service") << u"codedeploy"_s << 5;
    }
    void by_isNobody_whereNothingFits()
    {
        QFETCH(QString, service);
        QFETCH(int, secondsBefore);
        const QJsonObject web{{u"cluster"_s, u"prod"_s}, {u"service"_s, u"web"_s}};

        QCOMPARE(shippedBy(deployment(DeploymentKind::Ecs, u"prod/web"_s), {change(service, web, secondsBefore)}),
            QString());
    }

    void by_ofEachKind_isFoundByItsNames_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("unit");
        QTest::addColumn<QString>("service");
        QTest::addColumn<QJsonObject>("parameters");
        const auto row = [](const char *name, DeploymentKind kind, const QString &unit, const QString &service,
                             const QJsonObject &parameters) {
            QTest::newRow(name) << static_cast<int>(kind) << unit << service << parameters;
        };
        row("alias", DeploymentKind::Lambda, u"chat:live"_s, u"lambda"_s,
            {{u"functionName"_s, u"chat"_s}, {u"name"_s, u"live"_s}});
        row("function by ARN", DeploymentKind::Lambda, u"chat"_s, u"lambda"_s,
            {{u"functionName"_s, u"arn:aws:lambda:eu-west-1:1:function:chat"_s}});
        row("service by ARN", DeploymentKind::Ecs, u"prod/web"_s, u"ecs"_s,
            {{u"service"_s, u"arn:aws:ecs:eu-west-1:1:service/prod/web"_s}});
        row("stack by ARN", DeploymentKind::CloudFormation, u"shop"_s, u"cloudformation"_s,
            {{u"stackName"_s, u"arn:aws:cloudformation:eu-west-1:1:stack/shop/0f-1"_s}});
        row("release", DeploymentKind::CodeDeploy, u"shop/blue"_s, u"codedeploy"_s,
            {{u"applicationName"_s, u"shop"_s}, {u"deploymentGroupName"_s, u"blue"_s}});
        row("secret by ARN", DeploymentKind::Secrets, u"shop/key"_s, u"secretsmanager"_s,
            {{u"secretId"_s, u"arn:aws:secretsmanager:eu-west-1:1:secret:shop/key-AbCdEf"_s}});
    }
    void by_ofEachKind_isFoundByItsNames()
    {
        QFETCH(int, kind);
        QFETCH(QString, unit);
        QFETCH(QString, service);
        QFETCH(QJsonObject, parameters);

        QCOMPARE(
            shippedBy(deployment(static_cast<DeploymentKind>(kind), unit), {change(service, parameters)}), u"ada"_s);
    }

    void by_anotherAlias_isNotMeant()
    {
        QCOMPARE(shippedBy(deployment(DeploymentKind::Lambda, u"chat:live"_s),
                     {change(u"lambda"_s, {{u"functionName"_s, u"chat"_s}, {u"name"_s, u"test"_s}})}),
            QString());
    }

    void by_ofFlags_isFoundByTheIdsAmongTheFacts()
    {
        Deployment flags = deployment(DeploymentKind::AppConfig, u"shop/production/flags"_s);
        flags.facts
            = {{u"application"_s, u"a1b2c3d"_s}, {u"environment"_s, u"e1b2c3d"_s}, {u"profile"_s, u"p1b2c3d"_s}};
        const auto started = [](const QString &environment) {
            return change(u"appconfig"_s, {{u"applicationId"_s, u"a1b2c3d"_s}, {u"environmentId"_s, environment}});
        };

        QCOMPARE(shippedBy(flags, {started(u"e1b2c3d"_s)}), u"ada"_s);
        QCOMPARE(shippedBy(flags, {started(u"e999999"_s)}), QString());
    }

    void whatIsKnown_isKept()
    {
        Deployment given = deployment(DeploymentKind::Ecs, u"prod/web"_s);
        given.by = u"grace"_s;
        given.commit = u"abc1234"_s;
        TrailChange own = change(u"ecs"_s, {{u"cluster"_s, u"prod"_s}, {u"service"_s, u"web"_s}});
        own.run = 12;

        QVERIFY(fillIn(given, {own}));

        QCOMPARE(given.by, u"grace"_s);
        QCOMPARE(given.commit, u"abc1234"_s);
        QCOMPARE(given.run, 12);
        QVERIFY(!fillIn(given, {own}));
    }

    void commit_comesFromNote_orSession()
    {
        Deployment given = deployment(DeploymentKind::Ecs, u"prod/web"_s);
        const QJsonObject web{{u"cluster"_s, u"prod"_s}, {u"service"_s, u"web"_s}};
        fillIn(given, {change(u"ecs"_s, web, 5, u"deployer/run-3f9c2ab"_s)});
        QCOMPARE(given.commit, u"3f9c2ab"_s);

        Deployment noted = deployment(DeploymentKind::Ecs, u"prod/web"_s);
        noted.note = u"release v1.2.3"_s;
        QVERIFY(fillIn(noted, {}));
        QCOMPARE(noted.commit, u"v1.2.3"_s);
    }
};

QTEST_GUILESS_MAIN(TestShipper)
#include "tst_shipper.moc"
