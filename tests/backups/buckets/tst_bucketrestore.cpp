// SPDX-License-Identifier: GPL-3.0-or-later
#include "bucketbench.h"

#include <support/sanitized.h>

#include <QJsonArray>

using namespace sm;
using namespace sm::test;

namespace {

/// A backup of shop/data/ in safe/b1/.
struct BackedUp : BucketBench
{
    explicit BackedUp(int count)
    {
        s3.pageSize = 100;
        fill(count);
        isTaken = run(u"bucket:snapshot"_s, snapshotOf()).state == StepState::Done;
        s3.calls.clear();
    }
    bool isTaken = false;
};

QJsonObject restoring(const QJsonObject &more = {})
{
    QJsonObject with = BucketBench::backup({{u"toBucket"_s, u"scratch"_s}, {u"toPrefix"_s, u"r"_s}});
    for (auto it = more.begin(); it != more.end(); ++it)
        with.insert(it.key(), it.value());
    return with;
}

} // namespace

class TestBucketRestore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void verify_oneFlippedByteAmongTenThousand_isFound()
    {
        BackedUp bench(isSanitized ? 1'000 : 10'000);
        QVERIFY(bench.isTaken);
        bench.s3.pageSize = 1000;
        QVERIFY_DONE(bench.run(u"bucket:verify"_s, BucketBench::backup()));
        const auto whole = bench.run(u"bucket:verify"_s, BucketBench::backup({{u"mode"_s, u"full"_s}}));
        QVERIFY_DONE(whole);
        QCOMPARE(whole.output[u"coverage"].toDouble(), 1);
        bench.s3.latest(u"safe"_s, u"b1/o00712"_s)->content[3] ^= 1; // nothing that S3 says of it changes

        const auto event = bench.run(u"bucket:verify"_s, BucketBench::backup({{u"mode"_s, u"full"_s}}));

        QCOMPARE(event.state, StepState::Failed);
        QCOMPARE(event.error->code(), u"ObjectsDiffer"_s);
        QVERIFY2(event.error->message().contains(u"b1/o00712"), qPrintable(event.error->message()));
    }

    void verify_checksums_findsWhatWasReplacedOrDeleted()
    {
        BackedUp bench(50);
        QVERIFY(bench.isTaken);
        bench.s3.put(u"safe"_s, u"b1/o00007"_s, "content 8"); // same size, no SHA-256: told by its ETag
        bench.s3.buckets[u"safe"_s].keys.remove("b1/o00009");

        const auto event = bench.run(u"bucket:verify"_s, BucketBench::backup());

        QCOMPARE(event.error->code(), u"ObjectsDiffer"_s);
        QVERIFY(event.error->message().contains(u"1 differ, 1 are missing"));
    }

    void compare_withWhatWasBackedUp_readsWhatHasNoChecksum()
    {
        BackedUp bench(12);
        QVERIFY(bench.isTaken);
        bench.s3.put(u"shop"_s, u"data/new"_s, "came later");
        const QJsonObject with = BucketBench::backup({{u"bucket"_s, u"shop"_s}, {u"prefix"_s, u"data/"_s}});

        const auto same = bench.run(u"bucket:compare"_s, with);
        bench.s3.put(u"shop"_s, u"data/o00003"_s, "changed 3");
        const auto differs = bench.run(u"bucket:compare"_s, with);

        QVERIFY_DONE(same);
        QCOMPARE(same.output[u"coverage"].toDouble(), 1);
        QCOMPARE(same.output[u"others"].toInt(), 1);
        QCOMPARE(differs.error->code(), u"ObjectsDiffer"_s);
    }

    void restore_andUndo_leaveTheDestinationAsItWas()
    {
        BackedUp bench(25);
        QVERIFY(bench.isTaken);
        bench.s3.put(u"scratch"_s, u"r/theirs"_s, "stays");

        const auto event = bench.run(u"bucket:restore"_s, restoring());
        QVERIFY_DONE(event);
        QCOMPARE(event.output[u"copied"].toInt(), 25);
        QCOMPARE(bench.s3.content(u"scratch"_s, u"r/o00011"_s), "content 11");
        QVERIFY(event.isVerified);
        const Result<operations::UndoPlan> undo = bench.all.undo(event.journalEntry);
        QVERIFY2(undo, undo ? "" : qPrintable(undo.error().message()));
        const auto report = bench.all.run(undo->plan);

        QVERIFY(report);
        QVERIFY_DONE(report->steps.first());
        QCOMPARE(bench.s3.keysIn(u"scratch"_s), QStringList{u"r/theirs"_s});
    }

    void restore_somethingElseIsThere_isRefused_andOverwriteIsTierThree()
    {
        BackedUp bench(5);
        QVERIFY(bench.isTaken);
        bench.s3.put(u"scratch"_s, u"r/o00002"_s, "theirs");

        const auto refused = bench.run(u"bucket:restore"_s, restoring());
        QCOMPARE(refused.error->code(), u"Exists"_s);
        QCOMPARE(bench.s3.keysIn(u"scratch"_s), QStringList{u"r/o00002"_s});
        const Result<Plan> plan
            = bench.all.observed({stepOf(u"bucket:restore"_s, restoring({{u"overwrite"_s, true}}))});
        QCOMPARE(plan->steps.first().tier, Tier::Destructive);
        const auto report = bench.all.run(*plan);

        QVERIFY_DONE(report->steps.first());
        QCOMPARE(report->steps.first().output[u"overwritten"].toInt(), 1);
        QCOMPARE(bench.s3.content(u"scratch"_s, u"r/o00002"_s), "content 2");
    }

    void restore_cutOff_doesTheRest()
    {
        BackedUp bench(60);
        QVERIFY(bench.isTaken);
        bench.s3.copiesUntilItBreaks = 33;
        const Result<Plan> plan = bench.all.observed({stepOf(u"bucket:restore"_s, restoring())});
        const auto broken = bench.all.run(*plan);
        QCOMPARE(broken->steps.first().state, StepState::Failed);
        bench.s3.copiesUntilItBreaks = -1;
        const qsizetype there = bench.s3.keysIn(u"scratch"_s).size();
        bench.s3.calls.clear();

        const auto report = bench.all.run(*plan); // the very plan is still good

        QVERIFY_DONE(report->steps.first());
        QCOMPARE(bench.s3.count(u"CopyObject"_s), 60 - there);
        QCOMPARE(bench.s3.keysIn(u"scratch"_s).size(), 60);
    }

    void restore_damagedObject_isFoundBeforeTheTargetIsTouched()
    {
        BackedUp bench(40);
        QVERIFY(bench.isTaken);
        bench.s3.put(u"safe"_s, u"b1/o00033"_s, "content 34");

        const auto event = bench.run(u"bucket:restore"_s, restoring());

        QCOMPARE(event.error->code(), u"BackupDamaged"_s);
        QCOMPARE(bench.s3.count(u"CopyObject"_s), 0);
    }

    void restore_archivedBackup_namesTheRunbook_andReadBackAsks()
    {
        BackedUp bench(4);
        QVERIFY(bench.isTaken);
        for (const QString &key : bench.s3.keysIn(u"safe"_s))
            bench.s3.latest(u"safe"_s, key)->storageClass = u"GLACIER"_s;

        const auto event = bench.run(u"bucket:restore"_s, restoring());
        QCOMPARE(event.error->code(), u"Archived"_s);
        QVERIFY(event.error->message().contains(u"read-back-objects"));
        const auto asked = bench.run(u"bucket:read-back"_s, BucketBench::backup({{u"speed"_s, u"Bulk"_s}}));
        const auto again = bench.run(u"bucket:read-back"_s, BucketBench::backup());

        QVERIFY_DONE(asked);
        QCOMPARE(asked.output[u"asked"].toInt(), 4);
        QVERIFY_DONE(again);
        QCOMPARE(again.output[u"alreadyAsked"].toInt(), 4);
        QCOMPARE(bench.s3.count(u"RestoreObject"_s), 4);
    }

    void deleteRestored_takesOnlyWhatTheBackupSays()
    {
        BackedUp bench(6);
        QVERIFY(bench.isTaken);
        QVERIFY_DONE(bench.run(u"bucket:restore"_s, restoring()));
        bench.s3.put(u"scratch"_s, u"r/o00004"_s, "edited since");
        bench.s3.put(u"scratch"_s, u"r/theirs"_s, "stays");

        const auto event = bench.run(
            u"bucket:delete-restored"_s, BucketBench::backup({{u"bucket"_s, u"scratch"_s}, {u"prefix"_s, u"r"_s}}));

        QVERIFY_DONE(event);
        QCOMPARE(event.output[u"deleted"].toInt(), 5);
        QCOMPARE(event.output[u"left"], QJsonValue(QJsonArray{u"r/o00004"_s}));
        QCOMPARE(bench.s3.keysIn(u"scratch"_s), (QStringList{u"r/o00004"_s, u"r/theirs"_s}));
    }

    void deleteRestored_neverTakesTheOriginalOrTheBackup()
    {
        BackedUp bench(6);
        QVERIFY(bench.isTaken);

        const auto original = bench.run(
            u"bucket:delete-restored"_s, BucketBench::backup({{u"bucket"_s, u"shop"_s}, {u"prefix"_s, u"data"_s}}));
        const auto backup = bench.run(
            u"bucket:delete-restored"_s, BucketBench::backup({{u"bucket"_s, u"safe"_s}, {u"prefix"_s, u"b1"_s}}));

        QCOMPARE(original.error->code(), u"IsTheOriginal"_s);
        QCOMPARE(backup.error->code(), u"IsTheBackup"_s);
        QCOMPARE(bench.s3.count(u"DeleteObject"_s), 0);
    }

    void removeSnapshot_takesExactlyTheCopies()
    {
        BackedUp bench(6);
        QVERIFY(bench.isTaken);
        bench.s3.put(u"safe"_s, u"b1/o00004"_s, "changed since");
        bench.s3.put(u"safe"_s, u"b1/theirs"_s, "stays");

        const auto plan = bench.all.plan({stepOf(u"bucket:remove-snapshot"_s, BucketBench::backup())});
        const auto event = bench.run(u"bucket:remove-snapshot"_s, BucketBench::backup());

        QVERIFY(plan);
        QCOMPARE(plan->steps.first().tier, Tier::Destructive);
        QVERIFY_DONE(event);
        QCOMPARE(event.output[u"deleted"].toInt(), 5);
        QCOMPARE(event.output[u"left"], QJsonValue(QJsonArray{u"b1/o00004"_s}));
        QCOMPARE(bench.s3.keysIn(u"safe"_s), (QStringList{u"b1/o00004"_s, u"b1/theirs"_s}));
        QCOMPARE(bench.s3.keysIn(u"shop"_s).size(), 6);
        QCOMPARE(bench.kept().size(), 1);
    }

    void removeSnapshot_deletesTheVersionsThatItMade_andNoOthers()
    {
        BucketBench bench;
        bench.fill(4);
        bench.s3.buckets[u"safe"_s].versioning = u"Enabled"_s;
        QVERIFY_DONE(bench.run(u"bucket:snapshot"_s, BucketBench::snapshotOf()));
        bench.s3.put(u"safe"_s, u"b1/o00002"_s, "changed since");

        const auto event = bench.run(u"bucket:remove-snapshot"_s, BucketBench::backup());

        QVERIFY_DONE(event);
        qsizetype versions = 0;
        for (const auto &each : std::as_const(bench.s3.buckets[u"safe"_s].keys))
            versions += each.size();
        QCOMPARE(versions, 1); // and no delete markers
        QCOMPARE(bench.s3.content(u"safe"_s, u"b1/o00002"_s), QByteArray("changed since"));
    }

    void removeSnapshot_leavesWhatAnotherBackupHasThere()
    {
        BackedUp bench(5);
        QVERIFY(bench.isTaken);
        const QString first = bench.kept().first().manifest.id;
        bench.s3.buckets[u"shop"_s].keys.remove("data/o00001");
        QVERIFY_DONE(bench.run(u"bucket:snapshot"_s, BucketBench::snapshotOf()));

        const auto event = bench.run(u"bucket:remove-snapshot"_s, BucketBench::backup({{u"backup"_s, first}}));

        QVERIFY_DONE(event);
        QCOMPARE(event.output[u"deleted"].toInt(), 1); // which the second has not
        QCOMPARE(bench.s3.keysIn(u"safe"_s).size(), 4);
        QVERIFY_DONE(bench.run(u"bucket:verify"_s, BucketBench::backup()));
    }
};

QTEST_GUILESS_MAIN(TestBucketRestore)
#include "tst_bucketrestore.moc"
