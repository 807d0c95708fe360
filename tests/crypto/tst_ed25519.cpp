// SPDX-License-Identifier: GPL-3.0-or-later
#include <crypto/ed25519.h>

#include <QTest>

using sm::Secret;
using sm::crypto::Ed25519;

namespace {

QByteArray bytes(const char *hex) { return QByteArray::fromHex(hex); }

} // namespace

class TestEd25519 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // RFC 8032, section 7.1
    void vectors_data()
    {
        QTest::addColumn<QByteArray>("seed");
        QTest::addColumn<QByteArray>("publicKey");
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("signature");
        QTest::newRow("1") << bytes("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
                           << bytes("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a") << QByteArray()
                           << bytes("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc6"
                                    "1e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
        QTest::newRow("2") << bytes("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
                           << bytes("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c") << bytes("72")
                           << bytes("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e45"
                                    "8f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
        QTest::newRow("3") << bytes("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7")
                           << bytes("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025") << bytes("af82")
                           << bytes("6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae"
                                    "67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");
        QTest::newRow("SHA(abc)")
            << bytes("833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42")
            << bytes("ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf")
            << bytes(
                   "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd45"
                   "4d4423643ce80e2a9ac94fa54ca49f")
            << bytes(
                   "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303d"
                   "ca179c138ac17ad9bef1177331a704");
    }
    void vectors()
    {
        QFETCH(QByteArray, seed);
        QFETCH(QByteArray, message);
        QFETCH(QByteArray, signature);
        const Ed25519 key{Secret(QByteArrayView(seed))};

        QTEST(key.publicKey(), "publicKey");
        QCOMPARE(key.sign(message), signature);
        QVERIFY(Ed25519::verify(key.publicKey(), message, signature));
    }

    void verify_anyBitChanged_refuses()
    {
        const Ed25519 key = Ed25519::generate();
        const QByteArray message("seq 7");
        const QByteArray signature = key.sign(message);
        for (qsizetype bit = 0; bit < signature.size() * 8; ++bit) {
            QByteArray changed = signature;
            changed[bit / 8] = char(changed[bit / 8] ^ (1 << (bit % 8)));
            QVERIFY(!Ed25519::verify(key.publicKey(), message, changed));
        }
        QVERIFY(!Ed25519::verify(key.publicKey(), "seq 8", signature));
        QVERIFY(!Ed25519::verify(Ed25519::generate().publicKey(), message, signature));
    }

    void verify_wrongLengths_refuses()
    {
        const Ed25519 key = Ed25519::generate();
        const QByteArray signature = key.sign("m");

        QVERIFY(!Ed25519::verify({}, "m", signature));
        QVERIFY(!Ed25519::verify(key.publicKey(), "m", {}));
        QVERIFY(!Ed25519::verify(key.publicKey(), "m", signature + 'x'));
        QVERIFY(!Ed25519::verify(key.publicKey().chopped(1), "m", signature));
    }

    void generate_givesTheSeedOfTheKey()
    {
        Secret seed;

        const Ed25519 key = Ed25519::generate(&seed);

        QCOMPARE(Ed25519(seed).publicKey(), key.publicKey());
        QVERIFY(Ed25519::generate().publicKey() != key.publicKey());
    }
};

QTEST_GUILESS_MAIN(TestEd25519)
#include "tst_ed25519.moc"
