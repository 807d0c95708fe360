// SPDX-License-Identifier: GPL-3.0-or-later
#include <keeping/keeping.h>

#include <support/vaultbench.h>

using namespace sm;
using namespace sm::backups;
using namespace Qt::Literals::StringLiterals;
using operations::Verdict;
using test::await;
using test::VaultBench;

namespace {

Step keeping()
{
    Step step;
    step.operation = {u"pool:export"_s, {{u"asset"_s, u"people"_s}}, {}};
    return step;
}

Result<VaultDraft> beganAnew(const VaultBench &bench, const Manifest &manifest)
{
    return await(beginAnew(&bench.vault, VaultBench::permit(), manifest, {})).value_or(VaultBench::late());
}

} // namespace

class TestKeeping : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginAnew_whatACrashLeft_goes()
    {
        const VaultBench bench;
        QString left;
        {
            const auto crashed = bench.begin(VaultBench::manifest());
            QVERIFY(crashed);
            left = crashed->folder;
        }

        const auto draft = beganAnew(bench, VaultBench::manifest());

        QVERIFY(draft);
        QVERIFY(!QFileInfo::exists(left));
        QCOMPARE(bench.drafts().size(), 1);
    }

    void beginAnew_whileAnotherRunWrites_leavesItsDraftAlone()
    {
        const VaultBench bench;
        const auto first = beganAnew(bench, VaultBench::manifest());
        QVERIFY(first);
        VaultBench::write(first->folder + u"/data"_s, "first");

        const auto second = beganAnew(bench, VaultBench::manifest());

        QVERIFY(second);
        VaultBench::write(second->folder + u"/data"_s, "second");
        const auto one = bench.commit(*first);
        const auto two = bench.commit(*second);
        QVERIFY2(one, qPrintable(one ? QString() : one.error().message()));
        QVERIFY2(two, qPrintable(two ? QString() : two.error().message()));
        QVERIFY(bench.verify(*one));
        QVERIFY(bench.verify(*two));
        QCOMPARE(bench.list().size(), 2);
        QVERIFY(bench.drafts().isEmpty());
    }

    void beginAnew_draftOfAnotherKind_stays()
    {
        const VaultBench bench;
        QVERIFY(bench.begin(VaultBench::manifest()));
        Manifest other = VaultBench::manifest();
        other.kind = u"bucket"_s;

        QVERIFY(beganAnew(bench, other));

        QCOMPARE(bench.drafts().size(), 2);
    }

    void reconcile_oneBackupMore_isItsAnswer()
    {
        const QJsonObject before{{u"20260101T000000Z-00000001"_s, u"2026-01-01"_s}};
        QJsonObject after = before;
        after.insert(u"20260102T000000Z-00000002"_s, u"2026-01-02"_s);

        const Verdict verdict = reconcileKept(keeping(), {before, after, {}, {}});

        QCOMPARE(verdict.kind, Verdict::Kind::Done);
        QCOMPARE(
            verdict.output, (QJsonObject{{u"asset"_s, u"people"_s}, {u"backup"_s, u"20260102T000000Z-00000002"_s}}));
        const auto back = inverseOfKept(keeping(), {before, after, verdict.output, {}});
        QVERIFY(back);
        QCOMPARE(back->first().operation.with, verdict.output);
    }

    void reconcile_severalBackupsMore_nobodyKnowsWhich()
    {
        const QJsonObject after{{u"20260101T000000Z-00000001"_s, u"a"_s}, {u"20260102T000000Z-00000002"_s, u"b"_s}};

        const Verdict verdict = reconcileKept(keeping(), {QJsonObject(), after, {}, {}});

        QCOMPARE(verdict.kind, Verdict::Kind::Unknown);
        QVERIFY(verdict.output.isEmpty());
        QCOMPARE(reconcileKept(keeping(), {after, after, {}, {}}).kind, Verdict::Kind::NotDone);
    }
};

QTEST_GUILESS_MAIN(TestKeeping)
#include "tst_keeping.moc"
