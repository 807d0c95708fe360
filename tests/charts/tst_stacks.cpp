// SPDX-License-Identifier: GPL-3.0-or-later
#include "samplechart.h"

#include <charttip.h>
#include <frame.h>

#include <QTest>

using namespace sm;
using namespace sm::charts;
using namespace Qt::Literals::StringLiterals;

class TestStacks : public QObject
{
    Q_OBJECT

private:
    static ChartData chartOf(const QList<QList<qint64>> &amounts, ChartKind kind = ChartKind::StackedBars)
    {
        ChartData data = test::plainChart(0, int(amounts.first().size()));
        data.kind = kind;
        for (const QList<qint64> &series : amounts) {
            ChartSeries one;
            one.key = one.name = QString(QChar(u'a' + int(data.series.size())));
            for (const qint64 amount : series)
                one.amounts.append(Decimal(amount));
            data.series.append(one);
        }
        return data;
    }

    struct Band
    {
        int series;
        double from;
        double to;
        friend bool operator==(const Band &, const Band &) = default;
    };
    static QList<Band> bands(const Stacks &stacks, int slot, double part = 0)
    {
        QList<Band> found;
        stacks.forEachBand(slot, part, [&](int series, double from, double to) { found.append({series, from, to}); });
        return found;
    }

private Q_SLOTS:
    void bands_ofBothSigns_stackAwayFromZero()
    {
        const Stacks stacks(chartOf({{10}, {-4}, {5}, {-1}}), {});

        QCOMPARE(bands(stacks, 0), (QList<Band>{{0, 0, 10}, {1, 0, -4}, {2, 10, 15}, {3, -4, -5}}));
        QCOMPARE(stacks.extent(0).low, -5);
        QCOMPARE(stacks.extent(0).high, 15);
        QCOMPARE(stacks.total(0), Decimal(10));
    }

    void bands_onTheWay_areBetweenBothSlots()
    {
        const Stacks stacks(chartOf({{10, 20}, {4, -4}}), {});

        QCOMPARE(bands(stacks, 0, 0.5), (QList<Band>{{0, 0, 15}, {1, 15, 17}, {1, 0, -2}}));
    }

    void hiddenSeries_areLeftOutOfStackAndTotal()
    {
        const Stacks stacks(chartOf({{10}, {4}, {5}}), {u"b"_s});

        QCOMPARE(bands(stacks, 0), (QList<Band>{{0, 0, 10}, {2, 10, 15}}));
        QCOMPARE(stacks.total(0), Decimal(15));
        QVERIFY(!stacks.showsTotals());
    }

    void total_ofCents_isExact()
    {
        ChartData data = test::plainChart(3, 1);
        for (ChartSeries &series : data.series)
            series.amounts = {*Decimal::parse(QByteArrayView("0.1000000000000000000001"))};

        QCOMPARE(Stacks(data, {}).total(0).toString(), u"0.3000000000000000000003"_s);
    }

    void shares_areOfTheCharges()
    {
        const Stacks stacks(chartOf({{30, 0, -10}, {10, 0, -30}, {-4, 0, 0}}, ChartKind::Share), {});

        QCOMPARE(stacks.value(0, 0), 75);
        QCOMPARE(stacks.value(0, 1), 25);
        QCOMPARE(stacks.value(0, 2), -10);
        QCOMPARE(stacks.value(1, 0), 0);
        QCOMPARE(stacks.value(2, 1), -75); // credits only
    }

    void shortOrMissingAmounts_areZero()
    {
        ChartData data = chartOf({{1, 2, 3}});
        data.series[0].amounts = {Decimal(7)};
        const Stacks stacks(data, {});

        QCOMPARE(stacks.value(2, 0), 0);
        QCOMPARE(stacks.total(0), Decimal(7));
        QCOMPARE(Stacks(ChartData(), {}).slotCount(), 0);
    }

    void forecast_afterThePeriods_hasSlotsOfItsOwn()
    {
        ChartData data = chartOf({{1, 2}});
        data.forecast
            = {{QDate(2026, 11, 2), 1, 1, 1, 1, 1}, {QDate(2026, 11, 3), 2, 1, 3, 0, 4}, {QDate(), 1, 1, 1, 1, 1}};
        const Stacks stacks(data, {});

        QCOMPARE(stacks.slotCount(), 3);
        QCOMPARE(stacks.periodCount(), 2);
        QCOMPARE(stacks.forecastSlot(0), 1);
        QCOMPARE(stacks.forecastSlot(1), 2);
        QCOMPARE(stacks.forecastSlot(2), -1);
    }

    void hit_onBandsOfBothSigns_findsTheSeries()
    {
        const ChartData data = chartOf({{10, 10}, {-4, 0}, {5, 5}});
        const Stacks stacks(data, {});
        const Frame frame = frameFor(data, stacks, {}, QRectF(100, 0, 200, 300));
        const auto hit
            = [&](int slot, double value) { return hitAt(data, stacks, frame, {frame.middle(slot), frame.y(value)}); };

        QCOMPARE(hit(0, 5), (Hit{0, 0}));
        QCOMPARE(hit(0, 12), (Hit{0, 2}));
        QCOMPARE(hit(0, -2), (Hit{0, 1}));
        QCOMPARE(hit(1, -2), (Hit{1, -1}));
        QCOMPARE(hitAt(data, stacks, frame, {50, 50}), Hit{});
    }

    void hit_onLines_findsTheNearest()
    {
        const ChartData data = chartOf({{10, 10}, {90, 90}}, ChartKind::Lines);
        const Stacks stacks(data, {});
        const Frame frame = frameFor(data, stacks, {}, QRectF(0, 0, 200, 300));

        QCOMPARE(hitAt(data, stacks, frame, {50, frame.y(88)}), (Hit{0, 1}));
        QCOMPARE(hitAt(data, stacks, frame, {150, frame.y(12)}), (Hit{1, 0}));
        QCOMPARE(hitAt(data, stacks, frame, {150, frame.y(50)}), (Hit{1, -1}));
    }

    void frame_zoomed_scalesToWhatIsShown()
    {
        const ChartData data = chartOf({{1, 1, 1, 1000}});
        const Stacks stacks(data, {});

        QCOMPARE(frameFor(data, stacks, {}, QRectF(0, 0, 100, 100)).ticks.high(), 1200);
        QCOMPARE(frameFor(data, stacks, {{}, 0, 2}, QRectF(0, 0, 100, 100)).ticks.high(), 1.2);
    }

    void range_oddViews_stayInside()
    {
        for (const ChartView &view :
            {ChartView{{}, -5, 3}, ChartView{{}, 8, 30}, ChartView{{}, 4, 4.001}, ChartView{{}, qQNaN(), 2}}) {
            const SlotRange range = shownSlots(view, 10);
            QVERIFY(range.first >= 0 && range.last <= 10 && range.last - range.first >= 2);
        }
        QCOMPARE(shownSlots({}, 0).last, 1);
    }

    void tip_ofABand_hasAmountShareChangeAndState()
    {
        ChartData data = chartOf({{10, 15}, {30, 35}});
        data.states = {PeriodState::Final, PeriodState::Estimated};
        data.anomalies = {{QDate(2026, 11, 2), u"a"_s, u"a"_s, u"+$5.00"_s}};
        const QString text = tipText(tipLines(data, Stacks(data, {}), {1, 0}));

        QCOMPARE(text,
            u"Mon, 2 Nov 2026; a: $15.00; Share of the day: 30.0\u00a0%; Against the day before: +50.0\u00a0% "
            u"(+$5.00); "
            "Total: $50.00; Estimated: still revised by the provider.; Unusual: a: +$5.00"_s);
    }

    void tip_ofTheTotal_comparesAndForecasts()
    {
        ChartData data = chartOf({{10, 20}});
        data.states = {PeriodState::Final, PeriodState::Incomplete};
        data.comparison = ChartComparison{u"October"_s, {Decimal(5), Decimal(16)}};
        data.forecast = {{QDate(2026, 11, 2), 25, 20, 30, 15, 35}};
        const QString text = tipText(tipLines(data, Stacks(data, {}), {1, -1}));

        QVERIFY(text.contains(u"October: $16.00; Against October: +25.0\u00a0% (+$4.00)"_s));
        QVERIFY(text.contains(u"Not complete"_s));
        QVERIFY(text.contains(
            u"Forecast of the total: $25.00; 80 % band: $20.00 to $30.00; 95 % band: $15.00 to $35.00"_s));
    }

    void tip_outside_isEmpty()
    {
        QVERIFY(tipLines(chartOf({{1}}), Stacks(chartOf({{1}}), {}), {5, 0}).isEmpty());
        QVERIFY(tipLines({}, {}, {}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestStacks)
#include "tst_stacks.moc"
