// SPDX-License-Identifier: GPL-3.0-or-later
#include <costservice/outlook.h>

#include <QTest>

#include <cmath>

using namespace Qt::Literals::StringLiterals;
using namespace sm;
using costs::outlookOf;

class TestOutlook : public QObject
{
    Q_OBJECT

private:
    /// So many days up to \p last, in cents: 100 on weekdays, 60 at weekends.
    static CostAnswer weeks(int days, const QDate &last)
    {
        CostAnswer answer;
        answer.currency = u"USD"_s;
        answer.asOf = QDateTime(last.addDays(2), QTime(6, 0), Qt::UTC);
        CostGroup group{{u"AmazonEC2"_s}, {}, {}};
        for (QDate day = last.addDays(1 - days); day <= last; day = day.addDays(1)) {
            answer.periods << day;
            group.amounts << Decimal::fromScaled(day.dayOfWeek() < 6 ? 10'000 : 6'000, 2);
            group.amount += group.amounts.last();
        }
        answer.total = group.amount;
        answer.groups = {group};
        return answer;
    }
    const QDate Last{2026, 11, 20};

private Q_SLOTS:
    void fewDays_haveNoForecast_andSayHowMany()
    {
        const CostOutlook outlook = outlookOf(weeks(12, Last), Last);

        QVERIFY(outlook.isTooShort());
        QCOMPARE(outlook.historyDays, 12);
        QCOMPARE(outlook.neededDays, 30);
        QVERIFY(outlook.days.isEmpty() && !outlook.monthTotal && outlook.anomalies.isEmpty());
    }

    void weeks_goOnAsTheyWere()
    {
        const CostOutlook outlook = outlookOf(weeks(120, Last), Last);

        QVERIFY(!outlook.isTooShort() && !outlook.method.isEmpty());
        QCOMPARE(outlook.days.first().day, Last.addDays(1));
        QVERIFY(std::abs(outlook.days.first().band.mean - 60) < 5); // a Saturday
        QVERIFY(outlook.monthTotal);
        // 21 weekdays and 9 days at weekends in November 2026.
        QVERIFY(std::abs(outlook.monthTotal->mean - (21 * 100 + 9 * 60)) < 40);
        QVERIFY(outlook.monthTotal->low95 <= outlook.monthTotal->low80);
        QVERIFY(outlook.errorPercent.has_value());
    }

    void lastDay_underWay_isNoHistory()
    {
        CostAnswer daily = weeks(120, Last);
        daily.asOf = QDateTime(Last, QTime(6, 0), Qt::UTC);

        const CostOutlook outlook = outlookOf(daily, Last);

        QCOMPARE(outlook.historyDays, 119);
        QCOMPARE(outlook.days.first().day, Last);
    }

    void daysBeforeTheFirstCharge_areNoHistory()
    {
        CostAnswer daily = weeks(120, Last);
        for (int day = 0; day < 100; ++day)
            daily.groups[0].amounts[day] = {};

        QCOMPARE(outlookOf(daily, Last).historyDays, 20);
    }

    void spike_isFound_withItsImpact()
    {
        CostAnswer daily = weeks(120, Last);
        daily.groups[0].amounts[110] = Decimal(600);

        const CostOutlook outlook = outlookOf(daily, Last);

        QVERIFY(!outlook.anomalies.isEmpty());
        QCOMPARE(outlook.anomalies.first().day, Last.addDays(1 - 120 + 110));
        QCOMPARE(outlook.anomalies.first().key, QStringList{u"AmazonEC2"_s});
        QCOMPARE(outlook.anomalies.first().actual, Decimal(600));
        QVERIFY(std::abs(outlook.anomalies.first().impact - 500) < 60);
        QVERIFY(!outlook.anomalies.first().reason.isEmpty());
    }

    void nothing_isAnswered() { QCOMPARE(outlookOf({}, Last).historyDays, 0); }
};

QTEST_GUILESS_MAIN(TestOutlook)
#include "tst_outlook.moc"
