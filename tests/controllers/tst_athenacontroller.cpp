// SPDX-License-Identifier: GPL-3.0-or-later
#include <support/fakeathena.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace sm;
using namespace sm::test;
using controllers::AthenaController;
using Part = controllers::AthenaController::Part;

namespace {

Error denied() { return Error(Error::Kind::Denied, u"You may not."_s).withCode(u"AccessDeniedException"_s); }

} // namespace

class TestAthenaController : public QObject
{
    Q_OBJECT

private:
    AthenaController &controller() const { return *m_bench->controller; }
    /// The plan that it hands over for that query.
    UserPlan planned(const QString &query) const
    {
        QSignalSpy plans(&controller(), &AthenaController::planned);
        controller().planQuery(query);
        return plans.isEmpty() ? UserPlan() : plans.first().first().value<UserPlan>();
    }
    void run(const UserPlan &plan) const
    {
        m_bench->runs.run(plan.plan, {{}, true, false, {}});
        QVERIFY(QTest::qWaitFor([this] { return !m_bench->runs.isBusy() && !controller().isRunning(); }));
    }

    std::unique_ptr<AthenaBench> m_bench;

private Q_SLOTS:
    void init() { m_bench = std::make_unique<AthenaBench>(); }
    void cleanup() { m_bench.reset(); }

    void read_showsTableQueriesAndWhatRan()
    {
        QAbstractItemModelTester tester(&controller().list(Part::Queries));

        QVERIFY(m_bench->read());

        QVERIFY(controller().isRead());
        QCOMPARE(controller().missing(), 1);
        QCOMPARE(controller().summary(Part::Queries),
            u"cur_database.cur_table: 13 columns, 2 partitions known, 1 missing in Glue."_s);
        QCOMPARE(controller().list(Part::Queries).rowCount(), 6);
        QCOMPARE(m_bench->cell(Part::Queries, 0, 0), u"Charges by day"_s);
        QVERIFY(controller().canRun(u"daily-charges"_s));
        QCOMPARE(m_bench->cell(Part::Queries, 0, 3), u"$5.000000"_s);
        QCOMPARE(m_bench->cell(Part::Partitions, 0, 0), u"year=2024/month=3"_s);
        QCOMPARE(m_bench->cell(Part::Recent, 0, 3), u"$5.000000"_s);
        QCOMPARE(m_bench->cell(Part::Recent, 0, 6), u"query-1"_s);
        QVERIFY(m_bench->service.bounds < 6); // the same partitions are looked at once
    }

    void columnThatIsMissing_isNamed()
    {
        m_bench->service.allColumns.columns.removeIf(
            [](const athena::Column &each) { return each.name == "line_item_resource_id"_L1; });

        QVERIFY(m_bench->read());

        QVERIFY(!controller().canRun(u"top-resources"_s));
        QVERIFY2(m_bench->cell(Part::Queries, 2, 1).contains("line_item_resource_id"_L1),
            qPrintable(m_bench->cell(Part::Queries, 2, 1)));
        QCOMPARE(planned(u"top-resources"_s).plan.steps.size(), 0);
    }

    void read_failed_leavesTheListsAsTheyWere()
    {
        QVERIFY(m_bench->read());
        m_bench->service.failures = {{u"table"_s, denied()}, {u"recent"_s, denied()}};

        QVERIFY(m_bench->read());

        QCOMPARE(controller().problem(Part::Queries)->kind(), Error::Kind::Denied);
        QCOMPARE(controller().problem(Part::Recent)->kind(), Error::Kind::Denied);
        QCOMPARE(controller().list(Part::Queries).rowCount(), 6);
        QCOMPARE(controller().list(Part::Recent).rowCount(), 1);
    }

    void foldersThatMayNotBeListed_areNotKnown()
    {
        m_bench->service.failures = {{u"health"_s, denied()}, {u"bound"_s, denied()}};

        QVERIFY(m_bench->read());

        QVERIFY(controller().summary(Part::Queries).contains("what is missing is not known"_L1));
        QVERIFY(controller().canRun(u"daily-charges"_s));
        QCOMPARE(m_bench->cell(Part::Queries, 0, 2), u"not known"_s);
    }

    void period_changed_bindsAnew()
    {
        QVERIFY(m_bench->read());
        const QString before
            = planned(u"daily-charges"_s).plan.steps.first().operation.with.value(u"QueryString"_s).toString();

        controller().setPeriod(AthenaController::Period::LastMonth);
        QTRY_VERIFY(!controller().isLoading(Part::Queries));

        const QString after
            = planned(u"daily-charges"_s).plan.steps.first().operation.with.value(u"QueryString"_s).toString();
        QVERIFY(before != after);
        QVERIFY2(!after.contains("'2'"_L1), qPrintable(after)); // January alone
    }

    void query_run_isFollowedAndItsChargesAreKept()
    {
        QVERIFY(m_bench->read());
        QSignalSpy kept(&controller(), &AthenaController::chargesKept);
        const UserPlan plan = planned(u"daily-charges"_s);
        QCOMPARE(plan.plan.title, u"Query Athena: Charges by day"_s);

        run(plan);

        QTRY_COMPARE(kept.size(), 1);
        QCOMPARE(m_bench->service.followed, QStringList{u"query-1"_s});
        QCOMPARE(m_bench->intake.ledgers.size(), 1);
        QCOMPARE(m_bench->intake.ledgers.first()->kind, costs::LedgerKind::Athena);
        QCOMPARE(m_bench->intake.ledgers.first()->bills.size(), 3); // months
        QCOMPARE(m_bench->cell(Part::Result, 0, 4), u"12.345678901234567"_s);
        const QString summary = controller().summary(Part::Result);
        QVERIFY2(summary.contains("$5.000000"_L1) && summary.contains("Athena"_L1), qPrintable(summary));
    }

    void otherQuery_run_keepsNothing()
    {
        QVERIFY(m_bench->read());

        run(planned(u"cost-by-service"_s));

        QTRY_COMPARE(controller().list(Part::Result).rowCount(), 1);
        QVERIFY(m_bench->intake.ledgers.isEmpty());
    }

    void query_failedInAthena_saysWhyAndWhatItCost()
    {
        QVERIFY(m_bench->read());
        m_bench->service.ended.state = athena::ExecutionState::Failed;
        m_bench->service.ended.reason = u"SYNTAX_ERROR: line 1"_s;

        run(planned(u"cost-by-service"_s));

        QVERIFY(controller().problem(Part::Result));
        QVERIFY(controller().problem(Part::Result)->message().contains("SYNTAX_ERROR"_L1));
        QVERIFY(controller().summary(Part::Result).contains("$0.000000"_L1));
        QCOMPARE(controller().list(Part::Result).rowCount(), 0);
    }

    void query_notStarted_isNotFollowed()
    {
        QVERIFY(m_bench->read());
        m_bench->executor.failure = denied();

        run(planned(u"cost-by-service"_s));

        QVERIFY(m_bench->service.followed.isEmpty());
        QVERIFY(!controller().isLoading(Part::Result));
    }

    void chargesThatCanNotBeKept_areSaid()
    {
        QVERIFY(m_bench->read());
        m_bench->intake.failure = Error(Error::Kind::Storage, u"No room."_s);
        QSignalSpy kept(&controller(), &AthenaController::chargesKept);

        run(planned(u"daily-charges"_s));

        QTRY_VERIFY(controller().problem(Part::Result));
        QVERIFY(kept.isEmpty());
    }

    void running_canBeStopped()
    {
        QVERIFY(m_bench->read());
        m_bench->service.gate.hold(u"follow"_s);
        m_bench->runs.run(planned(u"cost-by-service"_s).plan, {{}, true, false, {}});
        QTRY_VERIFY(controller().isRunning());
        QVERIFY(controller().summary(Part::Result).contains("is running"_L1));
        QSignalSpy plans(&controller(), &AthenaController::planned);

        controller().planStop();

        QCOMPARE(plans.size(), 1);
        const auto stop = plans.first().first().value<UserPlan>();
        QCOMPARE(stop.plan.steps.first().operation.uses, u"aws:athena:StopQueryExecution"_s);
        QTRY_VERIFY(!m_bench->runs.isBusy());
    }

    void repair_run_readsTheTableAgain()
    {
        QVERIFY(m_bench->read());
        QSignalSpy plans(&controller(), &AthenaController::planned);
        controller().planRepair();
        QCOMPARE(plans.size(), 1);
        m_bench->service.partitionsNow.known += std::exchange(m_bench->service.partitionsNow.missing, {});

        run(plans.first().first().value<UserPlan>());

        QTRY_COMPARE(controller().missing(), 0);
        QVERIFY(m_bench->service.followed.isEmpty()); // it is no query whose result is wanted
    }

    void readOnly_plansNothing()
    {
        m_bench = std::make_unique<AthenaBench>(true);
        QVERIFY(m_bench->read());
        QSignalSpy plans(&controller(), &AthenaController::planned);

        controller().planQuery(u"daily-charges"_s);
        controller().planRepair();

        QVERIFY(controller().isReadOnly());
        QVERIFY(plans.isEmpty());
    }

    void withoutTable_nothingIsAsked()
    {
        m_bench = std::make_unique<AthenaBench>(false, SystemInfo());

        controller().read();

        QVERIFY(!controller().isNamed());
        QVERIFY(m_bench->service.gate.calls().isEmpty());
    }

    void destroyedWhilePending_staysSilent()
    {
        QVERIFY(m_bench->read());
        m_bench->service.gate.hold();
        m_bench->runs.run(planned(u"daily-charges"_s).plan, {{}, true, false, {}});
        QTRY_VERIFY(controller().isRunning());
        controller().read();
        QSignalSpy changes(&controller(), &AthenaController::changed);
        QSignalSpy failures(&controller(), &AthenaController::failed);
        const qsizetype before = changes.size();

        m_bench->controller.reset();

        QTRY_COMPARE(m_bench->service.gate.inside(), 0);
        QCOMPARE(changes.size(), before);
        QVERIFY(failures.isEmpty());
        QVERIFY(m_bench->intake.ledgers.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestAthenaController)
#include "tst_athenacontroller.moc"
