// SPDX-License-Identifier: GPL-3.0-or-later
#include <crypto/checksum.h>
#include <crypto/digest.h>
#include <crypto/sha256.h>

#include <QTest>

using namespace sm::crypto;

class TestDigest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void digests_ofPublishedMessages_match()
    {
        QCOMPARE(sha256Hex("abc"), QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        QCOMPARE(sha256Hex({}), QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
        QCOMPARE(hex(sha1("abc")), QByteArray("a9993e364706816aba3e25717850c26c9cd0d89d"));
        QCOMPARE(hex(md5("abc")), QByteArray("900150983cd24fb0d6963f7d28e17f72"));
        QCOMPARE(sha256Hex(QByteArray(1'000'000, 'a')),
            QByteArray("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"));
    }

    void sha256_inPieces_equalsTheWhole()
    {
        Sha256 digest;
        for (int piece = 0; piece < 100; ++piece)
            digest.add(QByteArray(piece, 'x'));

        QCOMPARE(digest.finish(), sha256(QByteArray(4'950, 'x')));
        QCOMPARE(digest.finish(), sha256({}));
    }

    void hex_everyByte_agreesWithQt()
    {
        QByteArray bytes;
        for (int byte = 0; byte < 256; ++byte)
            bytes.append(static_cast<char>(byte));

        QCOMPARE(hex(bytes), bytes.toHex());
    }

    void constantTimeEquals_comparesLengthAndBytes()
    {
        QVERIFY(constantTimeEquals("token", "token"));
        QVERIFY(constantTimeEquals({}, {}));
        QVERIFY(!constantTimeEquals("token", "tokeN"));
        QVERIFY(!constantTimeEquals("token", "toke"));
    }

    void checksums_ofTheCheckString_matchTheCatalogue()
    {
        QCOMPARE(crc32("123456789"), 0xcbf43926u);
        QCOMPARE(crc32c("123456789"), 0xe3069283u);
        QCOMPARE(crc64nvme("123456789"), Q_UINT64_C(0xae8b14860a799888));
        QCOMPARE(crc32({}), 0u);
    }

    void checksum_fedInPieces_equalsTheWhole()
    {
        const QByteArray whole(1'000, 'x');
        for (qsizetype cut = 0; cut < 40; ++cut) {
            const QByteArray head = whole.left(cut);
            const QByteArray tail = whole.mid(cut);
            QCOMPARE(crc32(tail, crc32(head)), crc32(whole));
            QCOMPARE(crc32c(tail, crc32c(head)), crc32c(whole));
            QCOMPARE(crc64nvme(tail, crc64nvme(head)), crc64nvme(whole));
        }
    }
};

QTEST_GUILESS_MAIN(TestDigest)
#include "tst_digest.moc"
