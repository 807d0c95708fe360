// SPDX-License-Identifier: GPL-3.0-or-later
#include <bill/instant.h>

#include <QDateTime>
#include <QTest>

using namespace sm::costs::bill;

class TestInstant : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void text_ofADate_isInUtc_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("utc");
        for (const auto &[text, utc] : {std::pair("2023-11-01T00:00:00.000Z", "2023-11-01T00:00:00"),
                 {"2018-06-18 05:06:07", "2018-06-18T05:06:07"}, {"2024-02-29", "2024-02-29T00:00:00"},
                 {"2024-01-01T00:30:00+02:00", "2023-12-31T22:30:00"},
                 {"2023-12-31T22:30:00-0300", "2024-01-01T01:30:00"},
                 {"2024-09-01 00:00:00 UTC", "2024-09-01T00:00:00"}, {"2024-09-01T00:00Z", "2024-09-01T00:00:00"},
                 {"2023-12-31T23:59:60Z", "2024-01-01T00:00:00"}, {"4/1/25", "2025-04-01T00:00:00"},
                 {"12/31/2024", "2024-12-31T00:00:00"}, {"4/1/25 5:07", "2025-04-01T05:07:00"}})
            QTest::newRow(text) << QByteArray(text) << QString::fromLatin1(utc);
    }

    void text_ofADate_isInUtc()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, utc);
        Instant instant;

        const DateStyle style = readInstant(text.toStdString(), instant);

        QCOMPARE(int(style), int(text.contains('/') ? DateStyle::Slashes : DateStyle::Iso));
        const QDateTime seen = QDateTime::fromSecsSinceEpoch(qint64(instant.day) * 86400 + instant.second, Qt::UTC);
        QCOMPARE(seen, QDateTime::fromString(utc + u'Z', Qt::ISODate));
    }

    void text_ofNoDate_isNone_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : {"", "yesterday", "2023-02-29", "2023-13-01", "2023-00-01", "2023-11-01T25:00:00Z",
                 "2023-11-01T00:00:00Zx", "2023-11-01T", "20231101", "2023-11-1", "31/12/2024", "13/1/25", "1/0/25",
                 "4/1", "4/1/25x", "1969-12-31", "3000-01-01", "2023-11-01T00:00:00+25:00", "4/1/123"})
            QTest::newRow(text) << QByteArray(text);
    }

    void text_ofNoDate_isNone()
    {
        QFETCH(QByteArray, text);
        Instant instant;

        QCOMPARE(int(readInstant(text.toStdString(), instant)), int(DateStyle::None));
    }
};

QTEST_GUILESS_MAIN(TestInstant)
#include "tst_instant.moc"
