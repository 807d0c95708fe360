// SPDX-License-Identifier: GPL-3.0-or-later
#include <crypto/digest.h>
#include <crypto/hmac.h>

#include <QTest>

using namespace sm::crypto;

class TestHmac : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hmacSha256_casesOfRfc4231_match_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("1") << QByteArray(20, '\x0b') << QByteArray("Hi There")
                           << QByteArray("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
        QTest::newRow("2") << QByteArray("Jefe") << QByteArray("what do ya want for nothing?")
                           << QByteArray("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        QTest::newRow("6, key longer than a block")
            << QByteArray(131, '\xaa') << QByteArray("Test Using Larger Than Block-Size Key - Hash Key First")
            << QByteArray("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
        QTest::newRow("nothing at all") << QByteArray() << QByteArray()
                                        << QByteArray(
                                               "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
    }
    void hmacSha256_casesOfRfc4231_match()
    {
        QFETCH(const QByteArray, key);
        QFETCH(const QByteArray, message);
        QFETCH(const QByteArray, expected);

        QCOMPARE(hex(hmacSha256(key, message)), expected);
        QCOMPARE(hex(HmacSha256Key(key).authenticate(message)), expected);
    }

    void key_usedAgain_startsAfresh()
    {
        const HmacSha256Key key("key");
        const HmacSha256Key copy = key;

        for (const char *message : {"one", "two", "", "one"}) {
            QCOMPARE(key.authenticate(message), hmacSha256("key", message));
            QCOMPARE(copy.authenticate(message), hmacSha256("key", message));
        }
    }

    void keys_interleaved_keepApart()
    {
        const HmacSha256Key first("first");
        const HmacSha256Key second("second");

        QCOMPARE(first.authenticate("m"), hmacSha256("first", "m"));
        QCOMPARE(second.authenticate("m"), hmacSha256("second", "m"));
        QCOMPARE(first.authenticate("m"), hmacSha256("first", "m"));
    }
};

QTEST_GUILESS_MAIN(TestHmac)
#include "tst_hmac.moc"
