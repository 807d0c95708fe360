// SPDX-License-Identifier: GPL-3.0-or-later
#include "samplechart.h"

#include <ticks.h>

#include <QFont>
#include <QTest>

using namespace sm;
using namespace sm::charts;
using namespace Qt::Literals::StringLiterals;

class TestTicks : public QObject
{
    Q_OBJECT

private:
    static QStringList words(
        int days, double width, PeriodLength length = PeriodLength::Day, const QDate &from = QDate(2026, 11, 1))
    {
        QList<QDate> dates;
        for (int each = 0; each < days; ++each)
            dates.append(length == PeriodLength::Day ? from.addDays(each) : from.addMonths(each));
        QStringList texts;
        const QList<PeriodTick> ticks = periodTicks(dates, length, 0, days, width / days, QFontMetricsF(QFont()));
        for (const PeriodTick &tick : ticks)
            texts.append(tick.text);
        return texts;
    }

private Q_SLOTS:
    void values_positive_areFourLinesFromZero()
    {
        QCOMPARE(valueTicks(0, 237).values, (QList<double>{0, 80, 160, 240}));
        QCOMPARE(valueTicks(0, 300).values, (QList<double>{0, 100, 200, 300}));
        QCOMPARE(valueTicks(0, 0.7).step, 0.25);
    }

    void values_negative_keepZeroAmongThem()
    {
        const ValueTicks ticks = valueTicks(-1200, 4500);

        QVERIFY(ticks.values.contains(0));
        QVERIFY(ticks.low() <= -1200 && ticks.high() >= 4500);
        QVERIFY(ticks.values.size() <= 5);
        QVERIFY(valueTicks(-30, 0).high() >= 0);
        QCOMPARE(valueTicks(-30, 0).low(), -30);
    }

    void values_ofAnything_encloseItInFewLines()
    {
        for (double low : {0.0, -1.0, -3e-7, -7.7e12})
            for (double high = 1e-8; high < 1e30; high *= 3.7) {
                const ValueTicks ticks = valueTicks(low, high);
                QVERIFY(ticks.low() <= low + ticks.step * 1e-6 && ticks.high() >= high - ticks.step * 1e-6);
                QVERIFY(ticks.values.size() >= 2 && ticks.values.size() <= 6);
            }
    }

    void values_zeroNanInfinite_areFinite()
    {
        for (const double odd : {0.0, qQNaN(), qInf(), -qInf(), 1e308}) {
            const ValueTicks ticks = valueTicks(odd, odd);
            QVERIFY(ticks.high() > ticks.low());
            QVERIFY(qIsFinite(ticks.high()) && qIsFinite(ticks.low()));
        }
    }

    void days_withRoom_areAlignedToTheMonth()
    {
        QCOMPARE(
            words(30, 400), (QStringList{u"1 Nov"_s, u"6 Nov"_s, u"11 Nov"_s, u"16 Nov"_s, u"21 Nov"_s, u"26 Nov"_s}));
        QVERIFY(words(31, 400, PeriodLength::Day, QDate(2026, 10, 1)).constLast() == u"26 Oct"_s);
    }

    void longRanges_areFirstsOfMonths()
    {
        const QStringList year = words(396, 800);

        QCOMPARE(year.first(), u"Nov 2026"_s);
        QVERIFY(year.contains(u"Jan 2027"_s));
        QCOMPARE(words(13, 1000, PeriodLength::Month, QDate(2025, 11, 1)).mid(0, 4),
            (QStringList{u"Nov 2025"_s, u"Dec"_s, u"Jan 2026"_s, u"Feb"_s}));
    }

    void days_inAnotherZone_areStillUtcDays()
    {
        qputenv("TZ", "America/New_York");
        const QStringList shown = words(3, 600);
        qputenv("TZ", "UTC");

        QCOMPARE(shown, (QStringList{u"1 Nov"_s, u"2 Nov"_s, u"3 Nov"_s}));
    }

    void oneOrNoPeriod_isNamedOrNot()
    {
        QCOMPARE(words(1, 30), QStringList{u"1 Nov"_s});
        QVERIFY(periodTicks({}, PeriodLength::Day, 0, 1, 100, QFontMetricsF(QFont())).isEmpty());
    }
};

QTEST_MAIN(TestTicks)
#include "tst_ticks.moc"
