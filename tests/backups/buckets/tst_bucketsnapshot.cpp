// SPDX-License-Identifier: GPL-3.0-or-later
#include "bucketbench.h"

#include <support/fakecaller.h>

#include <QJsonArray>
#include <QJsonDocument>

using namespace sm;
using namespace sm::test;

namespace {

QList<QJsonObject> linesOf(const backups::Vault::Kept &kept)
{
    QFile file(kept.folder + u"/objects.jsonl"_s);
    QList<QJsonObject> lines;
    if (!file.open(QIODevice::ReadOnly))
        return lines;
    while (!file.atEnd())
        lines << QJsonDocument::fromJson(file.readLine()).object();
    return lines;
}

/// One object of 6 GiB, which S3 copies in parts alone, and the answers that its backup needs.
void scriptLargeObject(FakeCaller &caller)
{
    const qint64 size = 6LL * 1024 * 1024 * 1024;
    const QJsonArray original{QJsonObject{{u"Key"_s, u"data/big"_s}, {u"ETag"_s, u"\"e-1\""_s}, {u"Size"_s, size}}};
    const QJsonArray copy{QJsonObject{{u"Key"_s, u"b1/big"_s}, {u"ETag"_s, u"\"e-2\""_s}, {u"Size"_s, size}}};
    for (int look = 0; look < 2; ++look) { // before anything is copied, and then to copy it
        caller.answer(u"ListObjectsV2"_s, {{u"Contents"_s, original}});
        caller.answer(u"ListObjectsV2"_s, {});
    }
    caller.answer(u"ListObjectsV2"_s, {{u"Contents"_s, copy}});
    caller.answer(u"HeadObject"_s, {{u"ContentType"_s, u"video/mp4"_s}, {u"TagCount"_s, 1}});
    caller.answer(
        u"GetObjectTagging"_s, {{u"TagSet"_s, QJsonArray{QJsonObject{{u"Key"_s, u"team"_s}, {u"Value"_s, u"a&b"_s}}}}});
    caller.answer(u"CreateMultipartUpload"_s, {{u"UploadId"_s, u"u1"_s}});
    for (int part = 0; part < 12; ++part)
        caller.answer(u"UploadPartCopy"_s, {{u"CopyPartResult"_s, QJsonObject{{u"ETag"_s, u"\"p\""_s}}}});
    caller.answer(u"CompleteMultipartUpload"_s,
        {{u"ETag"_s, u"\"e-2\""_s}, {u"ChecksumCRC64NVME"_s, u"AAAAAAAAAAA="_s},
            {u"ChecksumType"_s, u"FULL_OBJECT"_s}});
}

QString valueOf(const QList<Change> &changes, const QString &what)
{
    for (const Change &each : changes) {
        if (each.what == what)
            return each.to;
    }
    return {};
}

} // namespace

class TestBucketSnapshot : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void snapshot_copiesAllPages_andKeepsTheirList()
    {
        BucketBench bench;
        bench.fill(10);
        bench.s3.put(u"shop"_s, u"data/a b/ü+%=😀.txt"_s, "odd");
        bench.s3.put(u"shop"_s, u"data/"_s, {});
        bench.s3.put(u"shop"_s, u"other"_s, "not meant");

        const auto event = bench.run(u"bucket:snapshot"_s, BucketBench::snapshotOf());

        QVERIFY_DONE(event);
        QCOMPARE(event.output[u"copied"].toInt(), 11);
        QCOMPARE(bench.s3.keysIn(u"safe"_s).size(), 11);
        QCOMPARE(bench.s3.content(u"safe"_s, u"b1/a b/ü+%=😀.txt"_s), "odd");
        QCOMPARE(bench.kept().size(), 1);
        const QList<QJsonObject> lines = linesOf(bench.kept().first());
        QCOMPARE(lines.size(), 11);
        QCOMPARE(lines.first()[u"key"], QJsonValue(u"data/a b/ü+%=😀.txt"_s));
        QCOMPARE(lines.first()[u"to"], QJsonValue(u"b1/a b/ü+%=😀.txt"_s));
        QVERIFY(!lines.first()[u"checksums"][u"ChecksumSHA256"].toString().isEmpty());
        const backups::Manifest manifest = bench.kept().first().manifest;
        QCOMPARE(manifest.items, 11);
        QCOMPARE(manifest.id, event.output[u"backup"].toString());
        QCOMPARE(manifest.contents[u"bytes"], event.output[u"bytes"]);
    }

    void snapshot_above5GiB_copiesInParts_withTagsAndAWholeChecksum()
    {
        const BucketBench bench;
        FakeCaller caller;
        scriptLargeObject(caller);
        backups::BucketExecutor executor(caller, bench.known.models, bench.vault, systemOfBuckets());
        InstantSleeper sleeper;
        ExecutorBench all(bench.known, {&executor}, {&bench.planner}, sleeper);

        const auto event = all.runStep(stepOf(u"bucket:snapshot"_s, BucketBench::snapshotOf()));

        QVERIFY_DONE(event);
        const QJsonObject upload = caller.inputs(u"CreateMultipartUpload"_s).first();
        QCOMPARE(upload[u"ChecksumAlgorithm"], QJsonValue(u"CRC64NVME"_s));
        QCOMPARE(upload[u"ChecksumType"], QJsonValue(u"FULL_OBJECT"_s));
        QCOMPARE(upload[u"Tagging"], QJsonValue(u"team=a%26b"_s));
        QCOMPARE(upload[u"ContentType"], QJsonValue(u"video/mp4"_s));
        QCOMPARE(caller.inputs(u"UploadPartCopy"_s).last()[u"CopySourceRange"],
            QJsonValue(u"bytes=5905580032-6442450943"_s));
        QCOMPARE(caller.inputs(u"CompleteMultipartUpload"_s).first()[u"IfNoneMatch"], QJsonValue(u"*"_s));
        const auto kept = await(bench.vault.list({}, {}));
        QCOMPARE(linesOf((*kept)->first()).first()[u"checksums"][u"ChecksumCRC64NVME"], QJsonValue(u"AAAAAAAAAAA="_s));
    }

    void plan_says_objectsBytesAndPrices()
    {
        BucketBench bench;
        bench.fill(4);

        const Result<Plan> plan = bench.all.observed(
            {stepOf(u"bucket:snapshot"_s, BucketBench::snapshotOf(u"data"_s, {{u"storageClass"_s, u"GLACIER"_s}}))});

        QVERIFY(plan);
        const Step step = plan->steps.first();
        QCOMPARE(step.tier, Tier::Reversible);
        QCOMPARE(step.resource, u"safe"_s);
        QCOMPARE(valueOf(step.changes, u"Objects to copy"_s), u"4"_s);
        QCOMPARE(valueOf(step.changes, u"Price of the copy"_s), u"less than $0.01"_s);
        QVERIFY(valueOf(step.changes, u"Reading it back"_s).contains(u"3 to 5 hours"));
        QVERIFY(bench.s3.buckets.value(u"safe"_s).keys.isEmpty());
    }

    void plan_staysGood_whileTheBucketIsWrittenTo()
    {
        BucketBench bench;
        bench.fill(4);
        const Result<Plan> plan = bench.all.observed({stepOf(u"bucket:snapshot"_s, BucketBench::snapshotOf())});
        bench.fill(5);

        const auto report = bench.all.run(*plan);

        QVERIFY(report);
        QVERIFY_DONE(report->steps.first());
        QCOMPARE(report->steps.first().output[u"objects"].toInt(), 5);
    }

    void snapshot_somethingElseIsThere_copiesNothing()
    {
        BucketBench bench;
        bench.fill(4);
        bench.s3.put(u"safe"_s, u"b1/o00003"_s, "theirs");

        const auto event = bench.run(u"bucket:snapshot"_s, BucketBench::snapshotOf());

        QCOMPARE(event.state, StepState::Failed);
        QCOMPARE(event.error->code(), u"Exists"_s);
        QCOMPARE(bench.s3.count(u"CopyObject"_s), 0);
        QVERIFY(bench.kept().isEmpty());
    }

    void snapshot_archivedObjects_copiesNothing()
    {
        BucketBench bench;
        bench.fill(4);
        bench.s3.latest(u"shop"_s, u"data/o00002"_s)->storageClass = u"DEEP_ARCHIVE"_s;

        const auto event = bench.run(u"bucket:snapshot"_s, BucketBench::snapshotOf());

        QCOMPARE(event.error->code(), u"Archived"_s);
        QVERIFY(event.error->message().contains(u"data/o00002"));
        QCOMPARE(bench.s3.count(u"CopyObject"_s), 0);
    }

    void snapshot_tooMany_orNothing_isRefused()
    {
        BucketBench bench;
        bench.fill(4);

        const auto many = bench.run(u"bucket:snapshot"_s, BucketBench::snapshotOf(u"data"_s, {{u"atMost"_s, 3}}));
        const auto none = bench.run(u"bucket:snapshot"_s, BucketBench::snapshotOf(u"nothing"_s));

        QCOMPARE(many.error->code(), u"TooMany"_s);
        QCOMPARE(none.error->code(), u"NothingToCopy"_s);
        QCOMPARE(bench.s3.count(u"CopyObject"_s), 0);
    }

    void snapshot_cutOff_goesOnWhereItWas()
    {
        BucketBench bench;
        bench.fill(20);
        bench.s3.copiesUntilItBreaks = 11;
        const auto broken = bench.run(u"bucket:snapshot"_s, BucketBench::snapshotOf());
        QCOMPARE(broken.state, StepState::Failed);
        QCOMPARE(broken.error->changed(), Error::Changed::Yes);
        QVERIFY(bench.kept().isEmpty());
        const qsizetype copiedBefore = bench.s3.keysIn(u"safe"_s).size();
        bench.s3.copiesUntilItBreaks = -1;
        bench.s3.calls.clear();

        const auto event = bench.run(u"bucket:snapshot"_s, BucketBench::snapshotOf());

        QVERIFY_DONE(event);
        QCOMPARE(event.output[u"objects"].toInt(), 20);
        QCOMPARE(bench.s3.count(u"CopyObject"_s), 20 - copiedBefore);
        QCOMPARE(linesOf(bench.kept().first()).size(), 20);
        QVERIFY_DONE(bench.run(u"bucket:verify"_s, BucketBench::backup({{u"mode"_s, u"full"_s}})));
    }

    void snapshot_whileAnotherRunTakesIt_isBusy()
    {
        BucketBench bench;
        bench.fill(20);
        bench.s3.copiesUntilItBreaks = 11;
        QCOMPARE(bench.run(u"bucket:snapshot"_s, BucketBench::snapshotOf()).state, StepState::Failed);
        bench.s3.copiesUntilItBreaks = -1;
        bench.s3.calls.clear();
        auto others = await(bench.vault.drafts({}, {})); // as another run that goes on with it
        QVERIFY(others && *others && (**others).size() == 1 && (**others).first().isHeld());

        const auto refused = bench.run(u"bucket:snapshot"_s, BucketBench::snapshotOf());

        QCOMPARE(refused.state, StepState::Failed);
        QCOMPARE(refused.error->kind(), Error::Kind::Conflict);
        QCOMPARE(refused.error->code(), u"Busy"_s);
        QCOMPARE(bench.s3.count(u"CopyObject"_s), 0);
        others.reset();
        QVERIFY_DONE(bench.run(u"bucket:snapshot"_s, BucketBench::snapshotOf()));
        QCOMPARE(bench.kept().size(), 1);
    }

    void undo_deletesTheCopies_andTheBackup()
    {
        BucketBench bench;
        bench.fill(5);
        bench.s3.put(u"safe"_s, u"b1/theirs"_s, "stays");
        bench.s3.put(u"safe"_s, u"b1/o00001"_s, "content 1");
        const auto event = bench.run(u"bucket:snapshot"_s, BucketBench::snapshotOf());
        QVERIFY_DONE(event);

        const Result<operations::UndoPlan> undo = bench.all.undo(event.journalEntry);
        QVERIFY2(undo, undo ? "" : qPrintable(undo.error().message()));
        const auto report = bench.all.run(undo->plan);

        QVERIFY2(report, report ? "" : qPrintable(report.error().message()));
        for (const auto &step : report->steps)
            QVERIFY_DONE(step);
        QCOMPARE(bench.s3.keysIn(u"safe"_s), (QStringList{u"b1/o00001"_s, u"b1/theirs"_s}));
        QVERIFY(bench.kept().isEmpty());
        QCOMPARE(bench.s3.keysIn(u"shop"_s).size(), 5);
    }

    void members_thatAreWrong_areNamed_data()
    {
        QTest::addColumn<QString>("uses");
        QTest::addColumn<QJsonObject>("more");
        QTest::addColumn<QString>("said");
        QTest::newRow("inside") << u"bucket:snapshot"_s
                                << QJsonObject{{u"toBucket"_s, u"shop"_s}, {u"toPrefix"_s, u"data/x"_s}}
                                << u"lies inside what is copied"_s;
        QTest::newRow("class") << u"bucket:snapshot"_s << QJsonObject{{u"storageClass"_s, u"WARM"_s}}
                               << u"has to be one of STANDARD,"_s;
        QTest::newRow("lanes") << u"bucket:snapshot"_s << QJsonObject{{u"concurrency"_s, 33}} << u"32 at most"_s;
        QTest::newRow("member") << u"bucket:snapshot"_s << QJsonObject{{u"bukket"_s, u"x"_s}}
                                << u"did you mean “bucket”"_s;
        QTest::newRow("verb") << u"bucket:snap"_s << QJsonObject() << u"known are bucket:compare"_s;
    }
    void members_thatAreWrong_areNamed()
    {
        QFETCH(QString, uses);
        QFETCH(QJsonObject, more);
        QFETCH(QString, said);
        const BucketBench bench;

        const Result<Plan> plan = bench.all.plan({stepOf(uses, BucketBench::snapshotOf(u"data"_s, more))});

        QVERIFY(!plan);
        QVERIFY2(plan.error().message().contains(said), qPrintable(plan.error().message()));
    }
};

QTEST_GUILESS_MAIN(TestBucketSnapshot)
#include "tst_bucketsnapshot.moc"
