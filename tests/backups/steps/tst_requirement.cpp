// SPDX-License-Identifier: GPL-3.0-or-later
// backup:require, planned and run as a step, on the board of a vault and of an account that says what the test says.
#include "stepsbench.h"

#include <board/awsbackupservice.h>
#include <support/fakecaller.h>

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace sm;
using namespace sm::backups;
using namespace sm::test;

namespace {

const QDateTime Now(QDate(2026, 11, 30), QTime(12, 0), Qt::UTC);

QString arn(const QString &table) { return u"arn:aws:dynamodb:us-east-1:123456789012:table/%1/backup/1"_s.arg(table); }

QJsonObject tableBackup(const QString &table, const QDateTime &at, const QString &status)
{
    return {{u"TableName"_s, table}, {u"BackupArn"_s, arn(table)}, {u"BackupName"_s, u"pre-"_s + table},
        {u"BackupStatus"_s, status}, {u"BackupType"_s, u"USER"_s}, {u"BackupSizeBytes"_s, 1024},
        {u"BackupCreationDateTime"_s, at.toString(Qt::ISODateWithMs)}};
}

QJsonObject snapshot(const QString &instance, const QDateTime &at, const QString &status)
{
    return {{u"DBInstanceIdentifier"_s, instance}, {u"DBSnapshotIdentifier"_s, u"%1-%2"_s.arg(instance, status)},
        {u"DBSnapshotArn"_s, u"arn:snapshot:%1:%2"_s.arg(instance, status)}, {u"SnapshotType"_s, u"manual"_s},
        {u"Status"_s, status}, {u"AllocatedStorage"_s, 20}, {u"SnapshotCreateTime"_s, at.toString(Qt::ISODateWithMs)}};
}

Asset declared(const QString &id, AssetKind kind)
{
    Asset asset;
    asset.id = id;
    asset.kind = kind;
    asset.title = id;
    asset.name = id;
    asset.isDeclared = true;
    return asset;
}

Manifest recorded(const QString &asset, const QString &kind, const QDateTime &at, const QString &native = {})
{
    Manifest manifest;
    manifest.id = u"20261130T110000Z-0001"_s;
    manifest.asset = asset;
    manifest.kind = kind;
    manifest.system = u"shop"_s;
    manifest.native = native;
    manifest.takenAt = at;
    manifest.finishedAt = at;
    return manifest;
}

/// A system of one table, one instance and one database, with what their places say of them.
struct RequirementBench
{
    RequirementBench()
    {
        system.id = {u"shop"_s};
        system.assets = {declared(u"orders"_s, AssetKind::Table), declared(u"shop"_s, AssetKind::Instance),
            declared(u"main"_s, AssetKind::Database)};
    }

    operations::StepEvent require(const QStringList &assets, const QString &within = u"1h"_s)
    {
        tellAccount();
        AwsBackupService board({caller, known.models, vault, clock}, system);
        const BackupPlanner planner(known.catalog, operations::Planner(known.catalog, known.models, {}));
        BackupExecutor executor({system, vault, clock, &board}, operations::Executors({}),
            operations::Planner(known.catalog, known.models, {}));
        ExecutorBench bench(known, {&executor}, {&planner}, sleeper);
        return bench.runStep(
            stepOf(u"backup:require"_s, {{u"assets"_s, QJsonArray::fromStringList(assets)}, {u"within"_s, within}}));
    }
    void keep(const Manifest &manifest) const
    {
        const QString path = u"%1/%2/%3"_s.arg(folder.path(), Vault::folderNameOf(manifest.asset), manifest.id);
        QVERIFY(QDir().mkpath(path));
        QFile file(path + u"/manifest.json"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(toJson(manifest));
    }

    QJsonArray tables;
    QJsonArray snapshots;
    QString failing; ///< what the account does not let us ask

private:
    /// A look at an asset reads the lists of its kind; at one that no file names those of every kind.
    void tellAccount()
    {
        const QJsonArray instances{QJsonObject{{u"DBInstanceIdentifier"_s, u"shop"_s}}};
        for (int looks = 0; looks < 4; ++looks) {
            answer(u"ListTables"_s, {{u"TableNames"_s, QJsonArray{u"orders"_s}}});
            answer(u"ListBackups"_s, {{u"BackupSummaries"_s, tables}});
            answer(u"ListBackups"_s, {}); // of AWS Backup
            answer(u"DescribeContinuousBackups"_s, {});
            answer(u"DescribeDBInstances"_s, {{u"DBInstances"_s, instances}});
            answer(u"DescribeDBSnapshots"_s, {{u"DBSnapshots"_s, snapshots}});
            for (const QString &other : {u"ListBuckets"_s, u"DescribeCacheClusters"_s, u"DescribeSnapshots"_s,
                     u"ListUserPools"_s, u"ListFunctions"_s})
                answer(other, {});
        }
    }
    void answer(const QString &operation, const QJsonObject &json)
    {
        if (failing == operation)
            caller.fail(operation, Error(Error::Kind::Denied, u"The role may not look."_s));
        else
            caller.answer(operation, json);
    }

    const Knowledge &known = everything();
    QTemporaryDir folder;
    MockClock clock{Now};
    InstantSleeper sleeper;
    SystemInfo system;
    FakeCaller caller;
    Vault vault{folder.path()};
};

QString codeOf(const operations::StepEvent &event) { return event.error ? event.error->code() : QString(); }
QString messageOf(const operations::StepEvent &event) { return event.error ? event.error->message() : QString(); }

} // namespace

class TestRequirement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void require_youngBackupOfEach_namesThem()
    {
        RequirementBench bench;
        bench.tables = {tableBackup(u"orders"_s, Now.addSecs(-1800), u"AVAILABLE"_s),
            tableBackup(u"orders"_s, Now.addSecs(-90000), u"AVAILABLE"_s)};
        bench.snapshots = {snapshot(u"shop"_s, Now.addSecs(-3600), u"available"_s)};
        bench.keep(recorded(u"main"_s, u"database"_s, Now.addSecs(-60)));

        const auto ended = bench.require({u"orders"_s, u"shop"_s, u"main"_s});

        QVERIFY2(ended.state == StepState::Done, qPrintable(messageOf(ended)));
        const QJsonArray backups = ended.output[u"backups"].toArray();
        QCOMPARE(backups.size(), 3);
        QCOMPARE(backups.at(0).toObject(),
            (QJsonObject{
                {u"asset"_s, u"orders"_s}, {u"id"_s, arn(u"orders"_s)}, {u"takenAt"_s, u"2026-11-30T11:30:00Z"_s}}));
        QCOMPARE(backups.at(1)[u"id"].toString(), u"arn:snapshot:shop:available"_s);
        QCOMPARE(backups.at(2)[u"id"].toString(), u"20261130T110000Z-0001"_s);
    }

    void require_oldBackup_isNone()
    {
        RequirementBench bench;
        bench.tables = {tableBackup(u"orders"_s, Now.addSecs(-3601), u"AVAILABLE"_s)};

        const auto ended = bench.require({u"orders"_s});

        QCOMPARE(codeOf(ended), u"NoBackup"_s);
        QVERIFY2(messageOf(ended).contains(u"orders (the newest is of 2026-11-30T10:59:59Z)"_s),
            qPrintable(messageOf(ended)));
    }

    void require_backupInTheMaking_isNone_data()
    {
        QTest::addColumn<QString>("asset");
        QTest::addColumn<QString>("why");
        QTest::newRow("table") << u"orders"_s << u"orders (the newest is still being made)"_s;
        QTest::newRow("instance") << u"shop"_s << u"shop (the newest is still being made)"_s;
    }
    void require_backupInTheMaking_isNone()
    {
        QFETCH(QString, asset);
        QFETCH(QString, why);
        RequirementBench bench;
        bench.tables = {tableBackup(u"orders"_s, Now.addSecs(-5), u"CREATING"_s)};
        bench.snapshots = {snapshot(u"shop"_s, Now.addSecs(-5), u"creating"_s)};

        const auto ended = bench.require({asset});

        QCOMPARE(codeOf(ended), u"NoBackup"_s);
        QVERIFY2(messageOf(ended).contains(why), qPrintable(messageOf(ended)));
    }

    void require_failedBackup_isNone()
    {
        RequirementBench bench;
        bench.snapshots = {snapshot(u"shop"_s, Now.addSecs(-5), u"failed"_s)};

        const auto ended = bench.require({u"shop"_s});

        QCOMPARE(codeOf(ended), u"NoBackup"_s);
        QVERIFY2(messageOf(ended).contains(u"shop (the newest failed)"_s), qPrintable(messageOf(ended)));
    }

    void require_youngBehindOneInTheMaking_counts()
    {
        RequirementBench bench;
        bench.snapshots = {snapshot(u"shop"_s, Now.addSecs(-5), u"creating"_s),
            snapshot(u"shop"_s, Now.addSecs(-1200), u"available"_s)};

        QCOMPARE(bench.require({u"shop"_s}).state, StepState::Done);
    }

    void require_recordOfWhatAwsHasNoMore_isNone()
    {
        RequirementBench bench;
        bench.keep(recorded(u"orders"_s, u"table"_s, Now.addSecs(-60), arn(u"orders"_s)));

        const auto ended = bench.require({u"orders"_s});

        QCOMPARE(codeOf(ended), u"NoBackup"_s);
        QVERIFY2(messageOf(ended).contains(u"AWS does not have this backup any more"_s), qPrintable(messageOf(ended)));
    }

    void require_severalWithout_areAllNamed()
    {
        RequirementBench bench;

        const auto ended = bench.require({u"orders"_s, u"shop"_s, u"nowhere"_s});

        QCOMPARE(codeOf(ended), u"NoBackup"_s);
        for (const QString &part : {u"orders (it has none)"_s, u"shop (it has none)"_s, u"nowhere (nothing"_s})
            QVERIFY2(messageOf(ended).contains(part), qPrintable(messageOf(ended)));
    }

    void require_awsCanNotBeAsked_isNotTakenForABackup()
    {
        RequirementBench bench;
        bench.failing = u"ListBackups"_s;
        bench.keep(recorded(u"orders"_s, u"table"_s, Now.addSecs(-60), arn(u"orders"_s)));

        const auto ended = bench.require({u"orders"_s});

        QCOMPARE(ended.state, StepState::Failed);
        QCOMPARE(messageOf(ended), u"The role may not look."_s);
    }

    void require_withoutAssetsOrTime_isRefusedWhenItIsPlanned()
    {
        RequirementBench bench;

        QVERIFY(messageOf(bench.require({})).contains(u"“assets”"_s));
        QVERIFY(messageOf(bench.require({u"orders"_s}, {})).contains(u"“within”"_s));
    }
};

QTEST_GUILESS_MAIN(TestRequirement)
#include "tst_requirement.moc"
