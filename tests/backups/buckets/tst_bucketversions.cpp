// SPDX-License-Identifier: GPL-3.0-or-later
#include "bucketbench.h"

using namespace sm;
using namespace sm::test;

namespace {

/// One that was changed at noon: "kept" is as it was, "changed" and "deleted" are not, "new" came, and so did "back",
/// which had been deleted before.
struct ChangedAtNoon : BucketBench
{
    ChangedAtNoon()
    {
        s3.pageSize = 2;
        s3.buckets[u"shop"_s].versioning = u"Enabled"_s;
        for (const QString &key : {u"d/kept"_s, u"d/changed"_s, u"d/deleted"_s, u"d/back"_s, u"e/other"_s})
            s3.put(u"shop"_s, key, "old " + key.toUtf8());
        erase(u"d/back"_s);
        s3.now = s3.now.addSecs(3600);
        s3.put(u"shop"_s, u"d/changed"_s, "new content");
        s3.put(u"shop"_s, u"d/changed"_s, "newer content");
        s3.put(u"shop"_s, u"d/new"_s, "new");
        s3.put(u"shop"_s, u"d/back"_s, "new back");
        s3.put(u"shop"_s, u"e/other"_s, "new other");
        erase(u"d/deleted"_s);
        s3.now = s3.now.addSecs(3600);
    }
    void erase(const QString &key)
    {
        FakeBuckets::Object marker;
        marker.isMarker = true;
        marker.modified = s3.now;
        marker.versionId = u"m-"_s + key.mid(2);
        s3.buckets[u"shop"_s].keys[key.toUtf8()].prepend(marker);
    }
    static QJsonObject then(const QJsonObject &more = {})
    {
        QJsonObject with{{u"bucket"_s, u"shop"_s}, {u"prefix"_s, u"d"_s}, {u"at"_s, u"2026-11-01T12:30:00Z"_s}};
        for (auto it = more.begin(); it != more.end(); ++it)
            with.insert(it.key(), it.value());
        return with;
    }
};

} // namespace

class TestBucketVersions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plan_lists_whatIsBroughtBack()
    {
        ChangedAtNoon bench;

        const Result<Plan> plan = bench.all.observed({stepOf(u"bucket:restore-versions"_s, ChangedAtNoon::then())});

        QVERIFY2(plan, plan ? "" : qPrintable(plan.error().message()));
        const Step step = plan->steps.first();
        QCOMPARE(step.tier, Tier::Disruptive);
        QCOMPARE(step.changes.at(0).to, u"2"_s);
        QCOMPARE(step.changes.at(1).to, u"0"_s);
        QCOMPARE(step.changes.at(2).what, u"d/changed"_s);
        QCOMPARE(step.changes.at(3).what, u"d/deleted"_s);
        QCOMPARE(bench.s3.count(u"CopyObject"_s), 0);
    }

    void restore_bringsBackOldVersions_andLeavesNewObjects()
    {
        ChangedAtNoon bench;

        const auto event = bench.run(u"bucket:restore-versions"_s, ChangedAtNoon::then());

        QVERIFY_DONE(event);
        QCOMPARE(event.output[u"promoted"].toInt(), 2);
        QCOMPARE(bench.s3.content(u"shop"_s, u"d/changed"_s), "old d/changed");
        QCOMPARE(bench.s3.content(u"shop"_s, u"d/deleted"_s), "old d/deleted");
        QCOMPARE(bench.s3.content(u"shop"_s, u"d/new"_s), "new");
        QCOMPARE(bench.s3.content(u"shop"_s, u"e/other"_s), "new other");
    }

    void restore_deleteNewer_andUndo()
    {
        ChangedAtNoon bench;
        const QStringList before = bench.s3.keysIn(u"shop"_s);

        const auto event = bench.run(u"bucket:restore-versions"_s, ChangedAtNoon::then({{u"deleteNewer"_s, true}}));
        QVERIFY_DONE(event);
        QCOMPARE(event.output[u"deleted"].toInt(), 2);
        QCOMPARE(bench.s3.keysIn(u"shop"_s), (QStringList{u"d/changed"_s, u"d/deleted"_s, u"d/kept"_s, u"e/other"_s}));
        const Result<operations::UndoPlan> undo = bench.all.undo(event.journalEntry);
        QVERIFY2(undo, undo ? "" : qPrintable(undo.error().message()));
        const auto report = bench.all.run(undo->plan);

        QVERIFY(report);
        QVERIFY_DONE(report->steps.first());
        QCOMPARE(bench.s3.keysIn(u"shop"_s), before);
        QCOMPARE(bench.s3.content(u"shop"_s, u"d/changed"_s), "newer content");
        QCOMPARE(bench.s3.content(u"shop"_s, u"d/back"_s), "new back");
    }

    void restore_changedMeanwhile_isRefused()
    {
        ChangedAtNoon bench;
        const Result<Plan> plan = bench.all.observed({stepOf(u"bucket:restore-versions"_s, ChangedAtNoon::then())});
        bench.s3.put(u"shop"_s, u"d/changed"_s, "newest");

        const auto report = bench.all.run(*plan);

        QCOMPARE(report->steps.first().error->code(), u"PlanStale"_s);
        QCOMPARE(bench.s3.content(u"shop"_s, u"d/changed"_s), "newest");
    }

    void restore_withoutVersions_isRefused_data()
    {
        QTest::addColumn<QString>("versioning");
        QTest::newRow("never") << QString();
        QTest::newRow("suspended") << u"Suspended"_s;
    }
    void restore_withoutVersions_isRefused()
    {
        QFETCH(QString, versioning);
        ChangedAtNoon bench;
        bench.s3.buckets[u"shop"_s].versioning = versioning;

        const auto event = bench.run(u"bucket:restore-versions"_s, ChangedAtNoon::then());

        QCOMPARE(event.error->code(), u"NotVersioned"_s);
        QCOMPARE(bench.s3.count(u"CopyObject"_s), 0);
    }
};

QTEST_GUILESS_MAIN(TestBucketVersions)
#include "tst_bucketversions.moc"
