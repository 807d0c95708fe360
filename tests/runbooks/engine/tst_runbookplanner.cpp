// SPDX-License-Identifier: GPL-3.0-or-later
#include <app/kinds.h>
#include <runbooks/runbooklibrary.h>
#include <runbooks/runbookplanner.h>
#include <runbooks/runbookreader.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using runbooks::ParameterValues;
using runbooks::Runbook;
using runbooks::RunbookPlan;

namespace {

const QByteArray head = R"(title: Change users
purpose: To try it
parameters:
  pool: {title: Pool}
  users: {type: list, title: Users, default: [ada, bob]}
  loud: {type: boolean, title: Loud, default: false}
  password: {type: secret, title: Password, required: false}
steps:
)";

SystemInfo system()
{
    SystemInfo made;
    made.id = {u"demo"_s};
    made.environment = Environment::Development;
    made.region = {u"eu-west-1"_s};
    return made;
}

/// Plans with what the program plans with.
struct Bench
{
    Result<RunbookPlan> plan(
        const QByteArray &written, const QJsonObject &given = {}, const Secret &password = {}) const
    {
        const Result<Runbook> runbook = runbooks::readRunbook(u"users.yaml"_s, head + written).result();
        if (!runbook)
            return runbook.error();
        ParameterValues values;
        values.json = {{u"pool"_s, u"eu-west-1_a"_s}};
        for (auto it = given.begin(); it != given.end(); ++it)
            values.json.insert(it.key(), it.value());
        if (!password.isEmpty())
            values.secrets.insert(u"password"_s, password);
        const auto checked = runbooks::checkValues(runbook->parameters, values).result();
        if (!checked)
            return checked.error();
        return planner.plan(*runbook, *checked, system(), {});
    }

    aws::Models models;
    operations::Catalog catalog = operations::Catalog::load().value();
    app::Kinds kinds{catalog, models};
    operations::Planner steps{catalog, models, kinds.all()};
    runbooks::RunbookPlanner planner{steps};
};

QByteArray disable(const QByteArray &more = {})
{
    return R"(  - id: off
    title: "Disable ${parameters.users[0]}"
    uses: aws:cognito-idp:AdminDisableUser
    with: {UserPoolId: "${parameters.pool}", Username: "${parameters.users[0]}"}
)" + more;
}

QString wordsOf(const Result<RunbookPlan> &plan) { return plan ? QString() : plan.error().message(); }

} // namespace

class TestRunbookPlanner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void values_arePutInAndTyped()
    {
        const auto plan = Bench().plan(disable());

        QVERIFY2(plan, qPrintable(wordsOf(plan)));
        QCOMPARE(plan->plan.steps[0].title, u"Disable ada"_s);
        QCOMPARE(plan->plan.steps[0].operation.with,
            (QJsonObject{{u"UserPoolId"_s, u"eu-west-1_a"_s}, {u"Username"_s, u"ada"_s}}));
        QCOMPARE(plan->plan.steps[0].tier, Tier::Reversible);
        QVERIFY(plan->plan.steps[0].cli.startsWith(u"aws cognito-idp admin-disable-user"));
    }

    void sameValues_giveTheSamePlan()
    {
        const Bench bench;

        QCOMPARE(bench.plan(disable())->plan.id, bench.plan(disable())->plan.id);
        QVERIFY(bench.plan(disable())->plan.id != bench.plan(disable(), {{u"users"_s, QJsonArray{u"eve"_s}}})->plan.id);
    }

    void forEach_makesAStepForEachItem()
    {
        const auto plan = Bench().plan(R"(  - id: off
    title: "Disable ${item}"
    for_each: parameters.users
    uses: aws:cognito-idp:AdminDisableUser
    with: {UserPoolId: "${parameters.pool}", Username: "${item}"}
)");

        QVERIFY2(plan, qPrintable(wordsOf(plan)));
        QCOMPARE(plan->plan.steps.size(), 2);
        QCOMPARE(plan->plan.steps[1].title, u"Disable bob"_s);
        QCOMPARE(plan->plan.steps[1].scope.value(u"index"_s).toInt(), 1);
    }

    static QByteArray turns(const QByteArray &second)
    {
        return R"(  - id: look
    title: "Look at ${item}"
    for_each: parameters.users
    uses: aws:cognito-idp:AdminGetUser
    with: {UserPoolId: "${parameters.pool}", Username: "${item}"}
  - id: off
    title: "Disable ${turn.look.output.Username}"
    for_each: )"
            + second + R"(
    uses: aws:cognito-idp:AdminDisableUser
    with: {UserPoolId: "${parameters.pool}", Username: "${turn.look.output.Username}"}
)";
    }

    void turnOfAnotherStep_isDeferredWithItsIndex()
    {
        const auto plan = Bench().plan(turns("parameters.users"));

        QVERIFY2(plan, qPrintable(wordsOf(plan)));
        const Step &last = plan->plan.steps.at(3);
        QCOMPARE(last.title, u"Disable ‹turn.look.output.Username›"_s);
        QCOMPARE(last.deferred,
            (QList<Deferred>{{u"/Username"_s, {{u"turn.look.output.Username"_s, true, Deferred::Form::AsIs}}}}));
        QCOMPARE(last.scope, (QJsonObject{{u"index"_s, 1}}));
    }

    void turnOfAListOfAnotherLength_isRefusedWithItsPlace()
    {
        const auto plan = Bench().plan(turns("parameters.users[:1]"));

        QVERIFY(!plan);
        QVERIFY2(plan.error().message().contains(u"step “look” goes through 2, this one through 1"_s),
            qPrintable(plan.error().message()));
        QVERIFY2(plan.error().message().contains(u"users.yaml:"_s), qPrintable(plan.error().message()));
    }

    void conditionKnownNotToHold_leavesTheStepOutAndSaysSo()
    {
        const auto plan = Bench().plan(disable() + R"(  - id: loud
    title: Tell everybody
    when: parameters.loud
    uses: manual
    with: {text: "Tell them."}
)");

        QVERIFY2(plan, qPrintable(wordsOf(plan)));
        QCOMPARE(plan->plan.steps.size(), 1);
        QCOMPARE(plan->leftOut.size(), 1);
        QVERIFY(plan->leftOut[0].contains(u"Tell everybody"));
    }

    void valueOfAnEarlierStep_staysAnExpressionWithWhatItSees()
    {
        const auto plan = Bench().plan(R"yaml(  - id: user
    title: Read the user
    uses: aws:cognito-idp:AdminGetUser
    with: {UserPoolId: "${parameters.pool}", Username: ada}
  - id: off
    title: "Disable ${steps.user.output.Username}"
    when: "steps.user.output.Enabled && !(parameters.loud)"
    uses: aws:cognito-idp:AdminDisableUser
    with: {UserPoolId: "${parameters.pool}", Username: "${steps.user.output.Username}"}
)yaml");

        QVERIFY2(plan, qPrintable(wordsOf(plan)));
        const Step &step = plan->plan.steps[1];
        QCOMPARE(step.deferred.size(), 1);
        QCOMPARE(step.deferred[0].at, u"/Username"_s);
        QCOMPARE(step.deferred[0].parts[0].text, u"steps.user.output.Username"_s);
        QCOMPARE(step.when, u"steps.user.output.Enabled && !(parameters.loud)"_s);
        QCOMPARE(step.scope, (QJsonObject{{u"parameters"_s, QJsonObject{{u"loud"_s, false}}}}));
        QVERIFY(step.title.contains(u"‹steps.user.output.Username›"));
    }

    void conditionOfAWatch_seesTheScopeThatItNames()
    {
        const auto plan = Bench().plan(R"yaml(  - id: user
    title: Read the user
    uses: aws:cognito-idp:AdminGetUser
    with: {UserPoolId: "${parameters.pool}", Username: ada}
  - id: still
    title: Watch the user
    uses: watch
    with:
      read: {uses: "aws:cognito-idp:AdminGetUser", with: {UserPoolId: "${parameters.pool}", Username: ada}}
      holds: "output.Enabled == steps.user.output.Enabled && parameters.loud == `false`"
      for: 1m
      within: 5m
)yaml");

        QVERIFY2(plan, qPrintable(wordsOf(plan)));
        QCOMPARE(plan->plan.steps[1].scope, (QJsonObject{{u"parameters"_s, QJsonObject{{u"loud"_s, false}}}}));
        QVERIFY(plan->plan.steps[1].deferred.isEmpty());
    }

    void secret_isNoValueOfThePlan()
    {
        const auto plan = Bench().plan(R"(  - id: password
    title: Set it
    uses: aws:cognito-idp:AdminSetUserPassword
    with: {UserPoolId: "${parameters.pool}", Username: ada, Password: "${parameters.password}", Permanent: true}
)",
            {}, Secret(u"Canary-4-secret"_s));

        QVERIFY2(plan, qPrintable(wordsOf(plan)));
        const Step &step = plan->plan.steps[0];
        QCOMPARE(step.operation.secrets.size(), 1);
        QVERIFY(!operations::canonicalForm(plan->plan).contains("Canary"));
        QVERIFY(step.operation.with.value(u"Password"_s).toString().startsWith(u'$'));
    }

    void nameOfAMember_isAParameter_itsValueASecret()
    {
        const QByteArray step = R"(  - id: set
    title: Set it
    uses: aws:lambda:UpdateFunctionConfiguration
    with: {FunctionName: chat, Environment: {Variables: {"${parameters.pool}": "${parameters.password}"}}}
)";
        const auto plan = Bench().plan(step, {{u"pool"_s, u"API_KEY"_s}}, Secret(u"Canary-4-secret"_s));

        QVERIFY2(plan, qPrintable(wordsOf(plan)));
        const QJsonObject variables
            = plan->plan.steps[0].operation.with.value(u"Environment"_s)[u"Variables"_s].toObject();
        QCOMPARE(variables.keys(), QStringList{u"API_KEY"_s});
        QVERIFY(variables.value(u"API_KEY"_s).toString().startsWith(u'$'));
        QVERIFY(!operations::canonicalForm(plan->plan).contains("Canary"));
    }

    void listThatIsNotKnownYet_isRefusedWithItsPlace()
    {
        const Bench bench;
        const auto plan = bench.plan(R"(  - id: list
    title: List
    uses: aws:cognito-idp:ListUsers
    with: {UserPoolId: "${parameters.pool}"}
  - id: off
    title: Disable all
    for_each: "steps.list.output.Users[].Username"
    uses: aws:cognito-idp:AdminDisableUser
    with: {UserPoolId: "${parameters.pool}", Username: "${item}"}
)");

        QVERIFY(!plan);
        QVERIFY2(plan.error().message().contains(u"users.yaml:15:"), qPrintable(plan.error().message()));
    }

    void listThatOnlyAChangeGives_isRefusedAndSaysWhatToDo_data()
    {
        QTest::addColumn<QByteArray>("between");
        QTest::addColumn<QByteArray>("list");
        QTest::newRow("its answer") << QByteArray() << QByteArray("steps.make.output.User.Attributes[].Value");
        QTest::newRow("the answer to a read of it") << QByteArray(R"(  - id: look
    title: Look
    uses: aws:cognito-idp:AdminGetUser
    with: {UserPoolId: "${parameters.pool}", Username: "${steps.make.output.User.Username}"}
)") << QByteArray("steps.look.output.UserAttributes[].Value");
    }
    void listThatOnlyAChangeGives_isRefusedAndSaysWhatToDo()
    {
        QFETCH(QByteArray, between);
        QFETCH(QByteArray, list);
        const Bench bench;
        const auto runbook = runbooks::readRunbook(u"users.yaml"_s,
            head + R"(  - id: make
    title: Make a user
    uses: aws:cognito-idp:AdminCreateUser
    with: {UserPoolId: p_1, Username: ada}
)" + between + R"(  - id: all
    title: Disable all
    for_each: ")"
                + list + R"("
    uses: aws:cognito-idp:AdminDisableUser
    with: {UserPoolId: p_1, Username: "${item}"}
)")
                                 .result();
        QVERIFY2(runbook, qPrintable(runbook ? QString() : runbook.error().message()));
        ParameterValues values;
        values.json = {{u"pool"_s, u"p_1"_s}};

        const auto readings = bench.planner.readingsFor(*runbook, values, system(), {}, {});

        QVERIFY(!readings);
        QCOMPARE(readings.error().code(), u"ListOfAChange"_s);
        const QString message = readings.error().message();
        QVERIFY2(message.startsWith(u"users.yaml:"_s), qPrintable(message));
        QVERIFY2(message.contains(u"step “all” goes through"_s), qPrintable(message));
        QVERIFY2(message.contains(u"when “make” has changed something"_s), qPrintable(message));
        QVERIFY2(message.contains(u"type: list"_s), qPrintable(message));
    }

    void rollback_restoresWhatAStepOfTheRunKept()
    {
        const Bench bench;
        const auto runbook = runbooks::readRunbook(u"users.yaml"_s, head + R"(  - id: keys
    title: Remove keys
    uses: redis:unlink
    with: {cache: c, pattern: "a:*"}
rollback:
  - id: back
    title: Put them back
    uses: redis:restore
    with: {cache: c, from: keys}
)")
                                 .result();
        QVERIFY2(runbook, qPrintable(runbook ? QString() : runbook.error().message()));
        ParameterValues values;
        values.json = {{u"pool"_s, u"p_1"_s}};
        SystemInfo place = system();
        place.caches.insert(u"c"_s, u"redis://localhost:6379"_s);
        const QJsonObject kept{{u"sha256"_s, QString(64, u'a')}, {u"bytes"_s, 7}};
        const QJsonObject outcome{{u"output"_s, QJsonObject{{u"kept"_s, kept}}}, {u"state"_s, u"done"_s}};

        const auto plan = bench.planner.rollback(*runbook, values, place, {}, {{u"keys"_s, outcome}});

        QVERIFY2(plan, qPrintable(wordsOf(plan)));
        QCOMPARE(plan->plan.steps[0].operation.with.value(u"kept"_s), QJsonValue(kept));
        QVERIFY(plan->plan.steps[0].deferred.isEmpty());
    }

    void inputThatDoesNotFit_isRefused()
    {
        const auto plan = Bench().plan(R"(  - id: off
    title: Disable
    uses: aws:cognito-idp:AdminDisableUser
    with: {UserPoolId: "${parameters.pool}", Nobody: ada}
)");

        QVERIFY(!plan);
        QCOMPARE(plan.error().kind(), Error::Kind::Invalid);
    }

    void everyShippedRunbook_canBePlanned_data()
    {
        QTest::addColumn<QString>("name");
        const QList<Runbook> all = shipped().runbooks();
        for (const Runbook &each : all) {
            const QString name = each.system.value + u'/' + each.id;
            QTest::newRow(qPrintable(name)) << name;
        }
    }
    void everyShippedRunbook_canBePlanned()
    {
        QFETCH(QString, name);
        const auto runbook = shipped().runbook({name.section(u'/', 0, 0)}, name.section(u'/', 1));
        QVERIFY(runbook);
        const auto values = runbooks::checkValues(runbook->parameters, samplesFor(*runbook)).result();
        QVERIFY2(values, qPrintable(values ? QString() : values.error().message()));
        SystemInfo place = system();
        for (const QString &store : {u"dashboard"_s, u"demo"_s, u"auth"_s}) {
            place.databases.insert(store, u"postgresql://app@localhost/x"_s);
            place.caches.insert(store, u"redis://localhost:6379"_s);
        }

        const runbooks::RunFacts facts{u"r"_s, QDateTime(QDate(2026, 11, 29), QTime(12, 0), Qt::UTC), u"ada"_s};
        const Bench bench;
        QJsonObject known;
        for (int round = 0; round < 10; ++round) { // one reading may need another
            const auto readings = bench.planner.readingsFor(*runbook, *values, place, facts, known);
            QVERIFY2(readings, qPrintable(readings ? QString() : readings.error().message()));
            for (const Step &step : readings->steps)
                known.insert(step.id, QJsonObject{{u"output"_s, sampleReading()}, {u"state"_s, u"done"_s}});
            if (readings->steps.isEmpty())
                break;
        }
        const auto plan = bench.planner.plan(*runbook, *values, place, facts, known);

        QVERIFY2(plan, qPrintable(wordsOf(plan)));
        QVERIFY(!plan->plan.steps.isEmpty());
    }

private:
    /// Read once: there are many.
    static const runbooks::RunbookLibrary &shipped()
    {
        static const runbooks::RunbookLibrary library = runbooks::RunbookLibrary::load({});
        return library;
    }
    static ParameterValues samplesFor(const Runbook &runbook)
    {
        ParameterValues given;
        for (const runbooks::Parameter &each : runbook.parameters) {
            if (each.isSecret())
                given.secrets.insert(each.name, Secret(u"Canary-4-secret"_s));
            else if (!each.hasDefault()
                && (each.isRequired || each.name == "file"_L1)) // one of several has to be given
                given.json.insert(each.name, sampleOf(each));
        }
        return given;
    }
    /// What the readings gave: nothing, but for the settings of a table and the backup that they were kept with.
    static QJsonObject sampleReading()
    {
        const QJsonObject settings
            = QJsonDocument::fromJson(R"json({"arn": "arn:aws:dynamodb:eu-west-1:123456789012:table/chat",
            "tableClass": "STANDARD_INFREQUENT_ACCESS", "deletionProtection": true,
            "timeToLive": {"enabled": true, "attribute": "expires"}, "recovery": {"enabled": true, "days": 7},
            "stream": {"enabled": true, "viewType": "NEW_IMAGE"}, "insights": {"enabled": true},
            "tags": [{"Key": "env", "Value": "prod"}], "policyParts": ["a", "b"],
            "targets": [{"suffix": "", "ScalableDimension": "dynamodb:table:ReadCapacityUnits", "MinCapacity": 1,
                "MaxCapacity": 9}],
            "policies": [{"suffix": "", "ScalableDimension": "dynamodb:table:ReadCapacityUnits", "PolicyName": "p",
                "PolicyType": "TargetTrackingScaling", "TargetTrackingScalingPolicyConfiguration": {"TargetValue": 70}}],
            "scheduled": [{"suffix": "", "ScalableDimension": "dynamodb:table:ReadCapacityUnits",
                "ScheduledActionName": "night", "Schedule": "cron(0 22 * * ? *)",
                "ScalableTargetAction": {"MinCapacity": 1}}],
            "alarms": [{"nameParts": ["", "-slow"], "otherDimensions": [], "MetricName": "Latency",
                "Namespace": "AWS/DynamoDB", "Statistic": "Sum", "Period": 60, "EvaluationPeriods": 2, "Threshold": 5,
                "ComparisonOperator": "GreaterThanThreshold"}]})json")
                  .object();
        QJsonObject reading = settings;
        reading.insert(u"settings"_s, settings);
        reading.insert(u"id"_s, u"20261129T220500Z-4f1a"_s);
        reading.insert(u"native"_s, settings[u"arn"].toString() + u"/backup/01"_s);
        reading.insert(u"UserPoolClients"_s, QJsonArray());
        addConfiguration(reading);
        return reading;
    }
    /// An application of AppConfig with one version, by the names that samplesFor() and defaults give.
    static void addConfiguration(QJsonObject &reading)
    {
        QJsonArray items;
        QJsonObject flags;
        for (const QString &name : {u"dashboard"_s, u"ons-data-platform"_s, u"production"_s, u"feature-flags"_s})
            items << QJsonObject{{u"Id"_s, name}, {u"Name"_s, name}, {u"ConfigurationName"_s, name},
                {u"State"_s, u"COMPLETE"_s}, {u"DeploymentNumber"_s, 3}, {u"VersionNumber"_s, 2}};
        for (const QString &name : {u"dashboard"_s, u"enable_new_api_endpoint"_s})
            flags.insert(name, name != "dashboard"_L1);
        const QByteArray content = QJsonDocument(flags).toJson();
        for (const QString &member : {u"ApplicationId"_s, u"EnvironmentId"_s, u"ConfigurationProfileId"_s})
            reading.insert(member, u"abc1234"_s);
        reading.insert(u"Items"_s, items);
        reading.insert(u"Content"_s, QString::fromLatin1(content.toBase64()));
        reading.insert(u"ContentType"_s, u"application/json"_s);
        reading.insert(u"ConfigurationName"_s, u"dashboard"_s);
        reading.insert(u"ConfigurationVersion"_s, u"2"_s);
        reading.insert(u"DeploymentNumber"_s, 3);
    }
    static QJsonValue sampleOf(const runbooks::Parameter &parameter)
    {
        if (parameter.name == u"pool")
            return u"eu-west-1_AbCdEfGhI"_s;
        if (parameter.name == u"target")
            return u"dashboard-copy"_s;
        if (!parameter.choices.isEmpty())
            return parameter.choices.first();
        if (parameter.type == runbooks::Parameter::Type::Integer)
            return parameter.minimum.value_or(1);
        if (parameter.type == runbooks::Parameter::Type::Boolean)
            return true;
        if (parameter.type == runbooks::Parameter::Type::Date)
            return parameter.name == u"to" ? u"2026-02-01"_s : u"2026-01-01"_s;
        if (parameter.type == runbooks::Parameter::Type::List)
            return QJsonArray{textFor(parameter.pattern)};
        return textFor(parameter.pattern);
    }
    static QString textFor(const QString &pattern)
    {
        const QRegularExpression whole(QRegularExpression::anchoredPattern(pattern));
        for (const char *each : {"dashboard", "ada@example.com", "2026-01", "vpc-0a1b2c", "rtb-0a1b2c", "12",
                 "2026-11-29T22:05:00Z", "/var/tmp/new", "arn:aws:dynamodb:eu-west-1:123456789012:table/chat",
                 "123456789012", "3f2a91c", "chat:7", "arn:aws:states:eu-west-1:123456789012:execution:ingest:run-1",
                 "arn:aws:ecs:eu-west-1:123456789012:service-deployment/shop/chat/a1b2c3d4e5",
                 "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef:7"}) {
            if (const QString text = QString::fromLatin1(each); pattern.isEmpty() || whole.match(text).hasMatch())
                return text;
        }
        return u"dashboard"_s;
    }
};

QTEST_GUILESS_MAIN(TestRunbookPlanner)
#include "tst_runbookplanner.moc"
