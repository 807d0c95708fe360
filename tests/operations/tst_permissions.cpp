// SPDX-License-Identifier: GPL-3.0-or-later
#include <core/jmespath.h>
#include <core/json.h>
#include <operations/permissions.h>
#include <operations/planner.h>

#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using operations::Catalog;
using operations::Permission;
using operations::Permissions;
using operations::Planner;
using Undo = operations::Permissions::Undo;

namespace {

Step step(const QString &uses, const QJsonObject &input)
{
    Step made;
    made.title = u"A step"_s;
    made.operation = {uses, input, {}};
    return made;
}

QStringList lines(const QList<Permission> &permissions)
{
    QStringList all;
    for (const Permission &each : permissions)
        all << each.action + u' ' + each.resource;
    return all;
}

QJsonObject table()
{
    QFile file(u":/permissions/arns.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const auto json = parseJson(file.readAll());
    return json ? json->toObject() : QJsonObject();
}

/// The pattern or patterns of \p rule, and those of its condition.
QStringList patternsOf(const QJsonObject &rule)
{
    const QJsonValue arn = rule.value(u"arn"_s);
    QStringList all;
    for (const QJsonValue &each : arn.isArray() ? arn.toArray() : QJsonArray{arn})
        all << each.toString();
    for (const QJsonValue &keys : rule.value(u"condition"_s).toObject()) {
        for (const QJsonValue &pattern : keys.toObject())
            all << pattern.toString();
    }
    return all;
}

QString problemOf(const QJsonObject &rule)
{
    static const QRegularExpression hole(uR"(\{([^{}]*)\})"_s);
    QStringList expressions;
    if (rule.contains(u"if"_s))
        expressions << rule.value(u"if"_s).toString();
    for (const QString &pattern : patternsOf(rule)) {
        for (const QRegularExpressionMatch &match : hole.globalMatch(pattern))
            expressions << match.captured(1);
    }
    for (const QString &each : std::as_const(expressions)) {
        if (const auto parsed = jmespath::Expression::parse(each); !parsed)
            return each + u": "_s + parsed.error().message();
    }
    static const QStringList known{u"actions"_s, u"operations"_s, u"if"_s, u"arn"_s, u"condition"_s, u"action"_s};
    for (const QString &key : rule.keys()) {
        if (!known.contains(key))
            return u"unknown key "_s + key;
    }
    return {};
}

} // namespace

class TestPermissions : public QObject
{
    Q_OBJECT

private:
    const Catalog m_catalog = Catalog::load().value_or(Catalog());
    const aws::Models m_models;
    const Planner m_planner{m_catalog, m_models};
    const Permissions m_permissions{m_catalog, m_models};

    Plan plan(const QList<Step> &steps, const QString &region = u"eu-west-1"_s) const
    {
        SystemInfo system;
        system.region = {region};
        const auto made = m_planner.plan(u"A plan"_s, system, steps);
        return made.value_or(Plan());
    }
    QList<Permission> of(const QList<Step> &steps, Undo undo = Undo::Without) const
    {
        return m_permissions.of(plan(steps), {u"111122223333"_s}, undo);
    }

private Q_SLOTS:
    void table_everyRule_canBeRead()
    {
        const QJsonObject rules = table();
        QVERIFY(!rules.isEmpty());
        for (const QString &part : {u"resources"_s, u"also"_s}) {
            const QJsonObject services = rules.value(part).toObject();
            QVERIFY(!services.isEmpty());
            for (auto it = services.begin(); it != services.end(); ++it) {
                for (const QJsonValue &rule : it->toArray()) {
                    const QString problem = problemOf(rule.toObject());
                    QVERIFY2(problem.isEmpty(), qPrintable(it.key() + u": "_s + problem));
                }
            }
        }
    }

    void write_ofANamedResource_isAllowedOnItAlone()
    {
        const auto made = of({step(u"aws:cognito-idp:AdminDisableUser"_s,
            {{u"UserPoolId"_s, u"eu-west-1_abc"_s}, {u"Username"_s, u"ada"_s}})});

        const QString pool = u"arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_abc"_s;
        QCOMPARE(lines(made),
            (QStringList{u"cognito-idp:AdminDisableUser "_s + pool, u"cognito-idp:AdminGetUser "_s + pool}));
        QCOMPARE(made.first().steps, QList<int>{0});
        QVERIFY(made.first().isExact);
    }

    void readingOfEachName_isAllowedOnEachOfThem()
    {
        const auto found = lines(of({step(
            u"aws:cloudwatch:DeleteDashboards"_s, {{u"DashboardNames"_s, QJsonArray{u"first"_s, u"second"_s}}})}));

        QVERIFY(found.contains(u"cloudwatch:GetDashboard arn:aws:cloudwatch::111122223333:dashboard/first"_s));
        QVERIFY(found.contains(u"cloudwatch:GetDashboard arn:aws:cloudwatch::111122223333:dashboard/second"_s));
    }

    void whatIsKept_hasToBeReadable()
    {
        const auto found = lines(
            of({step(u"aws:lambda:DeleteFunction"_s, {{u"FunctionName"_s, u"f"_s}, {u"Qualifier"_s, u"3"_s}})}));

        QVERIFY(std::any_of(
            found.begin(), found.end(), [](const QString &each) { return each.startsWith("lambda:GetFunction "_L1); }));
    }

    void undo_wanted_addsWhatTakesItBack()
    {
        const QList<Step> steps{step(
            u"aws:cognito-idp:AdminDisableUser"_s, {{u"UserPoolId"_s, u"eu-west-1_abc"_s}, {u"Username"_s, u"ada"_s}})};

        const QString enable
            = u"cognito-idp:AdminEnableUser arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_abc"_s;
        QVERIFY(lines(of(steps, Undo::With)).contains(enable));
        QVERIFY(!lines(of(steps, Undo::Without)).contains(enable));
    }

    void resource_byService_data()
    {
        QTest::addColumn<QString>("uses");
        QTest::addColumn<QJsonObject>("input");
        QTest::addColumn<QString>("line");

        QTest::newRow("function by name")
            << u"aws:lambda:GetFunctionConfiguration"_s << QJsonObject{{u"FunctionName"_s, u"chat"_s}}
            << u"lambda:GetFunctionConfiguration "
               "arn:aws:lambda:eu-west-1:111122223333:function:chat"_s;
        QTest::newRow("function by ARN") << u"aws:lambda:GetFunctionConfiguration"_s
                                         << QJsonObject{{u"FunctionName"_s,
                                                u"arn:aws:lambda:eu-north-1:444455556666:function:chat"_s}}
                                         << u"lambda:GetFunctionConfiguration "
                                            "arn:aws:lambda:eu-north-1:444455556666:function:chat"_s;
        QTest::newRow("list of everything")
            << u"aws:lambda:ListFunctions"_s << QJsonObject() << u"lambda:ListFunctions *"_s;
        QTest::newRow("object") << u"aws:s3:GetObject"_s << QJsonObject{{u"Bucket"_s, u"b"_s}, {u"Key"_s, u"a/b.txt"_s}}
                                << u"s3:GetObject arn:aws:s3:::b/a/b.txt"_s;
        QTest::newRow("bucket") << u"aws:s3:ListObjectsV2"_s << QJsonObject{{u"Bucket"_s, u"b"_s}}
                                << u"s3:ListBucket arn:aws:s3:::b"_s;
        QTest::newRow("key with a star") << u"aws:s3:GetObject"_s
                                         << QJsonObject{{u"Bucket"_s, u"b"_s}, {u"Key"_s, u"a*"_s}}
                                         << u"s3:GetObject arn:aws:s3:::b/a${*}"_s;
        QTest::newRow("service of a cluster by ARN")
            << u"aws:ecs:DescribeServices"_s
            << QJsonObject{{u"cluster"_s, u"arn:aws:ecs:eu-west-1:111122223333:cluster/main"_s},
                   {u"services"_s, QJsonArray{u"api"_s}}}
            << u"ecs:DescribeServices arn:aws:ecs:eu-west-1:111122223333:service/main/api"_s;
        QTest::newRow("log group") << u"aws:logs:PutRetentionPolicy"_s
                                   << QJsonObject{{u"logGroupName"_s, u"/aws/lambda/chat"_s},
                                          {u"retentionInDays"_s, 30}}
                                   << u"logs:PutRetentionPolicy "
                                      "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/chat:*"_s;
        QTest::newRow("secret") << u"aws:secretsmanager:DescribeSecret"_s << QJsonObject{{u"SecretId"_s, u"db"_s}}
                                << u"secretsmanager:DescribeSecret "
                                   "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-??????"_s;
        QTest::newRow("own access keys") << u"aws:iam:ListAccessKeys"_s << QJsonObject()
                                         << u"iam:ListAccessKeys arn:aws:iam::111122223333:user/${aws:username}"_s;
        QTest::newRow("service without resources")
            << u"aws:ce:GetCostAndUsage"_s
            << QJsonObject{{u"TimePeriod"_s, QJsonObject{{u"Start"_s, u"2026-01-01"_s}, {u"End"_s, u"2026-02-01"_s}}},
                   {u"Granularity"_s, u"DAILY"_s}, {u"Metrics"_s, QJsonArray{u"UnblendedCost"_s}}}
            << u"ce:GetCostAndUsage *"_s;
    }
    void resource_byService()
    {
        QFETCH(const QString, uses);
        QFETCH(const QJsonObject, input);
        QFETCH(const QString, line);

        const QStringList made = lines(of({step(uses, input)}));

        QVERIFY2(made.contains(line), qPrintable(made.join(u'\n')));
    }

    void name_knownOnlyLater_isAnyAndNotExact()
    {
        Step later = step(u"aws:lambda:GetFunctionConfiguration"_s, {{u"FunctionName"_s, QJsonValue()}});
        later.deferred << Deferred{u"/FunctionName"_s, {{u"chat-"_s}, {u"steps.find.output.Name"_s, true}}};

        const auto made = of({later});

        QCOMPARE(made.first().resource, u"arn:aws:lambda:eu-west-1:111122223333:function:chat-*"_s);
        QVERIFY(!made.first().isExact);
    }

    void roleHandedOver_mayBePassedToThatServiceAlone()
    {
        const QString role = u"arn:aws:iam::111122223333:role/task"_s;
        const auto made = of({step(u"aws:ecs:RegisterTaskDefinition"_s,
            {{u"family"_s, u"api"_s}, {u"taskRoleArn"_s, role}, {u"containerDefinitions"_s, QJsonArray()}})});

        const auto pass = std::find_if(
            made.begin(), made.end(), [](const Permission &each) { return each.action == u"iam:PassRole"_s; });
        QVERIFY(pass != made.end());
        QCOMPARE(pass->resource, role);
        QCOMPARE(pass->condition[u"StringEquals"_s][u"iam:PassedToService"_s].toString(), u"ecs-tasks.amazonaws.com"_s);
    }

    void region_ofAnotherPartition_isInTheArns()
    {
        const Plan made
            = plan({step(u"aws:lambda:GetFunctionConfiguration"_s, {{u"FunctionName"_s, u"chat"_s}})}, u"cn-north-1"_s);

        const auto permissions = m_permissions.of(made, {}, Undo::Without);

        QCOMPARE(permissions.first().resource, u"arn:aws-cn:lambda:cn-north-1:*:function:chat"_s);
    }

    void everyWriteOfTheCatalog_hasActionsOfIam()
    {
        static const QRegularExpression action(u"^[a-z0-9-]+:[A-Za-z0-9]+$"_s);
        for (const QString &uses : m_catalog.entries()) {
            if (!uses.startsWith("aws:"_L1))
                continue;
            Plan made;
            Step write = step(uses, {});
            write.iamAction = m_catalog.entry(uses)->iamActions.join(u", "_s);
            made.steps << write;
            for (const Permission &each : m_permissions.of(made, {}, Undo::With)) {
                QVERIFY2(action.match(each.action).hasMatch(), qPrintable(uses + u' ' + each.action));
                QVERIFY2(!each.resource.contains(operations::unknownText), qPrintable(each.resource));
            }
        }
    }

    void policy_ofTwoServices_hasAStatementForEachSetOfResources()
    {
        const QJsonObject policy = operations::policyOf({{u"lambda:GetAlias"_s, u"arn:a"_s, {}, true, {}},
            {u"lambda:UpdateAlias"_s, u"arn:a"_s, {}, true, {}}, {u"lambda:ListFunctions"_s, u"*"_s, {}, true, {}},
            {u"cognito-idp:AdminGetUser"_s, u"arn:p"_s, {}, true, {}},
            {u"cognito-idp:AdminGetUser"_s, u"arn:q"_s, {}, true, {}}});

        const QJsonArray statements = policy.value(u"Statement"_s).toArray();
        QCOMPARE(policy.value(u"Version"_s).toString(), u"2012-10-17"_s);
        QCOMPARE(statements.size(), 3);
        QCOMPARE(statements.at(0),
            QJsonValue(QJsonObject{{u"Sid"_s, u"Lambda"_s}, {u"Effect"_s, u"Allow"_s},
                {u"Action"_s, QJsonArray{u"lambda:GetAlias"_s, u"lambda:UpdateAlias"_s}},
                {u"Resource"_s, u"arn:a"_s}}));
        QCOMPARE(statements.at(1)[u"Sid"_s].toString(), u"Lambda2"_s);
        QCOMPARE(statements.at(2)[u"Sid"_s].toString(), u"CognitoIdp"_s);
        QCOMPARE(statements.at(2)[u"Resource"_s].toArray(), (QJsonArray{u"arn:p"_s, u"arn:q"_s}));
    }

    void policy_onAnything_namesNoOthers()
    {
        const QJsonObject policy = operations::policyOf(
            {{u"s3:GetObject"_s, u"*"_s, {}, true, {}}, {u"s3:GetObject"_s, u"arn:a"_s, {}, true, {}}});

        QCOMPARE(policy[u"Statement"_s][0][u"Resource"_s].toString(), u"*"_s);
    }
};

QTEST_GUILESS_MAIN(TestPermissions)
#include "tst_permissions.moc"
