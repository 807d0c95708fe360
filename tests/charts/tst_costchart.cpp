// SPDX-License-Identifier: GPL-3.0-or-later
#include "samplechart.h"

#include <chartlegend.h>
#include <charts/costchart.h>
#include <legendrow.h>
#include <plotview.h>
#include <widgets/appearance.h>
#include <widgets/statepane.h>

#include <support/find.h>

#include <QApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace sm;
using namespace sm::charts;
using namespace Qt::Literals::StringLiterals;

class TestCostChart : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<CostChart> m_chart;
    PlotView *m_plot = nullptr;

    void press(int key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(m_plot, Qt::Key(key), modifiers); }
    QPoint at(int slot, double value) const
    {
        return QPointF(m_plot->frame().middle(slot), m_plot->frame().y(value)).toPoint();
    }
    double shownSlots() const { return m_plot->frame().last - m_plot->frame().first; }
    void turnWheel(int degrees)
    {
        const QPointF middle = m_plot->frame().plot.center();
        QWheelEvent event(middle, m_plot->mapToGlobal(middle), {}, {0, degrees}, {}, {}, Qt::NoScrollPhase, false);
        QApplication::sendEvent(m_plot, &event);
    }

private Q_SLOTS:
    void init()
    {
        m_chart = std::make_unique<CostChart>();
        m_plot = m_chart->findChild<PlotView *>();
        m_chart->resize(1000, 400);
        m_chart->setData(test::novemberChart());
        m_chart->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_chart.get()));
    }

    void arrows_walkPeriodsAndSeries()
    {
        press(Qt::Key_Right);
        QVERIFY(m_chart->crosshairText().startsWith(u"Sun, 1 Nov 2026; Total: "_s));
        press(Qt::Key_Right);
        press(Qt::Key_Up);
        press(Qt::Key_Up);
        QVERIFY(m_chart->crosshairText().startsWith(u"Mon, 2 Nov 2026; RDS: $37.37"_s));
        press(Qt::Key_Down);
        QVERIFY(m_chart->crosshairText().contains(u"; EC2: "_s));
        press(Qt::Key_End);
        QVERIFY(m_chart->crosshairText().startsWith(u"Mon, 30 Nov 2026; Forecast of the total"_s));
        press(Qt::Key_Home);
        QVERIFY(m_chart->crosshairText().startsWith(u"Sun, 1 Nov 2026"_s));
        press(Qt::Key_Escape);
        QCOMPARE(m_chart->crosshairText(), QString());
    }

    void enter_drillsAndBackspaceGoesBack()
    {
        QSignalSpy drilled(m_chart.get(), &CostChart::drillRequested);
        QSignalSpy back(m_chart.get(), &CostChart::backRequested);

        press(Qt::Key_Return); // on nothing
        press(Qt::Key_Right);
        press(Qt::Key_Up);
        press(Qt::Key_Return);
        press(Qt::Key_Backspace);
        press(Qt::Key_Left, Qt::AltModifier);

        QCOMPARE(drilled.size(), 1);
        QCOMPARE(drilled.first().first().toString(), u"EC2"_s);
        QCOMPARE(back.size(), 2);
    }

    void click_onABand_drills_besideNot()
    {
        QSignalSpy drilled(m_chart.get(), &CostChart::drillRequested);

        QTest::mouseClick(m_plot, Qt::LeftButton, {}, at(4, 20));
        QTest::mouseClick(m_plot, Qt::LeftButton, {}, at(25, 20));

        QCOMPARE(drilled.size(), 1);
        QCOMPARE(drilled.first().first().toString(), u"EC2"_s);
    }

    void click_onATriangle_asksForTheAnomaly()
    {
        QSignalSpy drilled(m_chart.get(), &CostChart::drillRequested);
        QSignalSpy asked(m_chart.get(), &CostChart::anomalyRequested);

        QTest::mouseClick(m_plot, Qt::LeftButton, {}, at(17, m_plot->stacks().extent(17).high) - QPoint(0, 10));

        QCOMPARE(asked.size(), 1);
        QCOMPARE(drilled.size(), 0);
    }

    void hover_showsWhatIsThere()
    {
        QTest::mouseMove(m_plot, at(4, 20));

        QVERIFY(m_chart->crosshairText().startsWith(u"Thu, 5 Nov 2026; EC2: $"_s));
    }

    void wheelAndKeys_zoom_homeEndsIt()
    {
        turnWheel(120);
        QVERIFY(shownSlots() < 30);
        press(Qt::Key_Plus);
        const double close = shownSlots();
        press(Qt::Key_Minus);
        QVERIFY(shownSlots() > close);
        QVERIFY(test::find(*m_chart, u"Show all"_s)->isVisible());
        press(Qt::Key_Home);

        QCOMPARE(shownSlots(), 30);
        QVERIFY(!test::find(*m_chart, u"Show all"_s)->isVisible());
    }

    void wheel_awayWhenAllIsShown_isLeftToThePage()
    {
        const QPointF middle = m_plot->frame().plot.center();
        QWheelEvent event(middle, m_plot->mapToGlobal(middle), {}, {0, -120}, {}, {}, Qt::NoScrollPhase, false);
        QApplication::sendEvent(m_plot, &event);

        QVERIFY(!event.isAccepted());
    }

    void drag_pansAndDoesNotDrill()
    {
        QSignalSpy drilled(m_chart.get(), &CostChart::drillRequested);
        turnWheel(480);
        const double before = m_plot->frame().first;

        QTest::mousePress(m_plot, Qt::LeftButton, {}, at(int(before) + 4, 20));
        QTest::mouseMove(m_plot, at(int(before) + 4, 20) + QPoint(120, 0));
        QTest::mouseRelease(m_plot, Qt::LeftButton, {}, at(int(before) + 4, 20) + QPoint(120, 0));

        QVERIFY(m_plot->frame().first < before);
        QCOMPARE(drilled.size(), 0);
    }

    void doubleClick_besideTheBands_endsTheZoom()
    {
        turnWheel(360);
        QTest::mouseDClick(m_plot, Qt::LeftButton, {}, QPoint(int(m_plot->frame().plot.right()) - 2, 4));

        QCOMPARE(shownSlots(), 30);
    }

    void crosshair_beyondTheZoom_scrolls()
    {
        for (int each = 0; each < 3; ++each)
            press(Qt::Key_Plus);
        press(Qt::Key_End);

        QCOMPARE(m_plot->frame().last, 30);
    }

    void legend_click_hidesAndSaysSo()
    {
        QSignalSpy changed(m_chart.get(), &CostChart::viewChanged);
        auto *row = test::find<LegendRow>(*m_chart, u"EC2"_s);
        QVERIFY(row && row->isChecked());

        QTest::mouseClick(row, Qt::LeftButton);

        QCOMPARE(m_chart->view().hidden, QStringList{u"EC2"_s});
        QVERIFY(!row->isChecked());
        QCOMPARE(changed.size(), 1);
        QVERIFY(!m_plot->stacks().isVisible(0));
        m_chart->setData(test::novemberChart());
        QVERIFY(!row->isChecked()); // stays with new data
    }

    void legend_keyboard_walksTogglesAndDrills()
    {
        QSignalSpy drilled(m_chart.get(), &CostChart::drillRequested);
        m_chart->activateWindow();
        auto *first = test::find<LegendRow>(*m_chart, u"EC2"_s);
        auto *second = test::find<LegendRow>(*m_chart, u"RDS"_s);
        QVERIFY(first->focusPolicy() & Qt::TabFocus);
        QVERIFY(!(second->focusPolicy() & Qt::TabFocus));

        first->setFocus();
        QTest::keyClick(first, Qt::Key_Down);
        QTest::keyClick(second, Qt::Key_Space);
        QTest::keyClick(second, Qt::Key_Return);

        QCOMPARE(m_chart->view().hidden, QStringList{u"RDS"_s});
        QCOMPARE(drilled.size(), 1);
        QVERIFY(second->focusPolicy() & Qt::TabFocus);
    }

    void accessible_nameAndSummary()
    {
        QCOMPARE(m_plot->accessibleName(), u"Costs by service"_s);
        QCOMPARE(QAccessible::queryAccessibleInterface(m_plot)->role(), QAccessible::Chart);
        QVERIFY2(
            m_plot->accessibleDescription().startsWith(
                u"Stacked bars of 7 series, 1 Nov 2026 to 20 Nov 2026: total $3,698.29; most for EC2, $1,189.96; one anomaly"_s),
            qPrintable(m_plot->accessibleDescription()));
        press(Qt::Key_Right);
        QVERIFY(m_plot->accessibleDescription().startsWith(u"Sun, 1 Nov 2026"_s));
    }

    void otherPeriods_endTheZoom_sameKeepIt()
    {
        turnWheel(240);
        m_chart->setData(test::novemberChart());
        QVERIFY(shownSlots() < 30);
        m_chart->setData(test::plainChart(3, 9));
        QCOMPARE(shownSlots(), 9);
    }

    void lowChart_keepsRoomForTheSeries()
    {
        const QString forecast = u"Dashed: forecast, with 80 and 95 % bands."_s;
        const auto words = [&] {
            QStringList shown;
            for (const QLabel *label : m_chart->findChildren<QLabel *>())
                if (label->isVisible())
                    shown.append(label->text());
            return shown;
        };
        QVERIFY(words().contains(u"Unblended: what was charged on the day of the usage."_s));

        m_chart->resize(1000, 240);

        QVERIFY(words().filter(u"Unblended"_s).first().contains(forecast));
    }

    void theme_switchedLive_repaints()
    {
        const QImage light = m_plot->grab().toImage();
        m_chart->setPalette(widgets::Theme::dark().palette());
        const QImage dark = m_plot->grab().toImage();

        QVERIFY(light != dark);
    }

    void odd_data()
    {
        QTest::addColumn<ChartData>("data");
        ChartData huge = test::plainChart(50, 3);
        for (ChartSeries &series : huge.series)
            series.amounts
                = {*Decimal::parse(QByteArrayView("9e35")), *Decimal::parse(QByteArrayView("-9e35")), Decimal()};
        ChartData odd = test::novemberChart();
        odd.forecast = {{QDate(2026, 11, 21), qQNaN(), qInf(), -qInf(), 0, 1}, {QDate(), 1, 1, 1, 1, 1},
            {QDate(2026, 11, 22), 1e308, -1e308, 1e308, -1e308, 1e308}};
        odd.anomalies.append({QDate(), u"nobody"_s, QString(4000, u'x'), {}});
        odd.comparison = ChartComparison{{}, QList<Decimal>(500, Decimal(3))};
        odd.series[1].amounts.clear();
        odd.series[2].amounts = QList<Decimal>(1000, Decimal(-1));
        odd.states = {PeriodState::Incomplete};
        ChartData unsorted = test::plainChart(2, 5);
        std::reverse(unsorted.periods.begin(), unsorted.periods.end());
        unsorted.periods[2] = QDate();
        ChartData zeros = test::plainChart(1, 4);
        zeros.series[0].amounts = QList<Decimal>(4);
        ChartData noSeries = test::plainChart(0, 4);
        noSeries.forecast = odd.forecast;

        QTest::newRow("empty") << ChartData();
        QTest::newRow("no series") << noSeries;
        QTest::newRow("one day") << test::plainChart(1, 1);
        QTest::newRow("huge") << huge;
        QTest::newRow("odd forecast and lengths") << odd;
        QTest::newRow("days out of order") << unsorted;
        QTest::newRow("zeros") << zeros;
        QTest::newRow("more days than pixels") << test::plainChart(3, 4000);
    }

    void odd()
    {
        QFETCH(ChartData, data);

        for (const ChartKind kind :
            {ChartKind::StackedBars, ChartKind::StackedArea, ChartKind::Lines, ChartKind::Share}) {
            data.kind = kind;
            m_chart->setData(data);
            for (const int key : {Qt::Key_Right, Qt::Key_Up, Qt::Key_Up, Qt::Key_Plus, Qt::Key_End, Qt::Key_Return,
                     Qt::Key_Left, Qt::Key_Minus})
                press(key);
            QTest::mouseMove(m_plot, m_plot->rect().center());
            QVERIFY(!m_chart->grab().isNull());
            m_chart->resize(kind == ChartKind::Lines ? QSize(20, 10) : QSize(1000, 400));
        }
    }

    void statePane_hasTheFourStates()
    {
        widgets::StatePane pane(m_chart.release());
        auto *chart = pane.findChild<CostChart *>();
        pane.show();

        pane.setLoading(true);
        QVERIFY(chart->isVisible());
        pane.setStale(u"Read 2 Sep 2026, 09:14 UTC."_s);
        pane.showError(Error(Error::Kind::Network, u"No connection."_s));
        QVERIFY(chart->isVisible());
        QVERIFY(!pane.grab().isNull());
        pane.setEmpty(u"No bill is open."_s, u"Open bill file…"_s);
        QVERIFY(!chart->isVisible());
    }
};

QTEST_MAIN(TestCostChart)
#include "tst_costchart.moc"
