// SPDX-License-Identifier: GPL-3.0-or-later
// Tables backed up as a set, restored beside, compared, proven and cleaned up by the shipped runbooks, against moto.
#include <executors/systembench.h>

#include <core/json.h>
#include <executors/waitexecutor.h>
#include <executors/waitplanner.h>
#include <operations/awsexecutor.h>
#include <runbooks/preparation.h>
#include <runbooks/runbooklibrary.h>
#include <steps/backupexecutor.h>
#include <steps/backupplanner.h>
#include <support/awsdoubleserver.h>
#include <support/motoaccount.h>
#include <tables/tableexecutor.h>
#include <tables/tableplanner.h>

#include <QJsonArray>

using namespace sm;
using namespace sm::test;

namespace {

/// Takes the way that it was told, and says of everything else that it is done.
class Decided final : public operations::Attendant
{
public:
    QCoro::Task<Result<Answer>> ask(Question question, CancelToken) override
    {
        co_return Answer{question.options.contains(way) ? way : question.options.value(0), u"I looked."_s};
    }
    QString way;
};

class Bench
{
public:
    /// \p endpoint is moto itself, or a double in front of it.
    Bench(const MotoServer &moto, const QString &endpoint)
        : server(moto)
        , account(moto, known.catalog, endpoint)
    {
    }

    /// What the program itself has no use for; moto checks no signatures here.
    bool dynamodb(const QByteArray &operation, const QJsonObject &body)
    {
        net::HttpRequest request;
        request.verb = "POST";
        request.url = server.endpoint().toLatin1() + "/";
        const QString scope = u"%1/20260801/%2/dynamodb/aws4_request"_s.arg(server.accessKeyId(), server.region());
        request.headers = {
            {"Authorization", "AWS4-HMAC-SHA256 Credential=" + scope.toLatin1() + ", SignedHeaders=host, Signature=0"},
            {"X-Amz-Target", "DynamoDB_20120810." + operation}, {"Content-Type", "application/x-amz-json-1.0"}};
        request.body = toCompactJson(body);
        const auto reply = await(account.transport.send(request, {}));
        return reply && *reply && (**reply).status == 200;
    }
    bool put(const QString &table, int number, const QString &text)
    {
        const QJsonObject item{
            {u"id"_s, QJsonObject{{u"S"_s, u"m%1"_s.arg(number)}}}, {u"text"_s, QJsonObject{{u"S"_s, text}}}};
        return dynamodb("PutItem", {{u"TableName"_s, table}, {u"Item"_s, item}});
    }
    bool empty(const QString &table)
    {
        const QJsonObject attribute{{u"AttributeName"_s, u"id"_s}, {u"AttributeType"_s, u"S"_s}};
        const QJsonObject key{{u"AttributeName"_s, u"id"_s}, {u"KeyType"_s, u"HASH"_s}};
        const QJsonObject units{{u"ReadCapacityUnits"_s, 5}, {u"WriteCapacityUnits"_s, 5}};
        const QJsonObject tag{{u"Key"_s, u"env"_s}, {u"Value"_s, u"prod"_s}};
        const QJsonObject stream{{u"StreamEnabled"_s, true}, {u"StreamViewType"_s, u"NEW_IMAGE"_s}};
        return dynamodb("CreateTable",
            {{u"TableName"_s, table}, {u"AttributeDefinitions"_s, QJsonArray{attribute}},
                {u"KeySchema"_s, QJsonArray{key}}, {u"ProvisionedThroughput"_s, units}, {u"Tags"_s, QJsonArray{tag}},
                {u"StreamSpecification"_s, stream}});
    }
    /// With items and with everything that a restore drops.
    bool makeTable(const QString &table, int items)
    {
        bool isDone = empty(table);
        for (int number = 0; number < items; ++number)
            isDone = put(table, number, u"hello"_s) && isDone;
        const QString dimension = u"dynamodb:table:ReadCapacityUnits"_s;
        const QJsonObject target{{u"ServiceNamespace"_s, u"dynamodb"_s}, {u"ResourceId"_s, u"table/"_s + table},
            {u"ScalableDimension"_s, dimension}};
        const auto with = [](QJsonObject a, const QJsonObject &b) {
            for (auto it = b.begin(); it != b.end(); ++it)
                a.insert(it.key(), it.value());
            return a;
        };
        const QJsonObject tracking{{u"TargetValue"_s, 70},
            {u"PredefinedMetricSpecification"_s,
                QJsonObject{{u"PredefinedMetricType"_s, u"DynamoDBReadCapacityUtilization"_s}}}};
        isDone = asked(u"dynamodb"_s, u"UpdateTimeToLive"_s,
                     {{u"TableName"_s, table},
                         {u"TimeToLiveSpecification"_s,
                             QJsonObject{{u"Enabled"_s, true}, {u"AttributeName"_s, u"expires"_s}}}})
            && isDone;
        isDone = asked(u"dynamodb"_s, u"UpdateContinuousBackups"_s,
                     {{u"TableName"_s, table},
                         {u"PointInTimeRecoverySpecification"_s, QJsonObject{{u"PointInTimeRecoveryEnabled"_s, true}}}})
            && isDone;
        isDone = asked(u"application-autoscaling"_s, u"RegisterScalableTarget"_s,
                     with(target, {{u"MinCapacity"_s, 5}, {u"MaxCapacity"_s, 50}}))
            && isDone;
        isDone = asked(u"application-autoscaling"_s, u"PutScalingPolicy"_s,
                     with(target,
                         {{u"PolicyName"_s, u"reads"_s}, {u"PolicyType"_s, u"TargetTrackingScaling"_s},
                             {u"TargetTrackingScalingPolicyConfiguration"_s, tracking}}))
            && isDone;
        return asked(u"cloudwatch"_s, u"PutMetricAlarm"_s,
                   {{u"AlarmName"_s, table + u"-throttles"_s}, {u"MetricName"_s, u"ReadThrottleEvents"_s},
                       {u"Namespace"_s, u"AWS/DynamoDB"_s}, {u"Statistic"_s, u"Sum"_s}, {u"Period"_s, 60},
                       {u"EvaluationPeriods"_s, 2}, {u"Threshold"_s, 1},
                       {u"ComparisonOperator"_s, u"GreaterThanThreshold"_s},
                       {u"Dimensions"_s, QJsonArray{QJsonObject{{u"Name"_s, u"TableName"_s}, {u"Value"_s, table}}}}})
            && isDone;
    }
    bool asked(const QString &service, const QString &operation, const QJsonObject &input)
    {
        return account.ask(service, operation, input).has_value();
    }
    QStringList names(const QString &service, const QString &operation, const QString &list, const QString &member)
    {
        QJsonObject input;
        if (service == "application-autoscaling"_L1)
            input.insert(u"ServiceNamespace"_s, u"dynamodb"_s);
        QStringList found;
        const QJsonArray listed = account.ask(service, operation, input).value_or(QJsonObject()).value(list).toArray();
        for (const QJsonValue each : listed)
            found << (member.isEmpty() ? each.toString() : each[member].toString());
        found.sort();
        return found;
    }
    QStringList tables() { return names(u"dynamodb"_s, u"ListTables"_s, u"TableNames"_s, {}); }
    /// Without those that belong to scaling policies.
    QStringList alarms()
    {
        QStringList own = names(u"cloudwatch"_s, u"DescribeAlarms"_s, u"MetricAlarms"_s, u"AlarmName"_s);
        own.removeIf([](const QString &name) { return name.startsWith("TargetTracking-"_L1); });
        return own;
    }
    QStringList targets()
    {
        return names(u"application-autoscaling"_s, u"DescribeScalableTargets"_s, u"ScalableTargets"_s, u"ResourceId"_s);
    }
    QStringList backups() { return names(u"dynamodb"_s, u"ListBackups"_s, u"BackupSummaries"_s, u"TableName"_s); }
    QList<backups::Vault::Kept> kept(const QString &asset)
    {
        const auto found = await(vault.list(asset, {}));
        return found && *found ? **found : QList<backups::Vault::Kept>();
    }

    /// Plans and runs a shipped runbook as the program does.
    Result<operations::RunReport> run(const QString &name, const QJsonObject &given)
    {
        const auto runbook = runbooks::RunbookLibrary::load({}).runbook({u"common"_s}, name);
        if (!runbook)
            return runbook.error();
        runbooks::ParameterValues values;
        values.json = given;
        const auto checked = runbooks::checkValues(runbook->parameters, values).result();
        if (!checked)
            return checked.error();
        const runbooks::RunFacts facts{u"r"_s, account.clock.nowUtc(), u"ada"_s};
        runbooks::Preparation preparation(planner, all.runner);
        const auto made = await(preparation.plan(*runbook, *checked, system, facts, {}, {}), ExecutorBench::limit);
        if (!made)
            return Error(Error::Kind::Timeout, u"no plan"_s);
        if (!*made)
            return made->error();
        plan = (**made).plan;
        Confirmation confirmation;
        confirmation.deliberate = true;
        confirmation.typedName = operations::Guard::nameToType(plan);
        operations::RunSupport support;
        support.attendant = person.way.isEmpty() ? nullptr : &person;
        return await(all.runner.run(plan, confirmation, {}, {}, {}, support), std::chrono::seconds(60))
            .value_or(Error(Error::Kind::Timeout, u"no answer"_s));
    }
    /// What did not go as it should; empty: everything did.
    QString problemOf(const Result<operations::RunReport> &report) const
    {
        if (!report)
            return report.error().message();
        for (const operations::StepEvent &event : report->steps) {
            if (event.error)
                return plan.steps.value(event.step).title + u": "_s + event.error->message();
        }
        return {};
    }
    QJsonObject outputOf(const operations::RunReport &report, const QString &id) const
    {
        for (const operations::StepEvent &event : report.steps) {
            if (plan.steps.value(event.step).id == id)
                return event.output;
        }
        return {};
    }

    const MotoServer &server;
    Knowledge known;
    MotoAccount account;
    QTemporaryDir folder;
    SystemInfo system{{u"shop"_s}, u"Shop"_s, Environment::Development, {}, {}, {}, {}, {}, {}, {}};
    InstantSleeper sleeper;
    QStringList lines;
    backups::Vault vault{folder.filePath(u"vault"_s)};
    executors::LiveOutput live = [this](const Step &, const QString &line) { lines << line; };
    operations::AwsExecutor aws{account.caller, known.catalog, known.models};
    executors::WaitExecutor wait{account.caller, known.models, sleeper, live};
    backups::TableExecutor tableExecutor{account.caller, known.models, sleeper, account.clock, live};
    executors::WaitPlanner waitPlanner{known.catalog, known.models};
    backups::TablePlanner tablePlanner{known.catalog, known.models};
    operations::Planner reads{known.catalog, known.models, {&waitPlanner, &tablePlanner}};
    backups::BackupExecutor backup{
        {system, vault, account.clock}, operations::Executors({&aws, &wait, &tableExecutor}), reads};
    backups::BackupPlanner backupPlanner{known.catalog, reads};
    operations::Planner planner{known.catalog, known.models, {&waitPlanner, &tablePlanner, &backupPlanner}};
    SystemBench all{
        known, {&aws, &wait, &tableExecutor, &backup}, {&waitPlanner, &tablePlanner, &backupPlanner}, sleeper};
    Plan plan;
    Decided person;
};

#define QVERIFY_WELL(bench, report) QVERIFY2((bench).problemOf(report).isEmpty(), qPrintable((bench).problemOf(report)))

} // namespace

class TestTablesOnMoto : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<MotoServer> m_moto;

private Q_SLOTS:
    void init()
    {
        if (const QString why = MotoServer::whyUnavailable(); !why.isEmpty())
            QSKIP(qPrintable(why));
        m_moto = std::make_unique<MotoServer>(MotoServer::Setup{});
        QVERIFY2(m_moto->failure().isEmpty(), qPrintable(m_moto->failure()));
    }
    void cleanup() { m_moto.reset(); }

    void tables_backedUpAsASet_areRestoredBesideComparedAndCleanedUp()
    {
        Bench bench(*m_moto, {});
        QVERIFY(bench.makeTable(u"Chat-prod"_s, 40) && bench.makeTable(u"Session-prod"_s, 5));

        const auto taken = bench.run(u"back-up-tables"_s,
            {{u"tables"_s, QJsonArray{u"Chat-prod"_s, u"Session-prod"_s}}, {u"set"_s, u"pre-deployment"_s}});

        QVERIFY_WELL(bench, taken);
        QCOMPARE(bench.backups(), (QStringList{u"Chat-prod"_s, u"Session-prod"_s}));
        const auto kept = bench.kept(u"Chat-prod"_s);
        QCOMPARE(kept.size(), 1);
        QVERIFY(kept.first().manifest.native.startsWith("arn:aws:dynamodb:"_L1));
        QVERIFY(kept.first().manifest.set.startsWith("pre-deployment-"_L1));
        QCOMPARE(kept.first().manifest.items, 40);
        QCOMPARE(kept.first().manifest.settings[u"tags"_s].toArray().size(), 1);
        QCOMPARE(bench.kept(u"Session-prod"_s).first().manifest.set, kept.first().manifest.set);

        const QJsonObject given{
            {u"asset"_s, u"Chat-prod"_s}, {u"table"_s, u"Chat-prod"_s}, {u"target"_s, u"Chat-new"_s}};
        const auto restored = bench.run(u"restore-table"_s, given);

        QVERIFY_WELL(bench, restored);
        QCOMPARE(bench.outputOf(*restored, u"full"_s)[u"same"], QJsonValue(40));
        QVERIFY(bench.alarms().contains(u"Chat-new-throttles"_s));
        QVERIFY(bench.targets().contains(u"table/Chat-new"_s));

        const auto wrong
            = bench.run(u"clean-up-table"_s, {{u"target"_s, u"Session-prod"_s}, {u"source"_s, u"Chat-prod"_s}});
        QVERIFY(!bench.problemOf(wrong).isEmpty());
        const auto cleaned
            = bench.run(u"clean-up-table"_s, {{u"target"_s, u"Chat-new"_s}, {u"source"_s, u"Chat-prod"_s}});
        QVERIFY_WELL(bench, cleaned);
        QCOMPARE(bench.tables(), (QStringList{u"Chat-prod"_s, u"Session-prod"_s}));
        QCOMPARE(bench.alarms(), (QStringList{u"Chat-prod-throttles"_s, u"Session-prod-throttles"_s}));
        QCOMPARE(bench.targets(), (QStringList{u"table/Chat-prod"_s, u"table/Session-prod"_s}));
    }

    void copy_thatWasChanged_isNamed_andIsNotWrittenOver()
    {
        Bench bench(*m_moto, {});
        QVERIFY(bench.makeTable(u"Chat-prod"_s, 9));
        QVERIFY_WELL(bench, bench.run(u"back-up-tables"_s, {{u"tables"_s, QJsonArray{u"Chat-prod"_s}}}));
        const QJsonObject given{
            {u"asset"_s, u"Chat-prod"_s}, {u"table"_s, u"Chat-prod"_s}, {u"target"_s, u"Chat-new"_s}};
        QVERIFY_WELL(bench, bench.run(u"restore-table"_s, given));

        QVERIFY(bench.put(u"Chat-new"_s, 7, u"changed"_s));
        const auto compared
            = bench.run(u"compare-tables"_s, {{u"table"_s, u"Chat-prod"_s}, {u"target"_s, u"Chat-new"_s}});
        QVERIFY2(bench.problemOf(compared).contains(u"different {\"id\":{\"S\":\"m7\"}}"_s),
            qPrintable(bench.problemOf(compared)));

        const auto again = bench.run(u"restore-table"_s, given);
        QVERIFY(!bench.problemOf(again).isEmpty()); // never over a table that is there
        QCOMPARE(bench.tables().size(), 2);
    }

    void drill_provesTheBackup_andLeavesNothing()
    {
        Bench bench(*m_moto, {});
        QVERIFY(bench.makeTable(u"Chat-prod"_s, 12));
        QVERIFY_WELL(bench, bench.run(u"back-up-tables"_s, {{u"tables"_s, QJsonArray{u"Chat-prod"_s}}}));
        const QJsonObject with{
            {u"table"_s, u"{target}"_s}, {u"statement"_s, u"SELECT \"id\" FROM {table} WHERE \"id\" = 'm3'"_s}};
        const QJsonObject probe{{u"name"_s, u"message 3"_s}, {u"uses"_s, u"table:query"_s}, {u"with"_s, with}};

        const auto drilled = bench.run(u"drill-table"_s,
            {{u"asset"_s, u"Chat-prod"_s}, {u"table"_s, u"Chat-prod"_s}, {u"probes"_s, QJsonArray{probe}}});

        QVERIFY_WELL(bench, drilled);
        QVERIFY(bench.plan.tier() < Tier::Destructive); // cron may run it
        const auto kept = bench.kept(u"Chat-prod"_s).value(0);
        QCOMPARE(kept.proofs.size(), 1);
        QVERIFY(kept.proofs.first().isRestored);
        QCOMPARE(kept.proofs.first().checks[u"items"], QJsonValue(12));
        QCOMPARE(bench.tables(), QStringList{u"Chat-prod"_s});
        QCOMPARE(bench.alarms(), QStringList{u"Chat-prod-throttles"_s});
    }

    void drill_thatFindsADifference_stampsNothingAndCleansUp()
    {
        Bench bench(*m_moto, {});
        QVERIFY(bench.makeTable(u"Chat-prod"_s, 12));
        QVERIFY_WELL(bench, bench.run(u"back-up-tables"_s, {{u"tables"_s, QJsonArray{u"Chat-prod"_s}}}));
        QVERIFY(bench.put(u"Chat-prod"_s, 3, u"written since"_s));

        const auto drilled = bench.run(u"drill-table"_s, {{u"asset"_s, u"Chat-prod"_s}, {u"table"_s, u"Chat-prod"_s}});

        QVERIFY(bench.problemOf(drilled).contains(u"m3"));
        QVERIFY(bench.kept(u"Chat-prod"_s).value(0).proofs.isEmpty());
        QCOMPARE(bench.tables(), QStringList{u"Chat-prod"_s});
    }

    void backUp_takenBack_leavesNeitherBackupNorNote()
    {
        Bench bench(*m_moto, {});
        QVERIFY(bench.makeTable(u"Chat-prod"_s, 3));
        const auto taken = bench.run(u"back-up-tables"_s, {{u"tables"_s, QJsonArray{u"Chat-prod"_s}}});
        QVERIFY_WELL(bench, taken);
        operations::Undo undo(*bench.all.journal, bench.planner, bench.known.catalog, bench.all.runner.executors());

        const auto way = await(undo.run(taken->run, {}));
        QVERIFY2(way && *way, way && !*way ? qPrintable(way->error().message()) : "no answer");
        const auto report = bench.all.run((**way).plan);

        QVERIFY(report && report->failed() == 0);
        QVERIFY(bench.backups().isEmpty());
        QVERIFY(bench.kept(u"Chat-prod"_s).isEmpty());
    }

    void backup_takenElsewhere_isRestoredAndNoted()
    {
        Bench bench(*m_moto, {});
        QVERIFY(bench.makeTable(u"Chat-prod"_s, 4));
        const auto taken = bench.account.ask(
            u"dynamodb"_s, u"CreateBackup"_s, {{u"TableName"_s, u"Chat-prod"_s}, {u"BackupName"_s, u"console"_s}});
        QVERIFY(taken);
        const QString arn = taken->value(u"BackupDetails"_s)[u"BackupArn"_s].toString();

        const auto restored = bench.run(u"restore-table-from-arn"_s,
            {{u"backup"_s, arn}, {u"table"_s, u"Chat-prod"_s}, {u"target"_s, u"Chat-new"_s}});
        const QString problem = bench.problemOf(restored);
        const auto noted = bench.run(
            u"adopt-table-backup"_s, {{u"asset"_s, u"Chat-prod"_s}, {u"table"_s, u"Chat-prod"_s}, {u"backup"_s, arn}});

        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        QVERIFY_WELL(bench, noted);
        const auto kept = bench.kept(u"Chat-prod"_s).value(0).manifest;
        QCOMPARE(kept.native, arn);
        QCOMPARE(kept.name, u"console"_s);
        QCOMPARE(kept.items, 4);
        QVERIFY(kept.takenAt.secsTo(bench.account.clock.nowUtc()) < 60);
    }

    void look_countsAndShowsSome()
    {
        Bench bench(*m_moto, {});
        QVERIFY(bench.makeTable(u"Chat-prod"_s, 14));

        const auto looked = bench.run(u"look-at-table"_s, {{u"table"_s, u"Chat-prod"_s}, {u"rows"_s, 3}});

        QVERIFY_WELL(bench, looked);
        QCOMPARE(bench.outputOf(*looked, u"count"_s)[u"items"], QJsonValue(14));
        QCOMPARE(bench.outputOf(*looked, u"look"_s)[u"rows"].toArray().size(), 3);
    }

    void swap_byTheName_bringsTheBackupBackUnderIt()
    {
        Bench bench(*m_moto, {});
        QVERIFY(bench.makeTable(u"Chat-prod"_s, 6));
        QVERIFY_WELL(bench, bench.run(u"back-up-tables"_s, {{u"tables"_s, QJsonArray{u"Chat-prod"_s}}}));
        QVERIFY(bench.put(u"Chat-prod"_s, 2, u"damaged since"_s));
        const QJsonObject chosen{
            {u"asset"_s, u"Chat-prod"_s}, {u"table"_s, u"Chat-prod"_s}, {u"target"_s, u"Chat-new"_s}};
        QJsonObject restoring = chosen;
        restoring.insert(u"mode"_s, u"none"_s);
        QVERIFY_WELL(bench, bench.run(u"restore-table"_s, restoring));
        bench.person.way = u"Take the name"_s;

        const auto swapped = bench.run(u"swap-table"_s, chosen);

        QVERIFY_WELL(bench, swapped);
        QCOMPARE(bench.plan.tier(), Tier::Destructive);
        QCOMPARE(bench.outputOf(*swapped, u"items"_s)[u"same"], QJsonValue(6));
        QCOMPARE(bench.tables(), (QStringList{u"Chat-new"_s, u"Chat-prod"_s}));
        // The one that was kept, one of right before, and the one that DynamoDB takes of a table with recovery.
        QCOMPARE(bench.backups().size(), 3);
    }

    void toTime_isRestoredBeside()
    {
        Bench bench(*m_moto, {});
        QVERIFY(bench.makeTable(u"Chat-prod"_s, 9));

        const auto restored = bench.run(u"restore-table-to-time"_s,
            {{u"table"_s, u"Chat-prod"_s}, {u"target"_s, u"Chat-then"_s}, {u"at"_s, u"2026-11-29T22:05:00Z"_s}});

        QVERIFY_WELL(bench, restored);
        QCOMPARE(bench.tables(), (QStringList{u"Chat-prod"_s, u"Chat-then"_s}));
    }

    void export_withoutRecovery_saysWhatToDo()
    {
        Bench bench(*m_moto, {});
        QVERIFY(bench.makeTable(u"Chat-prod"_s, 1));
        QVERIFY_WELL(
            bench, bench.run(u"switch-table-recovery"_s, {{u"table"_s, u"Chat-prod"_s}, {u"enabled"_s, false}}));

        const auto exported = bench.run(u"export-table"_s, {{u"table"_s, u"Chat-prod"_s}, {u"bucket"_s, u"exports"_s}});

        QVERIFY2(bench.problemOf(exported).contains(u"Switch it on first"), qPrintable(bench.problemOf(exported)));
    }

    void backup_thatTakesItsTime_isWaitedFor()
    {
        AwsDouble slow(m_moto->endpoint());
        QVERIFY2(slow.failure().isEmpty(), qPrintable(slow.failure()));
        slow.addKey(m_moto->accessKeyId(), m_moto->secretAccessKey());
        const QJsonObject creating{
            {u"set"_s, QJsonObject{{u"BackupDescription.BackupDetails.BackupStatus"_s, u"CREATING"_s}}}};
        slow.addRule({{u"match"_s, QJsonObject{{u"operation"_s, u"DescribeBackup"_s}}}, {u"times"_s, 3},
            {u"answer"_s, creating}});
        slow.addRule({{u"match"_s, QJsonObject{{u"operation"_s, u"DescribeBackup"_s}}}, {u"times"_s, 1},
            {u"answer"_s, QJsonObject{{u"throttle"_s, u""_s}}}});
        Bench bench(*m_moto, slow.endpoint());
        QVERIFY(bench.makeTable(u"Chat-prod"_s, 3));

        const auto taken = bench.run(u"back-up-tables"_s, {{u"tables"_s, QJsonArray{u"Chat-prod"_s}}});

        QVERIFY_WELL(bench, taken);
        QCOMPARE(bench.outputOf(*taken, u"available"_s)[u"BackupDescription"][u"BackupDetails"][u"BackupStatus"],
            QJsonValue(u"AVAILABLE"_s));
        int polls = 0;
        const QJsonArray requests = slow.requests();
        for (const QJsonValue each : requests)
            polls += each[u"operation"] == u"DescribeBackup"_s ? 1 : 0;
        QVERIFY2(polls >= 5, qPrintable(QString::number(polls)));
    }
};

QTEST_GUILESS_MAIN(TestTablesOnMoto)
#include "tst_tablesonmoto.moc"
