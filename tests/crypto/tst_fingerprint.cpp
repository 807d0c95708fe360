// SPDX-License-Identifier: GPL-3.0-or-later
#include <crypto/fingerprint.h>

#include <QTest>

using namespace sm::crypto;

namespace {

QByteArray fingerprintOf(const QByteArray &bytes)
{
    Fingerprint fingerprint;
    fingerprint.add(bytes);
    return fingerprint.finish();
}

} // namespace

class TestFingerprint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// As `openssl mac -cipher AES-128-GCM … GMAC` prints it.
    void fingerprint_isGmac()
    {
        QCOMPARE(fingerprintOf("abc").toHex(), QByteArray("e8a26d1cffc4ac27dcde2c9fc79a3c6b"));
    }

    void fingerprint_inPieces_equalsTheWhole()
    {
        Fingerprint fingerprint;
        for (int piece = 0; piece < 100; ++piece)
            fingerprint.add(QByteArray(piece, 'x'));

        QCOMPARE(fingerprint.finish(), fingerprintOf(QByteArray(4'950, 'x')));
        QCOMPARE(fingerprint.finish(), fingerprintOf({}));
    }

    void fingerprint_ofAnything_isItsOwn()
    {
        QSet<QByteArray> seen;
        const QByteArray bytes(300, '\0');
        for (qsizetype at = 0; at < bytes.size(); ++at) {
            QByteArray changed = bytes;
            changed[at] = 1;
            seen << fingerprintOf(changed) << fingerprintOf(bytes.first(at));
        }

        QCOMPARE(seen.size(), 2 * bytes.size());
    }
};

QTEST_GUILESS_MAIN(TestFingerprint)
#include "tst_fingerprint.moc"
