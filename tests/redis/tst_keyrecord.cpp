// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostile.h"

#include <redis/keyrecordreader.h>

#include <QTest>

using namespace sm;
using namespace sm::redis;
using namespace Qt::Literals::StringLiterals;

namespace {

/// The keys that were read, or nothing when the capture was refused or is not whole.
std::optional<QList<KeyRecord>> readBack(const QByteArray &capture, qsizetype piece)
{
    KeyRecordReader reader;
    QList<KeyRecord> records;
    for (qsizetype at = 0; at < capture.size(); at += piece) {
        reader.feed(QByteArrayView(capture).sliced(at, std::min(piece, capture.size() - at)));
        while (true) {
            Result<std::optional<KeyRecord>> next = reader.next();
            if (!next)
                return std::nullopt;
            if (!*next)
                break;
            records.append(**next);
        }
    }
    return reader.isAtEnd() ? std::optional(records) : std::nullopt;
}

QByteArray smallCapture()
{
    return KeyRecord::header() + KeyRecord{"key", "value", 1'700'000'000'000}.encoded()
        + KeyRecord{"", "", std::nullopt}.encoded() + KeyRecord::encodedEnd(2);
}

} // namespace

class TestKeyRecord : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void capture_isReadBack_howeverItIsSplit()
    {
        const QByteArray capture = smallCapture();
        for (qsizetype piece = 1; piece <= capture.size(); ++piece) {
            const auto records = readBack(capture, piece);

            QVERIFY(records);
            QCOMPARE(records->size(), 2);
            QCOMPARE(records->at(0).key, "key"_ba);
            QCOMPARE(records->at(0).value, "value"_ba);
            QCOMPARE(records->at(0).expiresAtMs, std::optional<qint64>(1'700'000'000'000));
            QCOMPARE(records->at(1).expiresAtMs, std::nullopt);
        }
    }

    void capture_ofAnyBytes_isReadBack()
    {
        const QByteArrayList values = sm::test::hostileValues();
        QByteArray capture = KeyRecord::header();
        for (const QByteArray &value : values)
            capture += KeyRecord{value, value, std::nullopt}.encoded();
        capture += KeyRecord::encodedEnd(values.size());

        const auto records = readBack(capture, 64 * 1024);

        QVERIFY(records);
        QCOMPARE(records->size(), values.size());
        for (qsizetype i = 0; i < values.size(); ++i)
            QVERIFY(records->at(i).key == values[i] && records->at(i).value == values[i]);
    }

    void capture_cutAnywhere_isNotWhole()
    {
        const QByteArray capture = smallCapture();
        for (qsizetype size = 0; size < capture.size(); ++size)
            QVERIFY(!readBack(capture.first(size), capture.size()));
    }

    void capture_withOneChangedBit_isRefused()
    {
        const QByteArray capture = smallCapture();
        for (qsizetype bit = 0; bit < 8 * capture.size(); ++bit) {
            QByteArray changed = capture;
            changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));

            QVERIFY2(!readBack(changed, changed.size()), qPrintable(QString::number(bit)));
        }
    }

    void capture_withMoreBehindIt_isRefused() { QVERIFY(!readBack(smallCapture() + "x", 1000)); }

    void damage_isStorage()
    {
        KeyRecordReader reader;
        reader.feed("something else");

        const auto refused = reader.next();

        QVERIFY(!refused);
        QCOMPARE(refused.error().kind(), Error::Kind::Storage);
        QCOMPARE(refused.error().code(), u"DamagedCapture"_s);
    }
};

QTEST_GUILESS_MAIN(TestKeyRecord)
#include "tst_keyrecord.moc"
