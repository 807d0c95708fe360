// SPDX-License-Identifier: GPL-3.0-or-later
#include <controllers/costscontroller.h>
#include <support/fakecosts.h>

#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace sm;
using namespace sm::test;
using controllers::CostsBills;
using controllers::CostsComparison;
using controllers::CostsController;
using controllers::CostsPreset;
using controllers::CostsQuestion;

class TestCostsController : public QObject
{
    Q_OBJECT

private:
    void start()
    {
        m_controller->reload();
        QTRY_VERIFY(!m_controller->isLoading() && m_controller->isReady());
    }
    void ask(const std::function<void(CostsQuestion &)> &change)
    {
        CostsQuestion question = m_controller->question();
        change(question);
        m_controller->ask(question);
        QTRY_VERIFY(!m_controller->isLoading());
    }
    QString cell(int row, int column) const { return m_controller->table().index(row, column).data().toString(); }
    QString exactTotal() const
    {
        const int last = m_controller->table().rowCount() - 1;
        return m_controller->table().index(last, tables::CostTable::Amount).data(tables::CostTable::RawRole).toString();
    }

    std::unique_ptr<FakeCostService> m_service;
    FakeCostInsight m_insight;
    std::unique_ptr<CostsController> m_controller;

private Q_SLOTS:
    void init()
    {
        m_service = std::make_unique<FakeCostService>();
        m_service->allSources = {someBills(), someExplorer()};
        m_service->answers = [](CostSource, const CostQuery &query) -> Result<CostAnswer> { return someCosts(query); };
        m_insight = {};
        m_controller = std::make_unique<CostsController>(CostsController::Services{*m_service, m_insight});
    }
    void cleanup()
    {
        m_controller.reset();
        QTRY_COMPARE(m_service->gate.inside(), 0); // services outlive what is asked of them
        m_service.reset();
    }

    void reload_asksTheFirstSourceThatIsFree()
    {
        start();

        QVERIFY(m_controller->source());
        QCOMPARE(m_controller->source()->source, CostSource::CurBills);
        QCOMPARE(m_controller->table().rowCount(), 4);
        QCOMPARE(cell(0, tables::CostTable::Group), u"AmazonEC2"_s);
        QCOMPARE(exactTotal(), u"230.00000000000000000002"_s); // 20 days of 11.5
    }

    void onlyPaidSources_nothingIsAskedByItself()
    {
        m_service->allSources = {someExplorer()};

        start();

        QVERIFY(m_service->queries.isEmpty());
        QVERIFY(!m_controller->source());
        ask([](CostsQuestion &question) { question.source = CostSource::CostExplorer; });
        QVERIFY(!m_service->queries.isEmpty());
        QVERIFY(m_controller->table().rowCount() > 0);
    }

    void monthToDate_endsWithTheLastDayOfTheBill_andIsComparedWithTheSameDays()
    {
        start();

        QCOMPARE(m_service->queries.first().from, QDate(2026, 10, 1));
        QCOMPARE(m_service->queries.first().to, QDate(2026, 10, 21));
        QCOMPARE(m_controller->figures().comparedRange->from, QDate(2026, 9, 1));
        QCOMPARE(m_controller->figures().comparedRange->to, QDate(2026, 9, 21));
        QCOMPARE(m_controller->figures().table.comparedTitle, u"September, same days"_s);
        QCOMPARE(cell(2, tables::CostTable::Group), u"AWSLambda"_s);
        QCOMPARE(cell(2, tables::CostTable::Change), u"new"_s);
        QCOMPARE(cell(3, tables::CostTable::Change), u"+4.5 %"_s);
    }

    void summary_saysMonthChangeAndMover()
    {
        m_insight.next.historyDays = 49;
        start();

        QTRY_COMPARE(m_controller->outlook().historyDays, 49);
        QCOMPARE(m_controller->summary().monthToDate.toString(), u"230.00000000000000000002"_s);
        QCOMPARE(m_controller->summary().sameDaysBefore->toString(), u"220.00000000000000000002"_s);
        QCOMPARE(m_controller->summary().mover, u"AWSLambda"_s);
        QCOMPARE(m_controller->summary().moverChange.toString(), u"10"_s);
    }

    void lastDay_isIncompleteWhileTheSourceWasAskedOnIt()
    {
        start();

        QCOMPARE(m_controller->figures().incomplete.count(true), 1);
        QVERIFY(m_controller->figures().incomplete.last());
        ask([](CostsQuestion &question) {
            question.preset = CostsPreset::ThirteenMonths;
            question.granularity = CostGranularity::Month;
        });
        QCOMPARE(m_controller->figures().incomplete, (QList<bool>{false, true}));
    }

    void failure_leavesWhatIsShown()
    {
        start();
        const QString before = exactTotal();
        m_service->failures.insert(u"answer"_s, Error(Error::Kind::Denied, u"Not allowed."_s));

        ask([](CostsQuestion &question) { question.groupBy = costdimension::Region; });

        QVERIFY(m_controller->problem());
        QCOMPARE(m_controller->problem()->message(), u"Not allowed."_s);
        QCOMPARE(exactTotal(), before);
        QCOMPARE(m_controller->figures().question.groupBy, costdimension::Service);
    }

    void olderFigures_comeWithTheirReason()
    {
        m_service->allSources = {someExplorer()};
        m_service->answers = [](CostSource, const CostQuery &query) -> Result<CostAnswer> {
            CostAnswer answer = someCosts(query);
            answer.notRenewed = u"The budget is used up."_s;
            return answer;
        };
        start();

        ask([](CostsQuestion &question) { question.source = CostSource::CostExplorer; });

        QVERIFY(!m_controller->problem());
        QCOMPARE(m_controller->figures().answer.notRenewed, u"The budget is used up."_s);
        QCOMPARE(m_controller->figures().answer.asOf, QDateTime(QDate(2026, 10, 20), QTime(6, 0), Qt::UTC));
    }

    void anomaliesOfAws_standBesideThoseFoundHere_ofCostExplorerAlone()
    {
        CostAnomaly here;
        here.day = QDate(2026, 10, 18);
        CostAnomaly told = here;
        told.day = QDate(2026, 10, 19);
        told.local = false;
        m_insight.next.anomalies = {here};
        m_insight.awsAnomaliesTold = QList<CostAnomaly>{told};
        start();
        ask([](CostsQuestion &question) { question.source = CostSource::CostExplorer; });
        QTRY_COMPARE(m_controller->outlook().anomalies.size(), 1);
        QCOMPARE(m_insight.anomaliesAsked, 0);

        m_controller->aws().askAnomalies();

        QTRY_COMPARE(m_controller->outlook().anomalies.size(), 2);
        QCOMPARE(m_insight.anomaliesAsked, 1);
        QVERIFY(!m_controller->outlook().anomalies.first().local); // the newest
        ask([](CostsQuestion &question) { question.source = CostSource::CurBills; });
        QTRY_COMPARE(m_controller->outlook().anomalies.size(), 1);
    }

    void anomaliesOfAws_thatFail_areSaid()
    {
        m_insight.awsAnomaliesTold = Error(Error::Kind::Denied, u"Not allowed."_s);
        start();
        QSignalSpy failed(m_controller.get(), &CostsController::failed);

        m_controller->aws().askAnomalies();

        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(!m_controller->aws().isAskingAnomalies());
        QVERIFY(!m_controller->aws().anomalies());
    }

    void tagsOfAws_areThereToGroupBy()
    {
        m_service->allSources = {someExplorer()};
        start();
        ask([](CostsQuestion &question) { question.source = CostSource::CostExplorer; });
        QTRY_VERIFY(m_controller->source());
        m_service->allSources.first().dimensions.append(u"tag:team"_s);

        m_controller->aws().askTags();

        QTRY_VERIFY(m_controller->source() && m_controller->source()->dimensions.contains(u"tag:team"_s));
        QCOMPARE(m_insight.tagsAsked, 1);
    }

    void tagsOfAws_thatFail_areSaid()
    {
        m_insight.tagsTold = Error(Error::Kind::Denied, u"Not allowed."_s);
        start();
        QSignalSpy failed(m_controller.get(), &CostsController::failed);

        m_controller->aws().askTags();

        QTRY_COMPARE(failed.size(), 1);
    }

    void forecastOfAws_takesThePlaceOfTheLocalOne_untilItIsUnwanted()
    {
        CostAwsForecast told{u"USD"_s, {}, {}};
        for (int day = 20; day <= 33; ++day)
            told.days.append({QDate(2026, 10, 1).addDays(day - 1), {20, 15, 25, 15, 25}});
        m_insight.awsForecastTold = told;
        m_insight.next.historyDays = 49;
        m_insight.next.monthTotal = CostBand{355, 340, 370, 330, 380};
        CostSourceInfo explorer = someExplorer();
        explorer.from = QDate(2026, 9, 1);
        explorer.to = QDate(2026, 10, 21);
        m_service->allSources = {someBills(), explorer};
        start();
        m_controller->aws().setForecastWanted(true, m_controller->question()); // of a bill AWS is not asked
        QCOMPARE(m_insight.forecastsAsked, 0);

        ask([](CostsQuestion &question) { question.source = CostSource::CostExplorer; });

        QTRY_VERIFY(m_controller->outlook().byAws);
        QCOMPARE(m_controller->outlook().days.size(), 14);
        QTRY_VERIFY(m_controller->outlook().monthTotal);
        QCOMPARE(
            m_controller->outlook().monthTotal->mean, 19 * 11.5 + 12 * 20); // what was charged before, and the rest
        m_controller->aws().setForecastWanted(false, m_controller->question());
        QTRY_VERIFY(!m_controller->outlook().byAws);
        QCOMPARE(m_controller->outlook().monthTotal->mean, 355.0);
    }

    void forecastOfAws_ofAnotherFilter_isAskedAnew()
    {
        m_insight.awsForecastTold = CostAwsForecast{u"USD"_s, {{QDate(2026, 10, 20), {20, 15, 25, 15, 25}}}, {}};
        start();
        m_controller->aws().setForecastWanted(true, m_controller->question());
        ask([](CostsQuestion &question) { question.source = CostSource::CostExplorer; });
        QTRY_COMPARE(m_insight.forecastsAsked, 1);

        ask([](CostsQuestion &question) { question.filters = {{costdimension::Region, {u"eu-west-1"_s}, false}}; });

        QTRY_COMPARE(m_insight.forecastsAsked, 2);
    }

    void forecastOfAws_thatFails_leavesTheLocalOne()
    {
        m_insight.awsForecastTold = Error(Error::Kind::Throttled, u"The budget is used up."_s);
        m_insight.next.monthTotal = CostBand{355, 340, 370, 330, 380};
        start();
        ask([](CostsQuestion &question) { question.source = CostSource::CostExplorer; });
        QSignalSpy failed(m_controller.get(), &CostsController::failed);

        m_controller->aws().setForecastWanted(true, m_controller->question());

        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(!m_controller->aws().isForecastWanted());
        QTRY_VERIFY(m_controller->outlook().monthTotal);
        QVERIFY(!m_controller->outlook().byAws);
    }

    void costExplorer_forgotten_isNotAskedAgainByItself()
    {
        m_service->allSources = {someExplorer()};
        start();
        ask([](CostsQuestion &question) { question.source = CostSource::CostExplorer; });
        QTRY_VERIFY(!m_controller->summary().currency.isEmpty());
        m_controller->aws().askAnomalies();
        QTRY_VERIFY(m_controller->aws().anomalies());
        const qsizetype asked = m_service->queries.size();
        QSignalSpy forgotten(m_controller.get(), &CostsController::sourceForgotten);

        m_controller->forgetSource();

        QTRY_COMPARE(forgotten.size(), 1);
        QVERIFY(!m_controller->source());
        QVERIFY(m_controller->figures().isEmpty());
        QVERIFY(!m_controller->aws().anomalies());
        QCOMPARE(m_controller->table().rowCount(), 0);
        QCOMPARE(m_service->queries.size(), asked);
    }

    void bills_forgotten_areNotShownAnyMore()
    {
        m_service->allSources = {someBills()};
        start();
        m_service->allSources = {};
        QSignalSpy forgotten(m_controller.get(), &CostsController::sourceForgotten);

        m_controller->forgetSource();

        QTRY_COMPARE(forgotten.size(), 1);
        QTRY_VERIFY(!m_controller->isLoading());
        QVERIFY(!m_controller->source());
        QVERIFY(m_controller->sources().isEmpty());
    }

    void forgetting_thatFails_leavesWhatIsShown()
    {
        start();
        m_service->failures.insert(u"forget"_s, Error(Error::Kind::Storage, u"The disk is full."_s));
        QSignalSpy failed(m_controller.get(), &CostsController::failed);

        m_controller->forgetSource();

        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(!m_controller->figures().isEmpty());
    }

    void comparisonThatFails_hidesNothingOfTheAnswer()
    {
        m_service->answers = [](CostSource, const CostQuery &query) -> Result<CostAnswer> {
            if (query.from < QDate(2026, 10, 1))
                return Error(Error::Kind::Throttled, u"Not now."_s);
            return someCosts(query);
        };

        start();

        QVERIFY(!m_controller->problem());
        QCOMPARE(m_controller->table().rowCount(), 4);
        QVERIFY(!m_controller->figures().comparedRange);
    }

    void staleAnswer_isDropped()
    {
        start();
        m_service->gate.hold(u"answer account"_s);
        CostsQuestion question = m_controller->question();
        question.groupBy = costdimension::Account;
        m_controller->ask(question);
        QVERIFY(m_controller->isLoading());

        ask([](CostsQuestion &other) { other.groupBy = costdimension::Region; });
        m_service->gate.open();

        QTRY_COMPARE(m_service->gate.inside(), 0);
        QCOMPARE(m_controller->figures().question.groupBy, costdimension::Region);
    }

    void sameQuestion_isNotAskedAgain()
    {
        start();
        const auto asked = m_service->queries.size();

        m_controller->ask(m_controller->question());
        ask([](CostsQuestion &question) { question.words = u"s3"_s; });

        QCOMPARE(m_service->queries.size(), asked);
        QCOMPARE(m_controller->table().rowCount(), 2);
        QCOMPARE(exactTotal(), u"20"_s); // chart, rows and total are of what the words find
        QCOMPARE(m_controller->figures().matching, 1);
        QCOMPARE(m_controller->figures().groups, 3);
    }

    void range_changed_leavesTheSummaryAlone()
    {
        start();
        m_service->queries.clear();

        ask([](CostsQuestion &question) {
            question.preset = CostsPreset::Last7Days;
            question.comparison = CostsComparison::None;
        });

        QCOMPARE(m_service->queries.size(), 1);
    }

    void summary_thatFails_leavesNoneOfAnotherQuestion()
    {
        start();
        QTRY_VERIFY(m_controller->summary().month.isValid());
        m_service->answers = [](CostSource, const CostQuery &query) -> Result<CostAnswer> {
            if (query.from < QDate(2026, 9, 1))
                return Error(Error::Kind::Throttled, u"Not today."_s);
            return someCosts(query);
        };

        ask([](CostsQuestion &question) { question.groupBy = costdimension::Region; });

        QTRY_COMPARE(m_service->gate.inside(), 0);
        QVERIFY(!m_controller->summary().month.isValid());
        QVERIFY(!m_controller->problem());
    }

    void refresh_asksAfresh()
    {
        start();
        m_service->freshness.clear();

        m_controller->refresh();

        QTRY_VERIFY(!m_controller->isLoading());
        QVERIFY(m_service->freshness.first());
    }

    void drill_goesDeeperAndBack()
    {
        start();

        m_controller->drill(u"AmazonEC2"_s);

        QTRY_VERIFY(!m_controller->isLoading());
        QCOMPARE(m_controller->question().groupBy, costdimension::UsageType);
        QVERIFY(
            m_service->queries.last().filters.contains(CostFilter{costdimension::Service, {u"AmazonEC2"_s}, false}));
        m_controller->goBackTo(0);
        QTRY_VERIFY(!m_controller->isLoading());
        QCOMPARE(m_controller->question().groupBy, costdimension::Service);
        QVERIFY(m_controller->question().path.isEmpty());
    }

    void groups_beyondTheTop_areAddedUpAndOpened()
    {
        start();
        ask([](CostsQuestion &question) { question.top = 1; });
        QCOMPARE(m_controller->table().rowCount(), 3);
        QCOMPARE(cell(1, tables::CostTable::Group), u"2 others"_s);
        QCOMPARE(m_controller->table().index(1, 1).data(tables::CostTable::RawRole).toString(), u"30"_s);
        const QString total = exactTotal();

        m_controller->setOthersOpen(true);

        QCOMPARE(m_controller->table().rowCount(), 4);
        QCOMPARE(exactTotal(), total);
    }

    void whatASourceLacks_isReplacedByWhatItHas()
    {
        start();

        ask([](CostsQuestion &question) {
            question.metric = CostMetric::Amortized;
            question.groupBy = u"tag:team"_s;
            question.filters = {{costdimension::Account, {u"1"_s}, false}, {costdimension::Region, {u"x"_s}, false}};
            question.source = CostSource::CostExplorer;
        });

        QCOMPARE(m_controller->question().metric, CostMetric::Unblended);
        QCOMPARE(m_controller->question().groupBy, costdimension::Service);
        QCOMPARE(m_controller->question().filters.size(), 1);
    }

    void bill_opened_isShown()
    {
        m_service->allSources.clear();
        start();
        QVERIFY(!m_controller->source());
        m_service->allSources = {someBills()};
        m_service->opened = someBills();
        QSignalSpy progress(&m_controller->bills(), &CostsBills::progressed);

        m_controller->bills().open({u"/tmp/october.csv"_s});
        QVERIFY(m_controller->bills().isOpening());

        QTRY_VERIFY(m_controller->table().rowCount() > 0);
        QCOMPARE(progress.size(), 1);
        QVERIFY(!m_controller->bills().isOpening());
    }

    void bill_known_isAskedAboutAndReplaced()
    {
        start();
        m_service->failures.insert(
            u"known"_s, Error(Error::Kind::Conflict, u"October is there."_s).withCode(u"BillKnown"_s));
        QSignalSpy known(&m_controller->bills(), &CostsBills::billKnown);
        QSignalSpy opened(&m_controller->bills(), &CostsBills::opened);
        m_controller->bills().open({u"/tmp/october.csv"_s});
        QTRY_COMPARE(known.size(), 1);
        QVERIFY(opened.isEmpty());

        m_controller->bills().openAgain(CostsBills::Known::Replace);

        QTRY_COMPARE(opened.size(), 1);
        QCOMPARE(m_service->bills.last().known, costs::KnownBill::Replace);
    }

    void bill_cancelled_saysNothing()
    {
        start();
        m_service->gate.hold(u"openBill"_s);
        QSignalSpy failed(&m_controller->bills(), &CostsBills::failed);
        m_controller->bills().open({u"/tmp/october.csv"_s});

        m_controller->bills().open({u"/tmp/other.csv"_s}); // one at a time
        QCOMPARE(failed.size(), 1);
        m_controller->bills().cancel();

        QTRY_VERIFY(!m_controller->bills().isOpening());
        QCOMPARE(failed.size(), 1);
        QCOMPARE(m_service->bills.size(), 1);
    }

    void destroyedWhilePending_staysSilent()
    {
        m_service->gate.hold();
        m_controller->reload();
        m_controller->bills().open({u"/tmp/october.csv"_s});

        m_controller.reset();
        m_service->gate.open();

        QTRY_COMPARE(m_service->gate.inside(), 0);
    }
};

QTEST_GUILESS_MAIN(TestCostsController)
#include "tst_costscontroller.moc"
