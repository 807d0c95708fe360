// SPDX-License-Identifier: GPL-3.0-or-later
#include <aws/clockskew.h>

#include <QLocale>
#include <QTest>

using namespace sm;
using namespace sm::aws;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;

Q_DECLARE_METATYPE(std::chrono::milliseconds)

namespace {

const QDateTime noon(QDate(2026, 8, 1), QTime(12, 0), Qt::UTC);

QByteArray httpDate(const QDateTime &utc)
{
    return QLocale::c().toString(utc, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
}

/// Sent at noon by our clock, answered \p roundTrip later by a server whose clock is \p ahead.
net::HttpReply answer(milliseconds ahead, milliseconds roundTrip = 2s)
{
    net::HttpReply reply;
    reply.sentAt = noon;
    reply.receivedAt = noon.addMSecs(roundTrip.count());
    reply.headers = {{"date", httpDate(noon.addMSecs((roundTrip / 2 + ahead).count()))}};
    return reply;
}

} // namespace

class TestClockSkew : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void observe_measuresFromTheMiddleOfTheRoundTrip_data()
    {
        QTest::addColumn<milliseconds>("ahead");
        QTest::newRow("none") << milliseconds(0);
        QTest::newRow("we are an hour slow") << milliseconds(1h);
        QTest::newRow("we are an hour fast") << milliseconds(-1h);
        QTest::newRow("we are 400 days slow") << milliseconds(24h * 400);
        QTest::newRow("we are 400 days fast") << milliseconds(-24h * 400);
    }

    void observe_measuresFromTheMiddleOfTheRoundTrip()
    {
        QFETCH(milliseconds, ahead);
        ClockSkew skew;

        skew.observe(answer(ahead));

        QCOMPARE(skew.current(), ahead);
    }

    void observe_newAnswerReplacesTheOld()
    {
        ClockSkew skew;
        skew.observe(answer(1h));

        skew.observe(answer(0s));

        QCOMPARE(skew.current(), 0s);
    }

    void observe_answersThatProveNothing_areIgnored()
    {
        ClockSkew skew;
        skew.observe(answer(10min));
        net::HttpReply cached = answer(1h);
        cached.headers.append(net::HttpHeader{"Age", "0"});
        net::HttpReply undated = answer(1h);
        undated.headers.clear();
        net::HttpReply odd = answer(1h);
        odd.headers = {{"Date", "yesterday"}};
        net::HttpReply unstamped = answer(1h);
        unstamped.sentAt = QDateTime();

        for (const auto &reply : {cached, undated, odd, unstamped, answer(1h, 15min + 2s), answer(1h, -4s)})
            skew.observe(reply);

        QCOMPARE(skew.current(), 10min);
    }

    void observe_roundTripOfFifteenMinutes_stillCounts()
    {
        ClockSkew skew;

        skew.observe(answer(1h, 15min));

        QCOMPARE(skew.current(), 1h);
    }

    void explains_onlyTimeCodesAndMoreThanFourMinutes_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<milliseconds>("ahead");
        QTest::addColumn<bool>("expected");
        const QString signature = u"SignatureDoesNotMatch"_s;
        QTest::newRow("five minutes slow") << signature << milliseconds(5min) << true;
        QTest::newRow("five minutes fast") << signature << milliseconds(-5min) << true;
        QTest::newRow("exactly four minutes") << signature << milliseconds(4min) << false;
        QTest::newRow("json service") << u"InvalidSignatureException"_s << milliseconds(1h) << true;
        QTest::newRow("too skewed") << u"RequestTimeTooSkewed"_s << milliseconds(1h) << true;
        QTest::newRow("ec2") << u"AuthFailure"_s << milliseconds(1h) << true;
        QTest::newRow("another reason") << u"ValidationException"_s << milliseconds(1h) << false;
    }

    void explains_onlyTimeCodesAndMoreThanFourMinutes()
    {
        QFETCH(QString, code);
        QFETCH(milliseconds, ahead);
        ClockSkew skew;
        skew.observe(answer(ahead));

        QTEST(skew.explains(code, 0ms), "expected");
    }

    void explains_signedWithTheSameSkew_isNotTheReason()
    {
        ClockSkew skew;
        skew.observe(answer(1h));

        QVERIFY(!skew.explains(u"SignatureDoesNotMatch"_s, skew.current()));
    }
};

QTEST_GUILESS_MAIN(TestClockSkew)
#include "tst_clockskew.moc"
