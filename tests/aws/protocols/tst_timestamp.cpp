// SPDX-License-Identifier: GPL-3.0-or-later
#include <aws/timestamp.h>

#include <QTest>

using namespace sm;
using namespace sm::aws;
using namespace Qt::Literals::StringLiterals;

class TestTimestamp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parseDateTime_wrongText_isRefused_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"", "2015-01-25", "2015-01-25T08:00:00", "2015-01-25T08:00Z", "2015-02-29T08:00:00Z",
                 "2015-13-01T08:00:00Z", "2015-01-25T24:00:00Z", "2015-01-25T08:60:00Z", "2015-01-25T08:00:00.Z",
                 "2015-01-25T08:00:00Zx", " 2015-01-25T08:00:00Z", "2015-01-25 08:00:00Z", "+2015-01-25T08:00:00Z",
                 "15-01-25T08:00:00Z", "2015-01-25T08:00:00+0100", "2015-01-25T08:00:00+24:00", "1422172800"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }

    void parseDateTime_wrongText_isRefused()
    {
        QFETCH(QString, text);

        const auto timestamp = parseDateTime(text);

        QVERIFY(!timestamp);
        QCOMPARE(timestamp.error().kind(), Error::Kind::Invalid);
    }

    void parseHttpDate_wrongText_isRefused_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
            {"", "Sun, 25 Jan 2015 08:00:00", "Sun, 25 Jan 2015 08:00:00 UTC", "25 Jan 2015 08:00:00 GMT",
                "Sun, 5 Jan 2015 08:00:00 GMT", "Sun, 31 Feb 2015 08:00:00 GMT", "Sun, 25 Jnu 2015 08:00:00 GMT",
                "Xyz, 25 Jan 2015 08:00:00 GMT", "Sun, 25 Jan 2015 08:00:00. GMT", "Sun, 25 Jan 2015 08:00:00 GMT "})
            QTest::newRow(text) << QString::fromLatin1(text);
    }

    void parseHttpDate_wrongText_isRefused()
    {
        QFETCH(QString, text);

        QVERIFY(!parseHttpDate(text));
    }

    void parseEpochSeconds_wrongText_isRefused_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"", ".", "1.", ".5", "1.2.3", "1e9", "0x10", " 1", "1 ", "+1", "--1", "1,000", "NaN",
                 "99999999999999999999"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }

    void parseEpochSeconds_wrongText_isRefused()
    {
        QFETCH(QString, text);

        QVERIFY(!parseEpochSeconds(text));
    }

    void parse_moreThanNineDigits_dropsTheRest()
    {
        QCOMPARE(parseDateTime(u"1970-01-01T00:00:01.1234567899Z"_s)->nanoseconds, 123'456'789);
        QCOMPARE(parseEpochSeconds(u"1.1234567899"_s)->nanoseconds, 123'456'789);
    }

    void format_yearWithoutFourDigits_isRefused()
    {
        const Timestamp lastOfYear9999{253'402'300'799, 0};
        const Timestamp before0{-62'167'219'201, 0};

        QCOMPARE(*toDateTime(lastOfYear9999), u"9999-12-31T23:59:59Z"_s);
        QVERIFY(!toDateTime({lastOfYear9999.seconds + 1, 0}));
        QVERIFY(!toHttpDate({lastOfYear9999.seconds + 1, 0}));
        QVERIFY(!toDateTime(before0));
        QVERIFY(!toDateTime({std::numeric_limits<qint64>::max(), 0}));
        QVERIFY(!toDateTime({std::numeric_limits<qint64>::min(), 0}));
    }

    void fromJson_whatPeopleWrite_isRead_data()
    {
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<bool>("isRead");
        QTest::newRow("number") << QJsonValue(1422172800) << true;
        QTest::newRow("number as text") << QJsonValue(u"1422172800"_s) << true;
        QTest::newRow("http date") << QJsonValue(u"Sun, 25 Jan 2015 08:00:00 GMT"_s) << true;
        QTest::newRow("no offset") << QJsonValue(u"2015-01-25T08:00:00"_s) << true;
        QTest::newRow("offset") << QJsonValue(u"2015-01-25T09:30:00+01:30"_s) << true;
        QTest::newRow("words") << QJsonValue(u"tomorrow"_s) << false;
        QTest::newRow("far too large") << QJsonValue(1e300) << false;
        QTest::newRow("flag") << QJsonValue(true) << false;
    }

    void fromJson_whatPeopleWrite_isRead()
    {
        QFETCH(QJsonValue, value);
        QFETCH(bool, isRead);

        const auto timestamp = timestampFromJson(value);

        QCOMPARE(timestamp.has_value(), isRead);
        QCOMPARE(timestamp.value_or(Timestamp{1'422'172'800, 0}), (Timestamp{1'422'172'800, 0}));
    }

    void fromJson_dateAlone_isItsMidnight() { QCOMPARE(timestampFromJson(u"1970-01-02"_s)->seconds, 86'400); }
};

QTEST_GUILESS_MAIN(TestTimestamp)
#include "tst_timestamp.moc"
