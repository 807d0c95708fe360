// SPDX-License-Identifier: GPL-3.0-or-later
#include <crypto/random.h>

#include <QSet>
#include <QTest>

#include <array>

using namespace sm::crypto;

class TestRandom : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void randomBytes_haveTheSizeAndDiffer()
    {
        QSet<QByteArray> drawn;
        for (int i = 0; i < 100; ++i)
            drawn.insert(randomBytes(16));

        QCOMPARE(drawn.size(), 100);
        QCOMPARE(drawn.begin()->size(), 16);
        QVERIFY(randomBytes(0).isEmpty());
    }

    void randomBelow_staysBelow()
    {
        for (const quint32 bound : {1u, 2u, 3u, 94u, 0x80000001u, 0xffffffffu}) {
            for (int i = 0; i < 200; ++i)
                QVERIFY(randomBelow(bound) < bound);
        }
    }

    void randomBelow_sixtyThousandDraws_areEvenlySpread()
    {
        std::array<int, 6> seen{};
        for (int i = 0; i < 60'000; ++i)
            ++seen[randomBelow(6)];

        // Chi-square with 5 degrees of freedom exceeds 48 once in 300 million runs.
        double chiSquare = 0;
        for (const int count : seen)
            chiSquare += (count - 10'000.0) * (count - 10'000.0) / 10'000.0;
        QVERIFY2(chiSquare < 48, qPrintable(QString::number(chiSquare)));
    }
};

QTEST_GUILESS_MAIN(TestRandom)
#include "tst_random.moc"
