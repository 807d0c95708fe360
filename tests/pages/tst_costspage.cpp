// SPDX-License-Identifier: GPL-3.0-or-later
#include <charts/costchart.h>
#include <controllers/costsexport.h>
#include <core/csv.h>
#include <pages/costspage.h>
#include <support/fakecosts.h>
#include <support/find.h>
#include <widgets/noticebar.h>

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace sm;
using namespace sm::test;
using controllers::CostsController;
using pages::CostsPage;
using tables::CostTable;

/// Met through its widgets, as a person or a screen reader meets it.
class TestCostsPage : public QObject
{
    Q_OBJECT

private:
    QTableView *table() const { return find<QTableView>(*m_page, u"Costs table"_s); }
    QPushButton *button(const QString &text) const { return find<QPushButton>(*m_page, text); }
    charts::CostChart *chart() const { return m_page->findChild<charts::CostChart *>(); }
    bool isOffered(const QString &text) const
    {
        const QPushButton *found = button(text);
        return found && found->isVisible() && found->isEnabled();
    }
    bool says(const QString &sentence) const
    {
        for (QWidget *each : m_page->findChildren<QWidget *>()) {
            if (each->isVisible() && accessibleNameOf(each).contains(sentence))
                return true;
        }
        return false;
    }
    QString cell(int row, int column, int role = Qt::DisplayRole) const
    {
        return table()->model()->index(row, column).data(role).toString();
    }
    QStringList groups() const
    {
        QStringList names;
        for (int row = 0; row < table()->model()->rowCount(); ++row)
            names << cell(row, CostTable::Group);
        return names;
    }
    QString exactTotal() const { return cell(table()->model()->rowCount() - 1, CostTable::Amount, CostTable::RawRole); }
    /// Chooses an entry of the menu behind the button that says what is chosen.
    bool choose(const QString &name, const QString &entry)
    {
        for (QMenu *each : m_page->findChildren<QMenu *>()) {
            if (each->accessibleName() != name)
                continue;
            for (QAction *action : each->actions()) {
                if (action->text() == entry) {
                    action->trigger();
                    return QTest::qWaitFor([this] { return !m_controller->isLoading(); });
                }
            }
        }
        return false;
    }
    QAction *action(const QString &text) const
    {
        for (QAction *each : m_page->pageActions()) {
            if (each->text() == text)
                return each;
        }
        return nullptr;
    }
    /// The chart's sums, period by period.
    QString chartTotal() const
    {
        Decimal total;
        const charts::ChartData data = chart()->data();
        for (const charts::ChartSeries &series : data.series) {
            for (const Decimal &amount : series.amounts)
                total += amount;
        }
        return total.toString();
    }
    void show()
    {
        m_page = std::make_unique<CostsPage>(*m_controller, SystemId{u"demo"_s});
        m_page->resize(1048, 660);
        m_page->show();
        m_page->shown();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        QTRY_VERIFY(m_controller->isReady() && !m_controller->isLoading());
    }
    void build(controllers::CostsFeatures features = {})
    {
        m_controller = std::make_unique<CostsController>(CostsController::Services{*m_service, m_insight}, features);
    }

    std::unique_ptr<FakeCostService> m_service;
    FakeCostInsight m_insight;
    std::unique_ptr<CostsController> m_controller;
    std::unique_ptr<CostsPage> m_page;

private Q_SLOTS:
    void initTestCase() { QApplication::setAttribute(Qt::AA_DontUseNativeDialogs); }
    void init()
    {
        m_service = std::make_unique<FakeCostService>();
        m_service->allSources = {someBills(), someExplorer()};
        m_service->answers = [](CostSource, const CostQuery &query) -> Result<CostAnswer> { return someCosts(query); };
        m_insight = {};
        build();
    }
    void cleanup()
    {
        m_page.reset();
        m_controller.reset();
        QTRY_COMPARE(m_service->gate.inside(), 0); // services outlive what is asked of them
        m_service.reset();
    }

    void withoutSources_offersBothWays()
    {
        m_service->allSources = {someExplorer()};
        show();

        QVERIFY(says(u"No costs yet"_s));
        QVERIFY(isOffered(u"Open bill file…"_s));
        QVERIFY(isOffered(u"Ask Cost Explorer ($0.01 a request)"_s));
        QVERIFY(m_service->queries.isEmpty());

        button(u"Ask Cost Explorer ($0.01 a request)"_s)->click();

        QTRY_VERIFY(table()->isVisible() && table()->model()->rowCount() == 4);
    }

    void bill_isShownInChartAndTableAlike()
    {
        show();

        QCOMPARE(groups(), (QStringList{u"AmazonEC2"_s, u"AmazonS3"_s, u"AWSLambda"_s, u"Total"_s}));
        QCOMPARE(exactTotal(), u"230.00000000000000000002"_s);
        QCOMPARE(chartTotal(), exactTotal());
        QTRY_VERIFY(says(u"Month to date: $230.00"_s));
        QVERIFY(says(u"Against September: +4.5 %"_s));
        QVERIFY(says(u"Largest mover: AWSLambda"_s));
        QVERIFY(says(u"just asked"_s));
        QCOMPARE(chart()->data().currency, u"USD"_s);
    }

    void lowWindow_hasFiveRowsBelowTheChart()
    {
        show();

        m_page->resize(1096, 637); // what a window of 1280 x 720 leaves it

        QTRY_VERIFY(table()->viewport()->height() >= 5 * table()->rowHeight(0));
        QVERIFY(chart()->height() >= 160);
    }

    void choices_change_chartAndTable()
    {
        show();

        QVERIFY(choose(u"Periods"_s, u"By month"_s));
        QCOMPARE(chart()->data().length, charts::PeriodLength::Month);
        QVERIFY(choose(u"Chart"_s, u"Lines"_s));
        QCOMPARE(chart()->data().kind, charts::ChartKind::Lines);
        QVERIFY(choose(u"Group by"_s, u"Region"_s));
        QCOMPARE(m_service->queries.last().groupBy, QStringList{costdimension::Region});
        QVERIFY(choose(u"Compare"_s, u"Nothing"_s));

        QVERIFY(table()->isColumnHidden(CostTable::Change));
        QCOMPARE(chartTotal(), exactTotal());
    }

    void metric_isShownWithItsDefinition()
    {
        show();

        QVERIFY(choose(u"Metric"_s, CostsController::metricTitle(CostMetric::Amortized)));

        QCOMPARE(m_service->queries.last().metric, CostMetric::Amortized);
        QVERIFY(chart()->data().definition.contains(CostsController::metricDefinition(CostMetric::Amortized)));
    }

    void filter_typed_narrowsChargesAndGroups()
    {
        show();
        auto *filter = find<QLineEdit>(*m_page, u"Filter costs"_s);
        filter->setFocus();

        QTest::keyClicks(filter, u"region:eu-west-1 not-account:1 tag:team=data s3"_s);
        QTRY_VERIFY(!m_controller->isLoading());

        const QList<CostFilter> filters = m_controller->question().filters;
        QVERIFY(filters.contains(CostFilter{costdimension::Region, {u"eu-west-1"_s}, false}));
        QVERIFY(filters.contains(CostFilter{costdimension::Account, {u"1"_s}, true}));
        QVERIFY(filters.contains(CostFilter{u"tag:team"_s, {u"data"_s}, false}));
        QCOMPARE(groups(), (QStringList{u"AmazonS3"_s, u"Total"_s}));
        QCOMPARE(exactTotal(), u"20"_s);
        QCOMPARE(chartTotal(), u"20"_s);
        QTest::keyClick(filter, Qt::Key_Down);
        QTRY_VERIFY(table()->hasFocus());
    }

    void filter_typedAlone_isAskedWhenItIsAChip()
    {
        show();
        auto *filter = find<QLineEdit>(*m_page, u"Filter costs"_s);
        filter->setFocus();

        QTest::keyClicks(filter, u"region:eu-west-1"_s);
        QCOMPARE(groups().size(), 4);
        QVERIFY(m_controller->question().filters.isEmpty());
        QTest::keyClicks(filter, u" "_s);

        QTRY_COMPARE(m_controller->question().filters.size(), 1);
    }

    void filter_chosenFromValues_becomesAChip()
    {
        m_service->allValues.insert(costdimension::Service, {u"AmazonEC2"_s, QString()});
        show();
        action(u"Add filter…"_s)->trigger();
        auto *dialog = m_page->findChild<QDialog *>();
        QVERIFY(dialog);
        auto *values = find<QListWidget>(*dialog, u"Values"_s);
        QTRY_COMPARE(values->count(), 2);

        values->item(0)->setCheckState(Qt::Checked);
        values->item(1)->setCheckState(Qt::Checked);
        find<QPushButton>(*dialog, u"Filter"_s)->click();

        const CostFilter wanted{costdimension::Service, {u"AmazonEC2"_s, QString()}, false};
        QTRY_COMPARE(m_controller->question().filters, QList<CostFilter>{wanted});
        QVERIFY(says(u"service: AmazonEC2"_s));
        QVERIFY(says(u"service: (none)"_s));
    }

    void keyboard_drillsAndGoesBack()
    {
        show();
        table()->setFocus();
        table()->selectRow(0);

        QTest::keyClick(table(), Qt::Key_Return);
        QTRY_COMPARE(m_controller->question().groupBy, costdimension::UsageType);
        QTRY_VERIFY(!m_controller->isLoading());
        QVERIFY(says(u"AmazonEC2"_s));
        QTest::keyClick(m_page.get(), Qt::Key_Left, Qt::AltModifier);

        QTRY_COMPARE(m_controller->question().groupBy, costdimension::Service);
    }

    void chart_drills()
    {
        show();

        Q_EMIT chart()->drillRequested(u"AmazonS3"_s);

        QTRY_COMPARE(m_controller->question().path.size(), 1);
        QCOMPARE(m_controller->question().path.first().value, u"AmazonS3"_s);
    }

    void failure_isSaid_andWhatIsShownStays()
    {
        show();
        m_service->failures.insert(u"answer"_s, Error(Error::Kind::Denied, u"You may not read costs."_s));

        QVERIFY(choose(u"Group by"_s, u"Region"_s));

        QTRY_VERIFY(says(u"You may not read costs."_s));
        QCOMPARE(groups().first(), u"AmazonEC2"_s);
        QCOMPARE(chartTotal(), exactTotal());
    }

    void forecast_isShown_orWhatIsMissingForIt()
    {
        m_insight.next.historyDays = 12;
        show();
        QTRY_VERIFY(says(u"12 of 30 days"_s));
        QVERIFY(chart()->data().forecast.isEmpty());

        m_insight.next.historyDays = 49;
        m_insight.next.method = u"damped trend"_s;
        m_insight.next.month = QDate(2026, 10, 1);
        m_insight.next.monthTotal = CostBand{355.4, 340, 370, 330, 380};
        for (int day = 20; day <= 45; ++day)
            m_insight.next.days.append({QDate(2026, 10, 1).addDays(day - 1), {11.5, 11, 12, 10, 13}});
        m_controller->refresh();

        QTRY_VERIFY(says(u"$355"_s) && says(u"80 %: $340 – $370"_s));
        QTRY_COMPARE(chart()->data().forecast.size(), 12); // to the end of the month
    }

    void unusualDay_isListed_andLeadsToTheJournal()
    {
        CostAnomaly anomaly;
        anomaly.day = QDate(2026, 10, 18);
        anomaly.key = {u"AWSLambda"_s};
        anomaly.actual = Decimal(58);
        anomaly.expected = 9.9;
        anomaly.impact = 48.1;
        anomaly.reason = u"Six times its usual Sunday."_s;
        m_insight.next.historyDays = 49;
        m_insight.next.anomalies = {anomaly};
        m_insight.events = {{QDateTime(QDate(2026, 10, 18), QTime(9, 14), Qt::UTC), u"UpdateFunctionConfiguration"_s,
            u"ada"_s, u"chat"_s, u"us-east-1"_s}};
        show();
        QTRY_COMPARE(chart()->data().anomalies.size(), 1);
        QSignalSpy journal(m_page.get(), &CostsPage::journalRequested);

        Q_EMIT chart()->anomalyRequested(0);
        auto *days = find<QTableView>(*m_page, u"Unusual days table"_s);
        QTRY_VERIFY(days->isVisible());
        QCOMPARE(days->model()->index(0, 4).data().toString(), u"+$48.10"_s);
        button(u"Open journal for that day"_s)->click();
        button(u"Show changes in CloudTrail"_s)->click();

        QCOMPARE(journal.size(), 1);
        QCOMPARE(journal.first().first().toDate(), QDate(2026, 10, 18));
        QTRY_VERIFY(find<QTableView>(*m_page, u"Changes table"_s)->model()->rowCount() == 1);
        QCOMPARE(m_insight.askedDays, QList<QDate>{QDate(2026, 10, 18)});
    }

    void saving_leadsToItsRunbook()
    {
        savings::Saving saving;
        saving.title = u"Delete 12 old versions of lambda_router"_s;
        saving.why = u"Nothing refers to them."_s;
        saving.monthly = Decimal(3);
        saving.runbook = u"common/clean-up-function-versions"_s;
        saving.parameters = {{u"function"_s, u"lambda_router"_s}};
        m_insight.report.savings = {saving};
        show();
        auto *tabs = m_page->findChild<QTabBar *>();
        tabs->setCurrentIndex(2);
        QSignalSpy wanted(m_page.get(), &CostsPage::runbookRequested);

        button(u"Look for savings"_s)->click();
        auto *table = find<QTableView>(*m_page, u"Savings table"_s);
        QTRY_COMPARE(table->model()->rowCount(), 1);
        QCOMPARE(table->model()->index(0, 1).data().toString(), u"3.00"_s);
        QVERIFY(!isOffered(u"Open runbook"_s));
        table->selectRow(0);
        button(u"Open runbook"_s)->click();

        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().first().toString(), saving.runbook);
        QCOMPARE(wanted.first().last().toJsonObject(), saving.parameters);
    }

    void savings_thatFail_areSaid()
    {
        m_insight.savingsProblem = Error(Error::Kind::Denied, u"You may not list functions."_s);
        show();
        m_page->findChild<QTabBar *>()->setCurrentIndex(2);

        button(u"Look for savings"_s)->click();

        QTRY_VERIFY(says(u"You may not list functions."_s));
    }

    void exportedCsv_holdsWhatIsShown_toTheLastDigit()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"costs.csv"_s);
        show();
        action(u"Export CSV…"_s)->trigger();
        auto *dialog = m_page->findChild<QFileDialog *>();
        QVERIFY(dialog);
        dialog->selectFile(path);
        dialog->metaObject()->invokeMethod(dialog, "accept", Qt::DirectConnection);

        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto rows = csv::read(file.readAll());

        QVERIFY(rows);
        QCOMPARE(rows->at(0).fields.first(), u"Service"_s);
        QCOMPARE(rows->at(1).fields.mid(0, 2), (QStringList{u"AmazonEC2"_s, u"200.00000000000000000002"_s}));
        QCOMPARE(rows->at(4).fields.mid(0, 2), (QStringList{u"Total"_s, exactTotal()}));
        QCOMPARE(rows->last().fields.first(), u"Query"_s);
        QVERIFY(rows->last().fields.at(1).startsWith(
            u"stationmaster costs --system demo --source cur --metric unblended"_s));
    }

    void query_copied_isACommand()
    {
        show();

        action(u"Copy query"_s)->trigger();

        QCOMPARE(QGuiApplication::clipboard()->text(),
            u"stationmaster costs --system demo --source cur --metric unblended --from 2026-10-01 --to 2026-10-21 "
            "--granularity day --group-by service"_s);
    }

    void budget_usedUp_isSaidOnce()
    {
        m_service->allSources = {someExplorer()};
        m_service->today = {50, Decimal::fromScaled(50, 2), Decimal::fromScaled(50, 2)};
        show();
        button(u"Ask Cost Explorer ($0.01 a request)"_s)->click();

        QTRY_VERIFY(says(u"Today's budget for paid requests is used up: $0.50 of $0.50."_s));
    }

    void costs_areForgotten_afterAQuestion()
    {
        m_service->allSources = {someExplorer()};
        show();
        QVERIFY(!action(u"Forget the costs that are shown…"_s)->isEnabled());
        action(u"Ask Cost Explorer ($0.01 a request)"_s)->trigger();
        QTRY_VERIFY(action(u"Forget the costs that are shown…"_s)->isEnabled() && !m_controller->isLoading());

        action(u"Forget the costs that are shown…"_s)->trigger();
        auto *dialog = m_page->findChild<QDialog *>();
        QVERIFY(dialog);
        QVERIFY(table()->isVisible());
        find<QPushButton>(*dialog, u"Forget costs"_s)->click();

        QTRY_VERIFY(says(u"No costs yet"_s));
        QVERIFY(!action(u"Forget the costs that are shown…"_s)->isEnabled());
    }

    void olderFigures_areSaid_withTheirReasonAndAge()
    {
        m_service->allSources = {someExplorer()};
        m_service->answers = [](CostSource, const CostQuery &query) -> Result<CostAnswer> {
            CostAnswer answer = someCosts(query);
            answer.notRenewed = u"There is no connection."_s;
            return answer;
        };
        show();
        button(u"Ask Cost Explorer ($0.01 a request)"_s)->click();

        QTRY_VERIFY(says(u"There is no connection. The figures are from 20 Oct 2026"_s));

        m_service->answers = [](CostSource, const CostQuery &query) -> Result<CostAnswer> { return someCosts(query); };
        m_controller->refresh();
        QTRY_VERIFY(!says(u"There is no connection."_s));
    }

    void anomaliesOfAws_areListedAndMarkedAsIts()
    {
        CostAnomaly told;
        told.local = false;
        told.day = QDate(2026, 10, 18);
        told.key = {u"AmazonEC2"_s};
        told.impact = 12;
        told.reason = u"AWS expected $1.00 and saw $13.00 on one day."_s;
        m_insight.awsAnomaliesTold = QList<CostAnomaly>{told};
        show();
        m_page->findChild<QTabBar *>()->setCurrentIndex(1);
        QVERIFY(!isOffered(u"Ask AWS for its anomalies ($0.01)"_s)); // of a bill
        action(u"Ask Cost Explorer ($0.01 a request)"_s)->trigger();
        QTRY_VERIFY(isOffered(u"Ask AWS for its anomalies ($0.01)"_s));

        button(u"Ask AWS for its anomalies ($0.01)"_s)->click();

        auto *days = find<QTableView>(*m_page, u"Unusual days table"_s);
        QTRY_COMPARE(days->model()->rowCount(), 1);
        QCOMPARE(days->model()->index(0, 4).data().toString(), u"+$12.00"_s);
        QCOMPARE(days->model()->index(0, 5).data().toString(), told.reason);
        QCOMPARE(days->model()->index(0, 6).data().toString(), u"AWS"_s);
        QTRY_COMPARE(chart()->data().anomalies.size(), 1);
        QVERIFY(chart()->data().anomalies.first().label.endsWith(u"(AWS)"_s));
    }

    void forecastOfAws_isDrawnWithItsName()
    {
        CostAwsForecast told{u"USD"_s, {}, {}};
        for (int day = 20; day <= 31; ++day)
            told.days.append({QDate(2026, 10, 1).addDays(day - 1), {20, 15, 25, 15, 25}});
        m_insight.awsForecastTold = told;
        CostSourceInfo explorer = someExplorer();
        explorer.from = QDate(2026, 9, 1);
        explorer.to = QDate(2026, 10, 21);
        m_service->allSources = {someBills(), explorer};
        show();
        QVERIFY(!action(u"Forecast by AWS ($0.01)"_s)->isVisible()); // of a bill
        action(u"Ask Cost Explorer ($0.01 a request)"_s)->trigger();
        QTRY_VERIFY(action(u"Forecast by AWS ($0.01)"_s)->isVisible() && !m_controller->isLoading());

        action(u"Forecast by AWS ($0.01)"_s)->trigger();

        QTRY_COMPARE(chart()->data().forecaster, u"AWS"_s);
        QCOMPARE(chart()->data().forecast.size(), 12);
        QTRY_VERIFY(says(u"by AWS"_s));
        action(u"Forecast by AWS ($0.01)"_s)->trigger();
        QTRY_VERIFY(chart()->data().forecaster.isEmpty());
    }

    void draggedFiles_areBillsByTheirNames()
    {
        QMimeData dragged;
        dragged.setUrls({QUrl::fromLocalFile(u"/tmp/a.CSV"_s), QUrl::fromLocalFile(u"/tmp/notes.md"_s),
            QUrl::fromLocalFile(u"/tmp/b.csv.gz"_s), QUrl(u"https://example.com/c.csv"_s)});

        QCOMPARE(CostsPage::billFiles(dragged), (QStringList{u"/tmp/a.CSV"_s, u"/tmp/b.csv.gz"_s}));
    }

    void bill_known_asksInThePage()
    {
        show();
        m_service->failures.insert(u"known"_s,
            Error(Error::Kind::Conflict, u"Another delivery of October is there."_s).withCode(u"BillKnown"_s));

        m_page->openBills({u"/tmp/october.csv"_s});
        QTRY_VERIFY(says(u"Another delivery of October is there."_s));
        button(u"Replace it"_s)->click();

        QTRY_VERIFY(!says(u"Another delivery of October is there."_s));
        QCOMPARE(m_service->bills.last().known, costs::KnownBill::Replace);
    }

    void switchedOff_isNotOffered()
    {
        controllers::CostsFeatures features;
        features.explorer = features.forecasting = features.anomalies = features.exporting = features.filters
            = features.customRanges = false;
        build(features);
        show();

        QVERIFY(!isOffered(u"Export"_s));
        QVERIFY(!action(u"Export CSV…"_s) && !action(u"Add filter…"_s));
        QVERIFY(!says(u"Forecast for"_s));
        QVERIFY(!says(u"Cost Explorer ($"_s));
    }

    void state_isKept()
    {
        show();
        QVERIFY(choose(u"Group by"_s, u"Region"_s));
        QVERIFY(choose(u"Chart"_s, u"Area"_s));
        const QByteArray state = m_page->saveState();
        m_page.reset();
        build();

        m_page = std::make_unique<CostsPage>(*m_controller, SystemId{u"demo"_s});
        m_page->restoreState(state);
        m_page->shown();
        QTRY_VERIFY(m_controller->isReady() && !m_controller->isLoading());

        QCOMPARE(m_controller->question().groupBy, costdimension::Region);
        QCOMPARE(chart()->data().kind, charts::ChartKind::StackedArea);
    }
};

QTEST_MAIN(TestCostsPage)
#include "tst_costspage.moc"
