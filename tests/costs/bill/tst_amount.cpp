// SPDX-License-Identifier: GPL-3.0-or-later
#include <bill/amount.h>

#include <QRandomGenerator>
#include <QTest>

using namespace sm;
using namespace sm::costs::bill;

class TestAmount : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void text_ofANumber_isExact_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("exact");
        for (const auto &[text, exact] : {std::pair("0", "0"), {"0.0", "0"}, {"-0.00", "0"}, {"12", "12"},
                 {"-0.50", "-0.5"}, {".5", "0.5"}, {"5.", "5"}, {"+3e2", "300"}, {"1.81E-8", "0.0000000181"},
                 {"1.3E-9", "0.0000000013"}, {"72024.307163370939927065068", "72024.307163370939927065068"},
                 {"1.500e1", "15"}, {"0e999999999", "0"}, {"000000000000000000000000000000000000000001.10", "1.1"},
                 {"1e35", "100000000000000000000000000000000000"}, {"1e-36", "0.000000000000000000000000000000000001"},
                 {"120e-1", "12"},
                 {"99999999999999999999999999999999999999e-36", "99.999999999999999999999999999999999999"}})
            QTest::newRow(text) << QByteArray(text) << QString::fromLatin1(exact);
    }

    void text_ofANumber_isExact()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, exact);
        Amount amount;

        QCOMPARE(int(readAmount(text.toStdString(), amount)), int(AmountProblem::None));

        QCOMPARE(Decimal::fromScaled(amount.mantissa, amount.decimals).toString(), exact);
    }

    void text_ofNoNumber_isAProblem_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("problem");
        for (const char *text : {"", "-", ".", "NaN", "inf", "1,5", "1 ", " 1", "12 USD", "0x1", "1e", "1e+", "--1",
                 "1.2.3", "1e5.5", "$1"})
            QTest::newRow(text) << QByteArray(text) << int(AmountProblem::NoNumber);
        for (const char *text : {"1e400", "1e36", "-1000000000000000000000000000000000000", "1e999999999999999999999"})
            QTest::newRow(text) << QByteArray(text) << int(AmountProblem::TooLarge);
        for (const char *text :
            {"1e-37", "0.1234567890123456789012345678901234567", "123456789012345678901.123456789012345678"})
            QTest::newRow(text) << QByteArray(text) << int(AmountProblem::TooFine);
    }

    void text_ofNoNumber_isAProblem()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, problem);
        Amount amount;

        QCOMPARE(int(readAmount(text.toStdString(), amount)), problem);
    }

    void text_atRandom_isWhatDecimalReads()
    {
        QRandomGenerator random(20261129);
        const QByteArray letters = "0000123456789.eE+-";
        int numbers = 0;
        for (int i = 0; i < 200'000; ++i) {
            QByteArray text;
            for (int length = random.bounded(1, 12); length > 0; --length)
                text += letters.at(random.bounded(int(letters.size())));
            const std::optional<Decimal> expected = Decimal::parse(QByteArrayView(text));
            Amount amount;
            const bool isRead = readAmount(text.toStdString(), amount) == AmountProblem::None;

            QVERIFY2(isRead == expected.has_value(), text.constData());
            if (expected)
                QVERIFY2(Decimal::fromScaled(amount.mantissa, amount.decimals) == *expected, text.constData());
            QVERIFY2(amount.decimals == 0 || amount.mantissa % 10 != 0 || !isRead, text.constData());
            numbers += isRead ? 1 : 0;
        }
        QVERIFY(numbers > 10'000);
    }

    void sum_ofFarApart_isAProblem()
    {
        Amount large;
        Amount small;
        Amount sum;
        QCOMPARE(int(readAmount("1e35", large)), int(AmountProblem::None));
        QCOMPARE(int(readAmount("1e-30", small)), int(AmountProblem::None));

        QCOMPARE(int(addAmounts(large, small, 1, sum)), int(AmountProblem::TooFine));
        QCOMPARE(int(readAmount("9e35", large)), int(AmountProblem::None));
        QCOMPARE(int(addAmounts(large, large, 1, sum)), int(AmountProblem::TooLarge));
        QCOMPARE(int(addAmounts(large, large, -1, sum)), int(AmountProblem::None));
        QVERIFY(sum == Amount());
    }
};

QTEST_GUILESS_MAIN(TestAmount)
#include "tst_amount.moc"
