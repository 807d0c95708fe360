// SPDX-License-Identifier: GPL-3.0-or-later
#include <board/awsbackupservice.h>

#include <support/await.h>
#include <support/fakecaller.h>
#include <support/mockclock.h>

#include <core/assetkind.h>

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace sm;
using namespace sm::backups;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QDateTime Now(QDate(2026, 11, 29), QTime(12, 0), Qt::UTC);
const QString Arn = u"arn:aws:dynamodb:us-east-1:123456789012:table/Orders/backup/01-a"_s;

Asset declared(const QString &id, AssetKind kind, const QString &name)
{
    Asset asset;
    asset.id = id;
    asset.kind = kind;
    asset.title = id;
    asset.name = name;
    asset.policy = {24h, 24h * 30, 14};
    asset.isDeclared = true;
    return asset;
}

Manifest manifest(const QString &asset, const QString &kind, const QString &id)
{
    Manifest manifest;
    manifest.id = id;
    manifest.asset = asset;
    manifest.kind = kind;
    manifest.system = u"shop"_s;
    manifest.takenAt = Now.addSecs(-3600);
    manifest.finishedAt = manifest.takenAt;
    return manifest;
}

QJsonObject summary(const QString &table, const QString &arn, const QDateTime &at)
{
    return {{u"TableName"_s, table}, {u"BackupArn"_s, arn}, {u"BackupName"_s, u"b-"_s + table},
        {u"BackupStatus"_s, u"AVAILABLE"_s}, {u"BackupType"_s, u"USER"_s}, {u"BackupSizeBytes"_s, 1024 * 1024 * 1024},
        {u"BackupCreationDateTime"_s, at.toString(Qt::ISODateWithMs)}};
}

/// A system with a vault of its own and an account that says what the test says.
class Board
{
public:
    Board()
    {
        system.id.value = u"shop"_s;
        for (const char *operation : {"ListTables", "ListBackups", "DescribeDBInstances", "DescribeDBSnapshots",
                 "ListBuckets", "DescribeCacheClusters", "DescribeSnapshots", "ListUserPools", "ListFunctions"})
            answers.insert(QString::fromLatin1(operation), {});
    }

    void keep(const Manifest &manifest) const
    {
        const QString path = u"%1/%2/%3"_s.arg(folder.path(), Vault::folderNameOf(manifest.asset), manifest.id);
        QDir().mkpath(path);
        QFile file(path + u"/manifest.json"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(toJson(manifest));
    }

    void damage(const Manifest &manifest) const
    {
        QFile file(u"%1/%2/%3/manifest.json"_s.arg(folder.path(), Vault::folderNameOf(manifest.asset), manifest.id));
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.seek(file.size() / 2);
        file.write("#");
    }

    QList<AssetStanding> read()
    {
        prepare();
        QList<AssetStanding> standings;
        const auto take = [&standings](const AssetStanding &standing) { standings << standing; };
        const auto service = this->service();
        const auto done = await(service->board(take, {}));
        outcome = done.value_or(Error(Error::Kind::Timeout, u"The board did not end."_s));
        return standings;
    }

    Result<AssetStanding> one(const QString &asset)
    {
        prepare();
        const auto service = this->service();
        return await(service->standing(asset, {})).value_or(Error(Error::Kind::Timeout, u"It did not end."_s));
    }

    std::unique_ptr<AwsBackupService> service()
    {
        return std::make_unique<AwsBackupService>(AwsBackupService::Services{caller, models, vault, clock}, system);
    }

    QMap<QString, QJsonObject> answers;
    QMap<QString, Error> failures;
    FakeCaller caller;
    SystemInfo system;
    Result<void> outcome = ok();

private:
    void prepare()
    {
        for (auto answer = answers.begin(); answer != answers.end(); ++answer) {
            if (failures.contains(answer.key())) {
                caller.fail(answer.key(), *failures.find(answer.key()));
                caller.fail(answer.key(), *failures.find(answer.key()));
            } else {
                caller.answer(answer.key(), *answer);
            }
        }
        caller.answer(u"ListBackups"_s, {}); // of AWS Backup
    }

    aws::Models models;
    QTemporaryDir folder;
    Vault vault{folder.path()};
    MockClock clock{Now};
};

QStringList idsOf(const QList<AssetStanding> &standings)
{
    QStringList ids;
    for (const AssetStanding &each : standings)
        ids << each.asset.id;
    return ids;
}

void recover(Board &board, int tables)
{
    const QJsonObject recovery{{u"PointInTimeRecoveryStatus"_s, u"ENABLED"_s},
        {u"EarliestRestorableDateTime"_s, u"2026-11-01T00:00:00.000Z"_s},
        {u"LatestRestorableDateTime"_s, u"2026-11-29T11:55:00.000Z"_s}};
    for (int i = 0; i < tables; ++i)
        board.caller.answer(u"DescribeContinuousBackups"_s,
            {{u"ContinuousBackupsDescription"_s, QJsonObject{{u"PointInTimeRecoveryDescription"_s, recovery}}}});
}

} // namespace

class TestAwsBackupService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void board_emptyAccount_hasTheDeclaredOnes()
    {
        Board board;
        board.system.assets = {declared(u"main"_s, AssetKind::Database, u"main"_s),
            declared(u"supabase"_s, AssetKind::External, u"supabase"_s)};

        const auto standings = board.read();

        QVERIFY2(board.outcome, qPrintable(board.outcome ? QString() : board.outcome.error().message()));
        QCOMPARE(idsOf(standings), (QStringList{u"main"_s, u"supabase"_s}));
        QCOMPARE(standings.constFirst().backup, Due::Never);
        QVERIFY(!standings.constFirst().problem);
    }

    void board_tables_declaredFirst_foundAfter()
    {
        Board board;
        board.system.assets = {declared(u"orders"_s, AssetKind::Table, u"Orders"_s)};
        board.answers[u"ListTables"_s] = {{u"TableNames"_s, QJsonArray{u"Carts"_s, u"Orders"_s, u"orders"_s}}};
        board.answers[u"ListBackups"_s] = {{u"BackupSummaries"_s,
            QJsonArray{
                summary(u"Orders"_s, Arn, Now.addSecs(-7200)), summary(u"Gone"_s, u"arn:gone"_s, Now.addDays(-40))}}};
        recover(board, 4);

        const auto standings = board.read();

        QCOMPARE(idsOf(standings), (QStringList{u"orders"_s, u"Carts"_s, u"Gone"_s, u"table:orders"_s}));
        const AssetStanding &orders = standings.at(0);
        QCOMPARE(orders.backup, Due::InTime);
        QCOMPARE(orders.backups.size(), 1);
        QCOMPARE(orders.backups.constFirst().id, Arn);
        QCOMPARE(orders.backups.constFirst().monthlyCost->toString(), u"0.1"_s);
        QCOMPARE(orders.recoversToAnyTime, std::optional(true));
        QCOMPARE(orders.latestTime, QDateTime(QDate(2026, 11, 29), QTime(11, 55), Qt::UTC));
        QCOMPARE(standings.at(1).backup, Due::NoPolicy);
        QVERIFY(standings.at(2).asset.title.contains(u"deleted"_s));
        QCOMPARE(board.caller.inputs(u"ListBackups"_s).at(0).value(u"BackupType"_s).toString(), u"ALL"_s);
        QCOMPARE(board.caller.inputs(u"ListBackups"_s).at(1).value(u"BackupType"_s).toString(), u"AWS_BACKUP"_s);
    }

    void board_joinsWithTheVaultByArn()
    {
        Board board;
        board.system.assets = {declared(u"orders"_s, AssetKind::Table, u"Orders"_s)};
        board.answers[u"ListTables"_s] = {{u"TableNames"_s, QJsonArray{u"Orders"_s}}};
        board.answers[u"ListBackups"_s]
            = {{u"BackupSummaries"_s, QJsonArray{summary(u"Orders"_s, Arn, Now.addSecs(-3600))}}};
        Manifest kept = manifest(u"orders"_s, u"table"_s, u"20261129T110000Z-aaaa"_s);
        kept.native = Arn;
        kept.set = u"pre-deployment"_s;
        kept.items = 12;
        kept.settings = {{u"ttl"_s, true}};
        board.keep(kept);
        Manifest lost = manifest(u"orders"_s, u"table"_s, u"20261128T110000Z-bbbb"_s);
        lost.native = u"arn:lost"_s;
        board.keep(lost);
        recover(board, 1);

        const auto standings = board.read();

        QCOMPARE(standings.size(), 1);
        QCOMPARE(standings.at(0).backups.size(), 2);
        const auto &backups = standings.at(0).backups;
        const Backup &joined = backups.at(0).native == Arn ? backups.at(0) : backups.at(1);
        const Backup &gone = backups.at(0).native == Arn ? backups.at(1) : backups.at(0);
        QCOMPARE(joined.id, kept.id);
        QCOMPARE(joined.set, kept.set);
        QCOMPARE(joined.items, std::optional<qint64>(12));
        QVERIFY(joined.hasSettings);
        QCOMPARE(joined.bytes, std::optional<qint64>(1024 * 1024 * 1024));
        QCOMPARE(gone.state, Backup::State::Failed);
        QVERIFY(!gone.problem.isEmpty());
    }

    void board_listsThatCanNotBeRead_doNotSayThatBackupsAreGone()
    {
        Board board;
        board.system.assets = {declared(u"orders"_s, AssetKind::Table, u"Orders"_s)};
        board.failures.insert(u"ListBackups"_s, Error(Error::Kind::Denied, u"No."_s));
        Manifest kept = manifest(u"orders"_s, u"table"_s, u"20261129T110000Z-aaaa"_s);
        kept.native = Arn;
        board.keep(kept);

        const auto standings = board.read();

        QVERIFY(board.outcome);
        QCOMPARE(standings.size(), 1);
        QCOMPARE(standings.at(0).problem->kind(), Error::Kind::Denied);
        QCOMPARE(standings.at(0).backups.constFirst().state, Backup::State::Available);
    }

    void board_oneKindDenied_othersCome()
    {
        Board board;
        board.failures.insert(u"ListFunctions"_s, Error(Error::Kind::Denied, u"No."_s));
        board.answers[u"ListBuckets"_s]
            = {{u"Buckets"_s, QJsonArray{QJsonObject{{u"Name"_s, u"logs"_s}}, QJsonObject{{u"Name"_s, u"a"_s}}}}};

        const auto standings = board.read();

        QVERIFY(board.outcome);
        QCOMPARE(standings.size(), 3);
        QVERIFY(idsOf(standings).contains(u"logs"_s));
        const auto functions = std::find_if(standings.begin(), standings.end(),
            [](const AssetStanding &each) { return each.asset.kind == AssetKind::Function; });
        QVERIFY(functions != standings.end());
        QCOMPARE(functions->problem->kind(), Error::Kind::Denied);
        QVERIFY(!board.service()->procedure(functions->asset, BackupAction::Create));
    }

    void board_nothingCanBeRead_isTheError()
    {
        Board board;
        board.system.assets = {declared(u"main"_s, AssetKind::Database, u"main"_s)};
        for (auto answer = board.answers.begin(); answer != board.answers.end(); ++answer)
            board.failures.insert(answer.key(), Error(Error::Kind::Network, u"Off."_s));

        const auto standings = board.read();

        QVERIFY(!board.outcome);
        QCOMPARE(board.outcome.error().kind(), Error::Kind::Network);
        QVERIFY(idsOf(standings).contains(u"main"_s));
    }

    void board_cancelled()
    {
        Board board;
        CancelSource source;
        source.cancel();
        int handed = 0;
        const auto count = [&handed](const AssetStanding &) { ++handed; };

        const auto service = board.service();
        const auto outcome = await(service->board(count, source.token()));

        QVERIFY(outcome && !*outcome);
        QCOMPARE(outcome->error().kind(), Error::Kind::Cancelled);
        QCOMPARE(handed, 0);
    }

    void board_instances_haveSnapshotsAndTimes()
    {
        Board board;
        board.answers[u"DescribeDBInstances"_s] = {{u"DBInstances"_s,
            QJsonArray{QJsonObject{{u"DBInstanceIdentifier"_s, u"db"_s}, {u"BackupRetentionPeriod"_s, 7},
                {u"LatestRestorableTime"_s, u"2026-11-29T11:55:00Z"_s},
                {u"InstanceCreateTime"_s, u"2026-11-25T00:00:00Z"_s}}}}};
        const QJsonObject automated{{u"DBSnapshotIdentifier"_s, u"rds:db-1"_s}, {u"DBInstanceIdentifier"_s, u"db"_s},
            {u"SnapshotCreateTime"_s, u"2026-11-29T03:00:00Z"_s}, {u"Status"_s, u"available"_s},
            {u"SnapshotType"_s, u"automated"_s}, {u"AllocatedStorage"_s, 20}};
        QJsonObject manual = automated;
        manual[u"DBSnapshotIdentifier"_s] = u"mine"_s;
        manual[u"SnapshotType"_s] = u"manual"_s;
        manual[u"Status"_s] = u"creating"_s;
        board.answers[u"DescribeDBSnapshots"_s] = {{u"DBSnapshots"_s, QJsonArray{automated, manual}}};

        const auto standings = board.read();

        QCOMPARE(standings.size(), 1);
        const AssetStanding &db = standings.constFirst();
        QCOMPARE(db.recoversToAnyTime, std::optional(true));
        QCOMPARE(db.earliestTime, QDateTime(QDate(2026, 11, 25), QTime(0, 0), Qt::UTC));
        QCOMPARE(db.backups.size(), 2);
        QCOMPARE(db.newest()->name, u"rds:db-1"_s);
        QVERIFY(!db.newest()->monthlyCost);
    }

    void board_clusters_byTheirGroup()
    {
        Board board;
        board.answers[u"DescribeCacheClusters"_s] = {{u"CacheClusters"_s,
            QJsonArray{QJsonObject{{u"CacheClusterId"_s, u"redis-001"_s}, {u"ReplicationGroupId"_s, u"redis"_s},
                           {u"Engine"_s, u"redis"_s}},
                QJsonObject{{u"CacheClusterId"_s, u"mem"_s}, {u"Engine"_s, u"memcached"_s}}}}};
        const QJsonArray nodes{
            QJsonObject{{u"SnapshotCreateTime"_s, u"2026-11-29T03:00:00Z"_s}, {u"CacheSize"_s, u"512 MB"_s}},
            QJsonObject{{u"SnapshotCreateTime"_s, u"2026-11-29T03:01:00Z"_s}, {u"CacheSize"_s, u"512 MB"_s}}};
        board.answers[u"DescribeSnapshots"_s] = {{u"Snapshots"_s,
            QJsonArray{QJsonObject{{u"SnapshotName"_s, u"nightly"_s}, {u"ReplicationGroupId"_s, u"redis"_s},
                {u"SnapshotStatus"_s, u"available"_s}, {u"NodeSnapshots"_s, nodes}}}}};

        const auto standings = board.read();

        QCOMPARE(idsOf(standings), QStringList{u"redis"_s});
        QCOMPARE(standings.constFirst().backups.constFirst().bytes, std::optional<qint64>(1024 * 1024 * 1024));
        QCOMPARE(standings.constFirst().backups.constFirst().monthlyCost->toString(), u"0.085"_s);
    }

    /// What was deleted with everything that knew of it is the most important to find.
    void board_backupsOfWhatIsGone_areThere()
    {
        Board board;
        Manifest pool = manifest(u"pool-of-old"_s, u"user-pool"_s, u"20261129T110000Z-aaaa"_s);
        pool.source = {{u"pool"_s, u"us-east-1_gone"_s}};
        board.keep(pool);

        const auto standings = board.read();

        QCOMPARE(idsOf(standings), QStringList{u"pool-of-old"_s});
        QCOMPARE(standings.constFirst().asset.name, u"us-east-1_gone"_s);
        QCOMPARE(standings.constFirst().backups.size(), 1);
    }

    void board_damagedManifest_isADamagedBackup()
    {
        Board board;
        board.system.assets = {declared(u"main"_s, AssetKind::Database, u"main"_s)};
        const Manifest kept = manifest(u"main"_s, u"database"_s, u"20261129T110000Z-aaaa"_s);
        board.keep(kept);
        Manifest wrong = kept;
        wrong.id = u"20261129T100000Z-bbbb"_s;
        board.keep(wrong);
        board.damage(wrong);

        const auto standings = board.read();

        QCOMPARE(standings.constFirst().backups.size(), 2);
        QCOMPARE(standings.constFirst().newest()->id, kept.id);
        const auto &backups = standings.constFirst().backups;
        QVERIFY(std::any_of(backups.begin(), backups.end(),
            [](const Backup &each) { return each.state == Backup::State::Damaged && !each.problem.isEmpty(); }));
    }

    void board_hostileNames_stayNames_data()
    {
        QTest::addColumn<QString>("name");
        for (const QString &name : {u"../../etc/passwd"_s, u"a/b"_s, u"<b>x</b>"_s, u"%1%2"_s, u"\u202Egnp.exe"_s,
                 u" "_s, u"-rf"_s, u"con"_s, u"a\nb"_s, QString(300, u'x')})
            QTest::newRow(qPrintable(name.left(20))) << name;
    }
    void board_hostileNames_stayNames()
    {
        QFETCH(QString, name);
        Board board;
        board.answers[u"ListTables"_s] = {{u"TableNames"_s, QJsonArray{name}}};
        board.keep(manifest(name, u"table"_s, u"20261129T110000Z-aaaa"_s));
        recover(board, 1);

        const auto standings = board.read();

        QCOMPARE(idsOf(standings), QStringList{name});
        QCOMPARE(standings.constFirst().backups.size(), 1);
        const auto procedure = board.service()->procedure(standings.constFirst().asset, BackupAction::Create);
        QCOMPARE(procedure->parameters.value(u"tables"_s), QJsonValue(QJsonArray{name}));
    }

    void standing_declared_asksOnlyItsKind()
    {
        Board board;
        board.system.assets = {declared(u"orders"_s, AssetKind::Table, u"Orders"_s)};
        board.answers[u"ListTables"_s] = {{u"TableNames"_s, QJsonArray{u"Orders"_s, u"Carts"_s}}};
        recover(board, 2);

        const auto standing = board.one(u"orders"_s);

        QVERIFY2(standing, qPrintable(standing ? QString() : standing.error().message()));
        QCOMPARE(standing->asset.name, u"Orders"_s);
        QVERIFY(board.caller.inputs(u"ListBuckets"_s).isEmpty());
        QCOMPARE(board.caller.inputs(u"DescribeContinuousBackups"_s).size(), 1);
    }

    void standing_byKindAndName()
    {
        Board board;
        board.answers[u"ListBuckets"_s] = {{u"Buckets"_s, QJsonArray{QJsonObject{{u"Name"_s, u"logs"_s}}}}};

        QCOMPARE(board.one(u"bucket:logs"_s)->asset.name, u"logs"_s);
    }

    void standing_unknown_namesTheNearest()
    {
        Board board;
        board.system.assets = {declared(u"orders"_s, AssetKind::Database, u"orders"_s)};

        const auto standing = board.one(u"ordres"_s);

        QVERIFY(!standing);
        QCOMPARE(standing.error().kind(), Error::Kind::NotFound);
        QVERIFY2(standing.error().message().contains(u"“orders”"_s), qPrintable(standing.error().message()));
    }
};

QTEST_GUILESS_MAIN(TestAwsBackupService)
#include "tst_awsbackupservice.moc"
