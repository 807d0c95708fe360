// SPDX-License-Identifier: GPL-3.0-or-later
#include <core/decimal.h>

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using sm::Decimal;

class TestDecimal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parse_writesEveryDigit_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("digits");

        QTest::newRow("zero") << u"0"_s << u"0"_s;
        QTest::newRow("minus zero") << u"-0.000"_s << u"0"_s;
        QTest::newRow("trailing zeros") << u"0.00000041370"_s << u"0.0000004137"_s;
        QTest::newRow("leading zeros") << u"000.5"_s << u"0.5"_s;
        QTest::newRow("no whole") << u".5"_s << u"0.5"_s;
        QTest::newRow("no fraction") << u"5."_s << u"5"_s;
        QTest::newRow("plus") << u"+3"_s << u"3"_s;
        QTest::newRow("exponent") << u"1.81E-8"_s << u"0.0000000181"_s;
        QTest::newRow("positive exponent") << u"1.5e3"_s << u"1500"_s;
        QTest::newRow("point inside") << u"123.456e1"_s << u"1234.56"_s;
        QTest::newRow("exponent of zero") << u"0e400"_s << u"0"_s;
        QTest::newRow("negative") << u"-0.15669208568"_s << u"-0.15669208568"_s;
        QTest::newRow("negative whole") << u"-7"_s << u"-7"_s;
        QTest::newRow("21 places") << u"72024.307163370939927065068"_s << u"72024.307163370939927065068"_s;
        QTest::newRow("36 places") << u"0.000000000000000000000000000000000001"_s
                                   << u"0.000000000000000000000000000000000001"_s;
        QTest::newRow("36 digits") << u"999999999999999999999999999999999999"_s
                                   << u"999999999999999999999999999999999999"_s;
        QTest::newRow("zeros beyond 36 places")
            << u"1.500000000000000000000000000000000000000000000000000"_s << u"1.5"_s;
    }
    void parse_writesEveryDigit()
    {
        QFETCH(QString, text);
        QFETCH(QString, digits);

        const std::optional<Decimal> value = Decimal::parse(QStringView(text));

        QVERIFY(value);
        QCOMPARE(value->toString(), digits);
    }

    void parse_noNumber_isNothing_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"", "-", ".", "e5", "1e", "1e+", "1e400", "1e-400", "1e36", "1e-37", "abc", "1,5",
                 " 1", "1 ", "0x10", "NaN", "inf", "1.2.3", "--1", "1e5.5", "1_000", "NULL", "1e99999999999999999999"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void parse_noNumber_isNothing()
    {
        QFETCH(QString, text);

        QVERIFY(!Decimal::parse(QStringView(text)));
    }

    void sum_carriesOverThePoint()
    {
        Decimal sum;
        for (int i = 0; i < 10; ++i)
            sum += *Decimal::parse(u"0.1");
        QCOMPARE(sum, Decimal(1));
        sum -= *Decimal::parse(u"3.25");
        QCOMPARE(sum.toString(), u"-2.25"_s);
        QCOMPARE((-sum).toString(), u"2.25"_s);
        QVERIFY((sum + *Decimal::parse(u"2.25")).isZero());
    }

    void order_goesByValue()
    {
        QVERIFY(*Decimal::parse(u"-0.25") < Decimal(0));
        QVERIFY(*Decimal::parse(u"-0.25") > *Decimal::parse(u"-0.5"));
        QVERIFY(*Decimal::parse(u"1.10") == *Decimal::parse(u"1.1"));
        QCOMPARE(Decimal::parse(u"-0.25")->magnitude().toString(), u"0.25"_s);
    }

    void scaled_andBack()
    {
        const Decimal value = *Decimal::parse(u"-12.3456");
        QVERIFY(!value.scaled(3));
        QVERIFY(value.scaled(4) == sm::Int128(-123456));
        QCOMPARE(Decimal::fromScaled(*value.scaled(10), 10), value);
        QVERIFY(!Decimal::parse(u"1e35")->scaled(36));
        QCOMPARE(value.decimals(), 4);
        QCOMPARE(Decimal(5).decimals(), 0);
    }

    void rounded_halfAwayFromZero_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("decimals");
        QTest::addColumn<QString>("shown");

        QTest::newRow("down") << u"1.004"_s << 2 << u"1.00"_s;
        QTest::newRow("half up") << u"1.005"_s << 2 << u"1.01"_s;
        QTest::newRow("carry") << u"9.999"_s << 2 << u"10.00"_s;
        QTest::newRow("whole") << u"2.5"_s << 0 << u"3"_s;
        QTest::newRow("negative half") << u"-2.5"_s << 0 << u"-3"_s;
        QTest::newRow("no minus zero") << u"-0.001"_s << 2 << u"0.00"_s;
        QTest::newRow("exact") << u"-0.25"_s << 2 << u"-0.25"_s;
        QTest::newRow("pads") << u"4"_s << 3 << u"4.000"_s;
    }
    void rounded_halfAwayFromZero()
    {
        QFETCH(QString, text);
        QFETCH(int, decimals);
        QFETCH(QString, shown);

        QCOMPARE(Decimal::parse(QStringView(text))->rounded(decimals), shown);
    }

    void toDouble_isNear()
    {
        QCOMPARE(Decimal::parse(u"-1234.5678")->toDouble(), -1234.5678);
        QCOMPARE(Decimal::parse(u"0.0000000181")->toDouble(), 1.81e-8);
    }
};

QTEST_APPLESS_MAIN(TestDecimal)
#include "tst_decimal.moc"
