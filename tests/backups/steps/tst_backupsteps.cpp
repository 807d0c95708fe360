// SPDX-License-Identifier: GPL-3.0-or-later
#include "stepsbench.h"

#include <QFile>
#include <QJsonArray>

using namespace sm;
using namespace sm::test;
using backups::Vault;
using operations::Executor;
using operations::Verdict;

namespace {

const QString someArn = u"arn:aws:dynamodb:eu-west-1:111122223333:table/ChatMessage-prod/backup/1"_s;

QJsonObject recordOf(const QJsonObject &more = {})
{
    QJsonObject with{{u"asset"_s, table}, {u"kind"_s, u"table"_s}, {u"native"_s, someArn}};
    for (auto it = more.begin(); it != more.end(); ++it)
        with.insert(it.key(), it.value());
    return with;
}

QString codeOf(const operations::StepEvent &event) { return event.error ? event.error->code() : QString(); }

} // namespace

class TestBackupSteps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void read_givesTheManifest()
    {
        StepsBench bench;
        const QString id = bench.keep();

        const auto read = bench.of(u"backup:read"_s, u"newest"_s);
        QCOMPARE(read.state, StepState::Done);
        QCOMPARE(read.output[u"id"], id);
        QCOMPARE(read.output[u"bytes"], 7);
        QCOMPARE(read.output[u"files"].toArray().size(), 1);
        QVERIFY(read.output[u"folder"].toString().endsWith(id));
    }

    void list_givesAllWithTheirStamps()
    {
        StepsBench bench;
        const QString id = bench.keep();
        QCOMPARE(bench.run(u"backup:record"_s, recordOf({{u"asset"_s, u"other"_s}})).state, StepState::Done);
        QCOMPARE(bench.of(u"backup:prove"_s, id, {{u"since"_s, bench.clock.nowUtc().toString(Qt::ISODate)}}).state,
            StepState::Done);

        QCOMPARE(bench.run(u"backup:list"_s, {}).output[u"backups"].toArray().size(), 2);
        const QJsonArray own = bench.run(u"backup:list"_s, {{u"asset"_s, table}}).output[u"backups"].toArray();
        QCOMPARE(own.size(), 1);
        QCOMPARE(own.first()[u"id"], id);
        QVERIFY(own.first()[u"verifiedAt"].isString());
        QVERIFY(own.first()[u"provenAt"].isNull());
        QVERIFY(own.first()[u"problem"].isNull());
    }

    void verify_readsAllAndStampsNothing()
    {
        StepsBench bench;
        const QString id = bench.keep();

        const auto verified = bench.of(u"backup:verify"_s, id);
        QCOMPARE(verified.state, StepState::Done);
        QCOMPARE(verified.output[u"id"], id);
        QCOMPARE(verified.output[u"files"], 1);
        QCOMPARE(verified.output[u"bytes"], 7);
        QCOMPARE(verified.output[u"coverage"], 1);
        QVERIFY(bench.kept().first().proofs.isEmpty());
    }

    void verify_ofADamagedOne_fails()
    {
        StepsBench bench;
        const QString id = bench.keep();
        QFile file(bench.kept().first().folder + u"/data"_s);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("contend") == 7);
        file.close();

        const auto verified = bench.of(u"backup:verify"_s, id);
        QCOMPARE(verified.state, StepState::Failed);
        QCOMPARE(codeOf(verified), u"BackupDamaged"_s);
    }

    void whatIsKeptElsewhere_canNotBeVerifiedHere()
    {
        StepsBench bench;
        const QString id = bench.run(u"backup:record"_s, recordOf()).output[u"backup"].toString();
        const QJsonObject since{{u"since"_s, bench.clock.nowUtc().toString(Qt::ISODate)}};

        QCOMPARE(codeOf(bench.of(u"backup:verify"_s, id)), u"KeptElsewhere"_s);
        QCOMPARE(codeOf(bench.of(u"backup:prove"_s, id, since)), u"KeptElsewhere"_s);
        QVERIFY(bench.kept().first().proofs.isEmpty());
        QJsonObject restored = since;
        restored.insert(u"restored"_s, true);
        QCOMPARE(bench.of(u"backup:prove"_s, id, restored).state, StepState::Done);
    }

    void prove_stampsTheTimeThatItTook()
    {
        StepsBench bench;
        const QString id = bench.keep();
        const QString since = bench.clock.nowUtc().toString(Qt::ISODate);
        bench.clock.advance(std::chrono::seconds(95));

        Step step = stepOf(u"backup:prove"_s,
            {{u"asset"_s, table}, {u"backup"_s, id}, {u"restored"_s, true}, {u"since"_s, since},
                {u"checks"_s, QJsonObject{{u"coverage"_s, 1}}}});
        const auto proven = bench.all.runStep(step);
        QCOMPARE(proven.state, StepState::Done);
        QCOMPARE(proven.output[u"seconds"], 95);
        const QList<backups::Proof> proofs = bench.kept().first().proofs;
        QCOMPARE(proofs.size(), 1);
        QCOMPARE(proofs.first().seconds, 95);
        QCOMPARE(proofs.first().isRestored, true);
        QCOMPARE(proofs.first().at, bench.clock.nowUtc());
        QCOMPARE(proofs.first().by, bench.all.entry(proven.journalEntry).actor);
        QCOMPARE(proofs.first().checks, (QJsonObject{{u"coverage"_s, 1}}));
    }

    void prove_fromTheFuture_isRefused()
    {
        StepsBench bench;
        const QString id = bench.keep();
        const QString since = bench.clock.nowUtc().addSecs(3600).toString(Qt::ISODate);

        QCOMPARE(codeOf(bench.of(u"backup:prove"_s, id, {{u"since"_s, since}})), u"InTheFuture"_s);
    }

    void record_keepsWhatARestoreDoesNotBringBack()
    {
        StepsBench bench;
        const QJsonObject settings{{u"ttl"_s, u"expires"_s}};
        const QJsonArray probes{QJsonObject{{u"name"_s, u"rows"_s}, {u"answer"_s, 3}}};
        const auto recorded = bench.run(u"backup:record"_s,
            recordOf({{u"settings"_s, settings}, {u"probes"_s, probes}, {u"items"_s, 12}, {u"set"_s, u"release"_s},
                {u"name"_s, u"pre"_s}, {u"takenAt"_s, u"2026-07-31T10:00:00Z"_s}}));

        QCOMPARE(recorded.state, StepState::Done);
        const auto read = await(bench.vault.read(table, someArn, {}));
        QVERIFY(read && *read);
        const backups::Manifest &manifest = (**read).manifest;
        QCOMPARE(manifest.id, recorded.output[u"backup"].toString());
        QCOMPARE(manifest.settings, settings);
        QCOMPARE(manifest.probes, probes);
        QCOMPARE(manifest.items, std::optional<qint64>(12));
        QCOMPARE(manifest.set, u"release"_s);
        QCOMPARE(manifest.takenAt, QDateTime({2026, 7, 31}, {10, 0}, Qt::UTC));
        QCOMPARE(manifest.system, u"demo"_s);
        QVERIFY(manifest.files.isEmpty());
    }

    void record_withoutATime_isOfNow()
    {
        StepsBench bench;
        QCOMPARE(bench.run(u"backup:record"_s, recordOf()).state, StepState::Done);
        QCOMPARE(bench.kept().first().manifest.takenAt, bench.clock.nowUtc());
    }

    void record_ofTheFuture_isRefused()
    {
        StepsBench bench;
        QCOMPARE(codeOf(bench.run(u"backup:record"_s, recordOf({{u"takenAt"_s, u"2027-01-01T00:00:00Z"_s}}))),
            u"InTheFuture"_s);
        QVERIFY(bench.kept().isEmpty());
    }

    void record_cutOffByACrash_leavesNothingOnceItIsDoneAgain()
    {
        StepsBench bench;
        const auto recorded = bench.run(u"backup:record"_s, recordOf());
        const QString folder = bench.kept().first().folder;
        QVERIFY(QDir().rename(folder, folder + u".partial"_s)); // as a crash right before the name leaves it
        QVERIFY(QDir().mkpath(folder + u"x.partial"_s)); // somebody else's, of whom nothing is known

        QCOMPARE(bench.run(u"backup:record"_s, recordOf()).state, StepState::Done);
        QCOMPARE(bench.kept().size(), 1);
        const auto drafts = await(bench.vault.drafts({}, {}));
        QVERIFY(drafts && *drafts);
        QCOMPARE((**drafts).size(), 1);
        QCOMPARE((**drafts).first().folder, folder + u"x.partial"_s);
    }

    void record_undone_isRemovedWithTheNameTyped()
    {
        StepsBench bench;
        const QString other = bench.keep();
        const auto recorded = bench.run(u"backup:record"_s, recordOf());
        QCOMPARE(bench.kept().size(), 2);

        const Result<operations::UndoPlan> undo = bench.all.undo(recorded.journalEntry);
        QVERIFY2(undo, qPrintable(undo ? QString() : undo.error().message()));
        QCOMPARE(undo->plan.tier(), Tier::Destructive);
        QCOMPARE(operations::Guard::nameToType(undo->plan), recorded.output[u"backup"].toString());
        const auto report = bench.all.run(undo->plan);
        QVERIFY(report && report->failed() == 0);
        QCOMPARE(report->steps.first().state, StepState::Done);
        QCOMPARE(bench.kept().size(), 1);
        QCOMPARE(bench.kept().first().manifest.id, other);
    }

    void record_undoneTwice_saysSo()
    {
        StepsBench bench;
        const auto recorded = bench.run(u"backup:record"_s, recordOf());
        const auto undo = bench.all.undo(recorded.journalEntry);
        QVERIFY(undo && bench.all.run(undo->plan));

        const auto again = bench.all.undo(recorded.journalEntry);
        QVERIFY(!again);
        QCOMPARE(again.error().code(), u"AlreadyBack"_s);
    }

    void remove_isOfTierThreeAndTakesOneOnly()
    {
        StepsBench bench;
        const QString one = bench.keep();
        const QString two = bench.keep();
        const auto plan = bench.all.plan({stepOf(u"backup:remove"_s, {{u"asset"_s, table}, {u"backup"_s, one}})});
        QVERIFY(plan);
        QCOMPARE(plan->tier(), Tier::Destructive);
        QCOMPARE(operations::Guard::nameToType(*plan), one);

        QCOMPARE(bench.of(u"backup:remove"_s, one).state, StepState::Done);
        QCOMPARE(bench.kept().size(), 1);
        QCOMPARE(bench.kept().first().manifest.id, two);
        QCOMPARE(bench.of(u"backup:remove"_s, one).error->kind(), Error::Kind::NotFound);
    }

    void remove_undone_saysThatNothingBringsItBack()
    {
        StepsBench bench;
        const auto removed = bench.of(u"backup:remove"_s, bench.keep());

        const auto undo = bench.all.undo(removed.journalEntry);
        QVERIFY(!undo);
        QCOMPARE(undo.error().code(), u"NotReversible"_s);
    }

    void remove_ofADamagedOne_works()
    {
        StepsBench bench;
        const QString id = bench.keep();
        QFile file(bench.kept().first().folder + u"/manifest.json"_s);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.close();

        QCOMPARE(bench.of(u"backup:remove"_s, id).state, StepState::Done);
        QVERIFY(bench.kept().isEmpty());
    }

    void input_thatDoesNotFit_isRefused_data()
    {
        QTest::addColumn<QString>("uses");
        QTest::addColumn<QJsonObject>("with");
        QTest::addColumn<QString>("why");
        const QJsonObject chosen{{u"asset"_s, table}, {u"backup"_s, u"x"_s}};
        QTest::newRow("no backup") << u"backup:read"_s << QJsonObject{{u"asset"_s, table}} << u"“backup” is missing"_s;
        QTest::newRow("no asset") << u"backup:read"_s << QJsonObject{{u"backup"_s, u"x"_s}} << u"“asset” is missing"_s;
        QTest::newRow("the newest") << u"backup:remove"_s
                                    << QJsonObject{{u"asset"_s, table}, {u"backup"_s, u"newest"_s}}
                                    << u"has to be the id of one"_s;
        QTest::newRow("no since") << u"backup:prove"_s << chosen << u"“since” is missing"_s;
        QTest::newRow("another kind") << u"backup:record"_s << recordOf({{u"kind"_s, u"tables"_s}})
                                      << u"is none of table, database, instance"_s;
        QTest::newRow("nothing kept") << u"backup:record"_s << recordOf({{u"native"_s, QString()}})
                                      << u"the ARN or name of what AWS keeps"_s;
        QTest::newRow("no evidence") << u"backup:record"_s << recordOf({{u"kind"_s, u"external"_s}})
                                     << u"say where the backup can be seen"_s;
        QTest::newRow("no time") << u"backup:record"_s << recordOf({{u"takenAt"_s, u"yesterday"_s}})
                                 << u"has to be a time such as"_s;
        QTest::newRow("no such step") << u"backup:restore"_s << chosen << u"known are backup:list, backup:read"_s;
    }
    void input_thatDoesNotFit_isRefused()
    {
        QFETCH(QString, uses);
        QFETCH(QJsonObject, with);
        QFETCH(QString, why);
        const StepsBench bench;
        const QString problem = bench.problemOf(uses, with);
        QVERIFY2(problem.contains(why), qPrintable(problem));
    }

    void crash_isReconciledByLooking()
    {
        StepsBench bench;
        const QString id = bench.keep();
        const Executor &executor = bench.executor;
        const QJsonObject kept{{u"a"_s, u"2026"_s}};
        const Step record = stepOf(u"backup:record"_s, recordOf());
        QCOMPARE(executor.reconcile(record, {kept, kept, {}, {}}).kind, Verdict::Kind::NotDone);
        QCOMPARE(executor.reconcile(record, {kept, QJsonObject{{u"a"_s, u"2026"_s}, {u"b"_s, u"2026"_s}}, {}, {}}).kind,
            Verdict::Kind::Done);

        const Step remove = stepOf(u"backup:remove"_s, {{u"asset"_s, table}, {u"backup"_s, id}});
        const auto there = await(bench.executor.observe(remove, {}));
        QVERIFY(there && *there && (**there).state.isObject());
        QCOMPARE(executor.reconcile(remove, {(**there).state, (**there).state, {}, {}}).kind, Verdict::Kind::NotDone);
        QCOMPARE(bench.all.runStep(remove).state, StepState::Done);
        const auto gone = await(bench.executor.observe(remove, {}));
        QVERIFY(gone && *gone && (**gone).state.isNull());
        QCOMPARE(executor.reconcile(remove, {(**there).state, (**gone).state, {}, {}}).kind, Verdict::Kind::Done);
        QVERIFY(!executor.verify(remove, {(**there).state, (**there).state, {}, {}}));
    }

    void proof_afterACrash_isReconciledByCounting()
    {
        StepsBench bench;
        const QString id = bench.keep();
        const Step prove = stepOf(u"backup:prove"_s,
            {{u"asset"_s, table}, {u"backup"_s, id}, {u"since"_s, bench.clock.nowUtc().toString(Qt::ISODate)}});
        const auto before = await(bench.executor.observe(prove, {}));
        QVERIFY(before && *before);
        QCOMPARE(bench.all.runStep(prove).state, StepState::Done);
        const auto after = await(bench.executor.observe(prove, {}));
        QVERIFY(after && *after);

        const QJsonValue none = (**before).state;
        const QJsonValue one = (**after).state;
        QCOMPARE(bench.executor.reconcile(prove, {none, one, {}, {}}).kind, Verdict::Kind::Done);
        QCOMPARE(bench.executor.reconcile(prove, {none, none, {}, {}}).kind, Verdict::Kind::NotDone);
        QVERIFY(bench.executor.verify(prove, {none, one, {}, {}}));
        QVERIFY(!bench.executor.verify(prove, {one, one, {}, {}}));
    }
};

QTEST_GUILESS_MAIN(TestBackupSteps)
#include "tst_backupsteps.moc"
