// SPDX-License-Identifier: GPL-3.0-or-later
// Backups of buckets against moto, through the real caller, Runner, journal, vault and undo. moto can not check the
// signatures of prefixes and of some keys, boto3's neither, so it does not check them here.
#include <buckets/bucketexecutor.h>
#include <buckets/bucketplanner.h>
#include <executors/executorbench.h>
#include <executors/s3executor.h>
#include <executors/s3planner.h>
#include <steps/backupexecutor.h>
#include <steps/backupplanner.h>
#include <support/motoaccount.h>

#include <QJsonArray>

using namespace sm;
using namespace sm::test;

namespace {

SystemInfo here()
{
    SystemInfo system;
    system.id = {u"demo"_s};
    return system;
}

struct World
{
    explicit World(const MotoServer &moto)
        : account(moto, known.catalog)
    {
    }

    operations::StepEvent run(const QString &uses, const QJsonObject &with) { return all.runStep(stepOf(uses, with)); }
    bool put(const QString &bucket, const QString &key, const QByteArray &body)
    {
        return account
            .ask(u"s3"_s, u"PutObject"_s,
                {{u"Bucket"_s, bucket}, {u"Key"_s, key}, {u"Body"_s, QString::fromLatin1(body.toBase64())},
                    {u"ContentType"_s, u"text/plain"_s}, {u"Metadata"_s, QJsonObject{{u"owner"_s, u"ada"_s}}}})
            .has_value();
    }
    QString bucket(const QString &name, bool hasVersions = false)
    {
        const auto made = account.ask(u"s3"_s, u"CreateBucket"_s, {{u"Bucket"_s, name}});
        if (made && hasVersions)
            (void)account.ask(u"s3"_s, u"PutBucketVersioning"_s,
                {{u"Bucket"_s, name}, {u"VersioningConfiguration"_s, QJsonObject{{u"Status"_s, u"Enabled"_s}}}});
        return made ? name : QString();
    }
    QString contentOf(const QString &bucket, const QString &key)
    {
        const auto got = account.ask(u"s3"_s, u"GetObject"_s, {{u"Bucket"_s, bucket}, {u"Key"_s, key}});
        return got ? QString::fromUtf8(QByteArray::fromBase64(got->value(u"Body"_s).toString().toLatin1()))
                   : got.error().code();
    }
    QStringList keysIn(const QString &bucket)
    {
        QStringList keys;
        const auto list = account.ask(u"s3"_s, u"ListObjectsV2"_s, {{u"Bucket"_s, bucket}});
        const QJsonArray objects = list ? (*list)[u"Contents"_s].toArray() : QJsonArray();
        for (const QJsonValue each : objects)
            keys << each[u"Key"_s].toString();
        return keys;
    }

    Knowledge known;
    MotoAccount account;
    QTemporaryDir folder;
    backups::Vault vault{folder.filePath(u"vault"_s)};
    backups::BucketExecutor executor{account.caller, known.models, vault, here()};
    executors::S3Executor copies{account.caller, known.models};
    backups::BucketPlanner planner{known.catalog};
    executors::S3Planner copiesPlanner{known.catalog};
    backups::BackupPlanner backupPlanner{known.catalog, operations::Planner(known.catalog, known.models, {&planner})};
    backups::BackupExecutor backupExecutor{{here(), vault, account.clock}, operations::Executors({&executor}),
        operations::Planner(known.catalog, known.models, {&planner})};
    ExecutorBench all{
        known, {&executor, &copies, &backupExecutor}, {&planner, &copiesPlanner, &backupPlanner}, account.sleeper};
};

QJsonObject snapshotOf(const QString &from, const QString &to)
{
    return {{u"asset"_s, from}, {u"bucket"_s, from}, {u"prefix"_s, u"in"_s}, {u"toBucket"_s, to},
        {u"toPrefix"_s, u"b/1"_s}};
}

QJsonObject newest(const QString &asset, const QJsonObject &more)
{
    QJsonObject with{{u"asset"_s, asset}, {u"backup"_s, u"newest"_s}};
    for (auto it = more.begin(); it != more.end(); ++it)
        with.insert(it.key(), it.value());
    return with;
}

/// \p event may be the run itself: it is evaluated once.
#define QVERIFY_DONE(event)                                                                                            \
    do {                                                                                                               \
        const operations::StepEvent &ended = (event);                                                                  \
        QVERIFY2(ended.state == StepState::Done, ended.error ? qPrintable(ended.error->message()) : "no error");       \
    } while (false)

} // namespace

class TestBucketsOnMoto : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<MotoServer> m_moto;
    std::unique_ptr<World> m_world;

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = MotoServer::whyUnavailable(); !why.isEmpty())
            QSKIP(qPrintable(why));
        m_moto = std::make_unique<MotoServer>();
        QVERIFY2(m_moto->failure().isEmpty(), qPrintable(m_moto->failure()));
        m_world = std::make_unique<World>(*m_moto);
    }

    void backup_verified_restored_compared_cleanedUp_undone_data()
    {
        QTest::addColumn<bool>("hasVersions");
        QTest::newRow("without versions") << false;
        QTest::newRow("with versions") << true;
    }
    void backup_verified_restored_compared_cleanedUp_undone()
    {
        QFETCH(bool, hasVersions);
        World &world = *m_world;
        const QString tail = hasVersions ? u"-v"_s : u"-p"_s;
        const QString from = world.bucket(u"way-from"_s + tail, hasVersions);
        const QString to = world.bucket(u"way-to"_s + tail, hasVersions);
        const QString scratch = world.bucket(u"way-scratch"_s + tail, hasVersions);
        for (const QString &key : {u"in/plain"_s, u"in/a b/c d.txt"_s, u"in/ü+%=é:x.txt"_s, u"in/日本"_s, u"other"_s})
            QVERIFY(world.put(from, key, "content of " + key.toUtf8()));
        const QJsonObject there{{u"bucket"_s, scratch}, {u"prefix"_s, u"r"_s}, {u"mode"_s, u"full"_s}};

        const auto taken = world.run(u"bucket:snapshot"_s, snapshotOf(from, to));
        QVERIFY_DONE(taken);
        QCOMPARE(taken.output[u"copied"].toInt(), 4);
        QVERIFY_DONE(world.run(u"bucket:verify"_s, newest(from, {})));
        const auto whole = world.run(u"bucket:verify"_s, newest(from, {{u"mode"_s, u"full"_s}}));
        QVERIFY_DONE(whole);
        QCOMPARE(whole.output[u"coverage"].toDouble(), 1);
        const auto restored
            = world.run(u"bucket:restore"_s, newest(from, {{u"toBucket"_s, scratch}, {u"toPrefix"_s, u"r"_s}}));
        QVERIFY_DONE(restored);
        QCOMPARE(world.contentOf(scratch, u"r/a b/c d.txt"_s), u"content of in/a b/c d.txt"_s);
        const auto head
            = world.account.ask(u"s3"_s, u"HeadObject"_s, {{u"Bucket"_s, scratch}, {u"Key"_s, u"r/plain"_s}});
        QCOMPARE((*head)[u"Metadata"][u"owner"], QJsonValue(u"ada"_s));
        QCOMPARE((*head)[u"ContentType"], QJsonValue(u"text/plain"_s));
        QVERIFY_DONE(world.run(u"bucket:compare"_s, newest(from, there)));
        QVERIFY(world.put(scratch, u"r/plain"_s, "changed"));
        QCOMPARE(world.run(u"bucket:compare"_s, newest(from, there)).error->code(), u"ObjectsDiffer"_s);
        QVERIFY_DONE(
            world.run(u"bucket:delete-restored"_s, newest(from, {{u"bucket"_s, scratch}, {u"prefix"_s, u"r"_s}})));
        QCOMPARE(world.keysIn(scratch), QStringList{u"r/plain"_s});

        const auto undo = world.all.undo(taken.journalEntry);
        QVERIFY2(undo, undo ? "" : qPrintable(undo.error().message()));
        const auto report = world.all.run(undo->plan);
        QVERIFY(report);
        for (const auto &step : report->steps)
            QVERIFY_DONE(step);
        QVERIFY(world.keysIn(to).isEmpty());
        QCOMPARE(world.keysIn(from).size(), 5);
    }

    void snapshot_ofMoreThanAPage_isWhole_andIsDownloaded()
    {
        World &world = *m_world;
        const QString from = world.bucket(u"pages-from"_s);
        const QString to = world.bucket(u"pages-to"_s);
        for (int number = 0; number < 1050; ++number)
            QVERIFY(world.put(from, u"in/%1"_s.arg(number), QByteArray::number(number)));

        const auto taken = world.run(u"bucket:snapshot"_s, snapshotOf(from, to));
        const auto loaded = world.run(u"bucket:download"_s,
            {{u"bucket"_s, to}, {u"prefix"_s, u"b/1"_s}, {u"folder"_s, world.folder.filePath(u"files"_s)}});

        QVERIFY_DONE(taken);
        QCOMPARE(taken.output[u"objects"].toInt(), 1050);
        QVERIFY_DONE(loaded);
        QCOMPARE(loaded.output[u"written"].toInt(), 1050);
        QCOMPARE(loaded.output[u"unchecked"].toInt(), 0);
        QFile file(world.folder.filePath(u"files/1049"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), "1049");
    }

    void versions_atATime_comeBack()
    {
        World &world = *m_world;
        const QString bucket = world.bucket(u"time-machine"_s, true);
        for (const QString &key : {u"d/changed"_s, u"d/deleted"_s, u"d/kept"_s})
            QVERIFY(world.put(bucket, key, "old"));
        QTest::qWait(2100); // S3 dates by the second, and moto can not be told what time it is
        const QString then = QDateTime::currentDateTimeUtc().addSecs(-1).toString(Qt::ISODate);
        QVERIFY(world.put(bucket, u"d/changed"_s, "new") && world.put(bucket, u"d/new"_s, "new"));
        QVERIFY(world.account.ask(u"s3"_s, u"DeleteObject"_s, {{u"Bucket"_s, bucket}, {u"Key"_s, u"d/deleted"_s}}));

        const auto event = world.run(u"bucket:restore-versions"_s,
            {{u"bucket"_s, bucket}, {u"prefix"_s, u"d"_s}, {u"at"_s, then}, {u"deleteNewer"_s, true}});

        QVERIFY_DONE(event);
        QCOMPARE(world.contentOf(bucket, u"d/changed"_s), u"old"_s);
        QCOMPARE(world.keysIn(bucket), (QStringList{u"d/changed"_s, u"d/deleted"_s, u"d/kept"_s}));
        const auto undo = world.all.undo(event.journalEntry);
        QVERIFY2(undo, undo ? "" : qPrintable(undo.error().message()));
        QVERIFY_DONE(world.all.run(undo->plan)->steps.first());
        QCOMPARE(world.keysIn(bucket), (QStringList{u"d/changed"_s, u"d/kept"_s, u"d/new"_s}));
        QCOMPARE(world.contentOf(bucket, u"d/changed"_s), u"new"_s);
    }
};

QTEST_GUILESS_MAIN(TestBucketsOnMoto)
#include "tst_bucketsonmoto.moc"
