// SPDX-License-Identifier: GPL-3.0-or-later
#include <crypto/random.h>
#include <crypto/seal.h>

#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using crypto::Seal;

namespace {

Seal randomSeal() { return Seal(Secret(QByteArrayView(crypto::randomBytes(Seal::KeyBytes)))); }

} // namespace

class TestSeal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // "The Galois/Counter Mode of Operation", McGrew and Viega, test case 16
    void opened_publishedVector_givesThePlainText()
    {
        const QByteArray key = QByteArray::fromHex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
        const QByteArray sealed = QByteArray::fromHex("cafebabefacedbaddecaf888"
                                                      "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                                                      "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba"
                                                      "7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b");
        const QByteArray identity = QByteArray::fromHex("feedfacedeadbeeffeedfacedeadbeefabaddad2");

        const auto plain = Seal(Secret(QByteArrayView(key))).opened(sealed, identity);

        QVERIFY(plain);
        QCOMPARE(plain->toHex(),
            QByteArray(
                "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525"
                "b16aedf5aa0de657ba637b39"));
    }

    void opened_whatWasSealed_isTheSame_data()
    {
        QTest::addColumn<QByteArray>("plain");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a byte") << QByteArray(1, '\0');
        QTest::newRow("a block") << QByteArray(16, 'x');
        QTest::newRow("long") << QByteArray(100'001, 'y');
    }
    void opened_whatWasSealed_isTheSame()
    {
        QFETCH(QByteArray, plain);
        const Seal seal = randomSeal();

        const QByteArray sealed = seal.sealed(plain, "entry 7");

        QCOMPARE(sealed.size(), plain.size() + Seal::OverheadBytes);
        QCOMPARE(seal.opened(sealed, "entry 7").value_or("another"), plain);
    }

    void sealed_twice_differs()
    {
        const Seal seal = randomSeal();

        QVERIFY(seal.sealed("state", "entry 7") != seal.sealed("state", "entry 7"));
    }

    void opened_anyBitChanged_isRefused()
    {
        const Seal seal = randomSeal();
        const QByteArray sealed = seal.sealed("{\"password\":\"hunter2\"}", "entry 7");
        for (qsizetype bit = 0; bit < sealed.size() * 8; ++bit) {
            QByteArray changed = sealed;
            changed[bit / 8] = char(changed[bit / 8] ^ (1 << (bit % 8)));
            const auto opened = seal.opened(changed, "entry 7");
            QVERIFY(!opened);
            QCOMPARE(opened.error().code(), u"SealBroken"_s);
        }
    }

    void opened_elsewhereOrCutOrWithAnotherKey_isRefused()
    {
        const Seal seal = randomSeal();
        const QByteArray sealed = seal.sealed("state", "entry 7");

        QVERIFY(!seal.opened(sealed, "entry 8"));
        QVERIFY(!randomSeal().opened(sealed, "entry 7"));
        for (qsizetype size = 0; size < sealed.size(); ++size)
            QVERIFY(!seal.opened(sealed.left(size), "entry 7"));
    }
};

QTEST_GUILESS_MAIN(TestSeal)
#include "tst_seal.moc"
