// SPDX-License-Identifier: GPL-3.0-or-later
#include "approvalbench.h"

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using operations::ApprovedRequest;
using operations::Guard;
using test::ApprovalBench;
using test::await;
using test::base64Of;
using test::keyOf;

class TestApproval : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void approvedPlan_runs_andTheJournalNamesBoth()
    {
        ApprovalBench bench;
        const Plan plan = bench.plan();
        const Approval approval = bench.approval(plan);

        const auto report = bench.run(plan, approval);

        QVERIFY2(report, qPrintable(report ? QString() : report.error().message()));
        QCOMPARE(bench.executor.applied, QStringList{u"ada"_s});
        const auto run = await(bench.journal->run(report->run));
        const JournalNote &note = (*run)->notes.first();
        QCOMPARE(note.kind, JournalNote::Approved.toString());
        QVERIFY(note.actor.contains(u"user/sabine"_s));
        QCOMPARE(note.body, operations::toJson(approval));
        QCOMPARE(note.body[u"approver"].toString(), u"grace"_s);
    }

    void noApproval_isRefused_whereTheSystemAsksForOne_data()
    {
        QTest::addColumn<int>("tier");
        QTest::addColumn<int>("environment");
        QTest::addColumn<bool>("approvers");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, Tier tier, Environment environment, bool approvers, const char *verdict) {
            QTest::newRow(name) << static_cast<int>(tier) << static_cast<int>(environment) << approvers
                                << QString::fromLatin1(verdict);
        };
        row("destructive", Tier::Destructive, Environment::Production, true, "ApprovalNeeded");
        row("disruptive", Tier::Disruptive, Environment::Production, true, "ran");
        row("staging", Tier::Destructive, Environment::Staging, true, "ran");
        row("no approvers", Tier::Destructive, Environment::Production, false, "ran");
    }
    void noApproval_isRefused_whereTheSystemAsksForOne()
    {
        QFETCH(int, tier);
        QFETCH(int, environment);
        QFETCH(bool, approvers);
        ApprovalBench bench;
        if (!approvers)
            bench.approvers.clear();
        Plan plan = bench.plan({test::step(u"ada"_s, static_cast<Tier>(tier))});
        plan.system.environment = static_cast<Environment>(environment);
        plan.id = operations::planId(plan);

        QTEST(bench.verdict(plan, {}), "expected");

        QCOMPARE(bench.executor.applied.isEmpty(), QTest::currentDataTag() == QByteArray("destructive"));
    }

    void approversNamedSincePlanning_areAskedToo()
    {
        ApprovalBench bench;
        bench.approvers.clear();
        const Plan plan = bench.plan();
        bench.approvers.insert(u"grace"_s, base64Of(bench.grace));

        QCOMPARE(bench.verdict(plan, {}), u"ApprovalNeeded"_s);
    }

    void approversUnknown_nothingRuns()
    {
        ApprovalBench bench;
        const Plan plan = bench.plan();
        const Approval approval = bench.approval(plan);
        bench.approversProblem = Error(Error::Kind::Invalid, u"shop.yaml:1:1: no."_s).withCode(u"Broken"_s);

        QCOMPARE(bench.verdict(plan, approval), u"Broken"_s);
        QCOMPARE(bench.verdict(plan, {}), u"ApprovalNeeded"_s);
        QVERIFY(bench.executor.applied.isEmpty());
    }

    void sameApproval_inTwoRunsAtOnce_startsOne()
    {
        ApprovalBench bench;
        const Plan plan = bench.plan();
        const Confirmation confirmation = bench.confirmed(plan, bench.approval(plan));

        auto first = bench.runner.run(plan, confirmation, bench.identity, {}, {});
        auto second = bench.runner.run(plan, confirmation, bench.identity, {}, {});
        const auto one = await(std::move(first));
        const auto two = await(std::move(second));

        QVERIFY(one && two && one->has_value() != two->has_value());
        QCOMPARE((*one ? *two : *one).error().code(), u"ApprovalUsed"_s);
        QCOMPARE(bench.executor.applied.size(), 1);
        QVERIFY((*await(bench.journal->unfinishedRuns()))->isEmpty());
    }

    void resume_needsAnApprovalOfItsOwn()
    {
        ApprovalBench bench;
        const Plan plan
            = bench.plan({test::step(u"ada"_s, Tier::Destructive), test::step(u"bob"_s, Tier::Destructive)});
        const Approval approval = bench.approval(plan);
        CancelSource source;
        const auto cancelling = [&source](const operations::StepEvent &) { source.cancel(); };
        const auto cut = await(
            bench.runner.run(plan, bench.confirmed(plan, approval), bench.identity, cancelling, source.token()));
        QVERIFY(cut && *cut);
        const auto resume = [&](const std::optional<Approval> &given) {
            const auto report
                = await(bench.runner.resume((*cut)->run, bench.confirmed(plan, given), bench.identity, {}, {}));
            return report && *report ? u"ran"_s : report->error().code();
        };

        QCOMPARE(resume({}), u"ApprovalNeeded"_s);
        QCOMPARE(resume(approval), u"ApprovalUsed"_s);
        QCOMPARE(resume(bench.approval(plan)), u"ran"_s);
    }

    void approve_byTheRequesterOrAStranger_isRefused()
    {
        ApprovalBench bench;
        bench.approvers.insert(u"sabine"_s, base64Of(bench.own));
        const auto request = bench.request(bench.plan());

        const auto self = operations::approve(request, bench.own, bench.clock.nowUtc());
        const auto stranger = operations::approve(request, keyOf('x'), bench.clock.nowUtc());

        QCOMPARE(self.error().code(), u"SelfApproval"_s);
        QCOMPARE(stranger.error().code(), u"NotAnApprover"_s);
        QVERIFY(stranger.error().message().contains(u"alan, grace, sabine"_s));
    }

    void approvalSomebodyElseAskedFor_isRefused()
    {
        ApprovalBench bench;
        const Plan plan = bench.plan();
        const auto request
            = operations::requestFor(plan, {bench.identity, {}, {}, 0}, keyOf('x'), bench.clock.nowUtc());
        const auto approval = operations::approve(*request, bench.grace, bench.clock.nowUtc());

        QCOMPARE(bench.verdict(plan, *approval), u"ApprovalOfAnotherRequest"_s);
    }

    void everyMemberOfAnApproval_isSigned()
    {
        ApprovalBench bench;
        const Plan plan = bench.plan();
        const Approval good = bench.approval(plan);
        const QList<std::function<void(Approval &)>> changes{[](Approval &a) { a.request += u'0'; },
            [](Approval &a) { a.requestDigest = QString(64, u'0'); }, [](Approval &a) { a.plan.value += u'0'; },
            [](Approval &a) { a.account.value = u"2"_s; }, [](Approval &a) { a.requesterKey[0] ^= 1; },
            [](Approval &a) { a.approver = u"alan"_s; }, [&](Approval &a) { a.approverKey = bench.alan.publicKey(); },
            [](Approval &a) { a.at = a.at.addMSecs(1); }, [](Approval &a) { a.signature[63] ^= 1; },
            [](Approval &a) { a.signature.clear(); }, [](Approval &a) { a.approverKey.clear(); }};

        for (const auto &change : changes) {
            Approval changed = good;
            change(changed);
            QCOMPARE(bench.verdict(plan, changed), u"ApprovalUnsigned"_s);
        }
        QVERIFY(bench.executor.applied.isEmpty());
        QCOMPARE(bench.verdict(plan, good), u"ran"_s);
    }

    void validity_endsAfterFifteenMinutes_andAllowsTwoOfSkew()
    {
        ApprovalBench bench;
        const Plan plan = bench.plan();
        const QDateTime now = bench.clock.nowUtc();
        const auto given = [&](qint64 milliseconds) {
            const auto approval = operations::approve(bench.request(plan), bench.grace, now.addMSecs(milliseconds));
            return bench.verdict(plan, *approval);
        };

        QCOMPARE(given(-15 * 60'000), u"ran"_s);
        QCOMPARE(given(-15 * 60'000 - 1), u"ApprovalExpired"_s);
        QCOMPARE(given(2 * 60'000), u"ran"_s);
        QCOMPARE(given(2 * 60'000 + 1), u"ApprovalFromFuture"_s);
    }

    void files_areReadAsTheyWereWritten()
    {
        ApprovalBench bench;
        Plan plan = bench.plan({test::step(u"a\"\\\u202e\u0001é😀"_s, Tier::Destructive), test::step(u"b"_s)});
        plan.steps[0].operation.secrets.insert(u"PASSWORD"_s, Secret(u"Canary-7"_s));
        plan.steps[0].before = QJsonObject{{u"secret"_s, u"Canary-7"_s}};
        plan.id = operations::planId(plan);
        const auto request = operations::requestFor(
            plan, {bench.identity, u"shop/a"_s, u"Because"_s, 7}, bench.own, bench.clock.nowUtc());
        const ApprovedRequest approved{*request, *operations::approve(*request, bench.alan, bench.clock.nowUtc())};

        const QByteArray file = toFile(approved);
        const auto read = operations::readApproval(file);

        QVERIFY(read);
        QVERIFY(!file.contains("Canary"));
        QCOMPARE(read->request.plan.id, plan.id);
        QCOMPARE(read->request.reason, u"Because"_s);
        QCOMPARE(read->request.resumes, 7);
        QCOMPARE(read->approval.approver, u"alan"_s);
        QCOMPARE(toFile(*read), file);
        QCOMPARE(toFile(*operations::readRequest(toFile(*request))), toFile(*request));
    }

    void approvalOfAnotherRequest_inTheSameFile_isDamage()
    {
        ApprovalBench bench;
        const auto one = bench.request(bench.plan());
        const auto two = bench.request(bench.plan());
        const Approval approval = *operations::approve(one, bench.grace, bench.clock.nowUtc());

        QCOMPARE(operations::readApproval(toFile(ApprovedRequest{two, approval})).error().code(), u"ApprovalDamaged"_s);
        QVERIFY(operations::readApproval(toFile(ApprovedRequest{one, approval})));
    }

    void damagedFiles_areRefused_everyBitAndEveryLength()
    {
        ApprovalBench bench;
        const auto request = bench.request(bench.plan());
        const QByteArray asked = toFile(request);
        const QByteArray given
            = toFile(ApprovedRequest{request, *operations::approve(request, bench.grace, bench.clock.nowUtc())});

        for (const QByteArray &file : {asked, given}) {
            const auto isRefused = [&](const QByteArray &bytes) {
                return file == asked ? !operations::readRequest(bytes) : !operations::readApproval(bytes);
            };
            QVERIFY(!isRefused(file));
            for (qsizetype at = 0; at < file.size(); ++at) {
                QVERIFY2(isRefused(file.left(at)), qPrintable(u"cut at %1"_s.arg(at)));
                for (int bit = 0; bit < 8; ++bit) {
                    QByteArray flipped = file;
                    flipped[at] = static_cast<char>(flipped[at] ^ (1 << bit));
                    QVERIFY2(isRefused(flipped), qPrintable(u"byte %1, bit %2"_s.arg(at).arg(bit)));
                }
            }
            QVERIFY(isRefused(file + ' '));
            QVERIFY(isRefused(file + file));
        }
        for (const char *text : {"", "\n", "{}", "[]\n[]", "null\nnull", "{\"plan\":{\"steps\":[1]}}\n"}) {
            QVERIFY(!operations::readRequest(text));
            QVERIFY(!operations::readApproval(text));
        }
    }
};

QTEST_GUILESS_MAIN(TestApproval)
#include "tst_approval.moc"
