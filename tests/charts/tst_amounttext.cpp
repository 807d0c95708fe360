// SPDX-License-Identifier: GPL-3.0-or-later
#include "samplechart.h"

#include <charts/amounttext.h>

#include <QTest>

using namespace sm;
using namespace sm::charts;
using namespace Qt::Literals::StringLiterals;

class TestAmountText : public QObject
{
    Q_OBJECT

private:
    static Decimal decimal(const char *text) { return Decimal::parse(QByteArrayView(text)).value_or(Decimal()); }

private Q_SLOTS:
    void money_hasSymbolGroupsAndTwoDecimals()
    {
        QCOMPARE(moneyText(decimal("1184.2"), u"USD"_s), u"$1,184.20"_s);
        QCOMPARE(moneyText(decimal("-1234567.891"), u"EUR"_s), u"\u2212€1,234,567.89"_s);
        QCOMPARE(moneyText(decimal("12"), u"CHF"_s), u"12.00\u00a0CHF"_s);
        QCOMPARE(moneyText(decimal("999"), u"GB"_s), u"999.00\u00a0GB"_s);
        QCOMPARE(moneyText(Decimal(), u"USD"_s), u"$0.00"_s);
        QCOMPARE(moneyText(decimal("5"), {}), u"5.00"_s);
    }

    void money_tooSmallForCents_isNotZero()
    {
        QCOMPARE(moneyText(decimal("0.00042"), u"USD"_s), u"$0.0004"_s);
        QCOMPARE(moneyText(decimal("-0.004"), u"USD"_s), u"\u2212$0.004"_s);
    }

    void exact_onlyWhereCentsHideDigits()
    {
        QCOMPARE(exactText(decimal("61.20012345678901234"), u"USD"_s), u"$61.20012345678901234"_s);
        QCOMPARE(exactText(decimal("61.2"), u"USD"_s), QString());
        QCOMPARE(exactText(decimal("0.0004"), u"USD"_s), QString());
    }

    void signedMoney_saysBothSigns()
    {
        QCOMPARE(signedMoneyText(decimal("48.1"), u"USD"_s), u"+$48.10"_s);
        QCOMPARE(signedMoneyText(decimal("-48.1"), u"USD"_s), u"\u2212$48.10"_s);
        QCOMPARE(signedMoneyText(Decimal(), u"USD"_s), u"$0.00"_s);
    }

    void tick_hasTheDecimalsOfItsStep()
    {
        QCOMPARE(tickText(300, 100, u"USD"_s), u"$300"_s);
        QCOMPARE(tickText(0, 0.25, u"USD"_s), u"$0"_s);
        QCOMPARE(tickText(0.5, 0.25, u"USD"_s), u"$0.50"_s);
        QCOMPARE(tickText(7500, 2500, u"USD"_s), u"$7,500"_s);
        QCOMPARE(tickText(3e6, 1.5e6, u"USD"_s), u"$3.0M"_s);
        QCOMPARE(tickText(-2500, 2500, u"USD"_s), u"\u2212$2,500"_s);
        QVERIFY(tickText(1e200, 1e200, u"USD"_s).contains(u'e'));
    }

    void change_inPercentOrWords()
    {
        QCOMPARE(changeText(106.8, 100), u"+6.8\u00a0%"_s);
        QCOMPARE(changeText(99.6, 100), u"\u22120.4\u00a0%"_s);
        QCOMPARE(changeText(5, 5), u"no change"_s);
        QCOMPARE(changeText(5, 0), u"new"_s);
        QCOMPARE(changeText(500, 10), u"50 times"_s);
        QCOMPARE(changeText(-50, -100), u"+50.0\u00a0%"_s); // a smaller credit is more cost
        QCOMPARE(changeText(qInf(), 1), u"–"_s);
    }

    void share_ofNoNumber_isADash()
    {
        QCOMPARE(shareText(0.33), u"33.0\u00a0%"_s);
        QCOMPARE(shareText(-0.0000001), u"0.0\u00a0%"_s);
        QCOMPARE(shareText(qQNaN()), u"–"_s);
    }
};

QTEST_GUILESS_MAIN(TestAmountText)
#include "tst_amounttext.moc"
