// SPDX-License-Identifier: GPL-3.0-or-later
#include <http/client.h>
#include <support/await.h>
#include <support/mockclock.h>
#include <support/scriptedtransport.h>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using http::Probe;

namespace {

/// How \p assertion fares on an answer of 200.
Result<http::ProbeResult> asserted(
    const QString &assertion, const QByteArray &body, const net::HttpHeaders &headers = {}, int status = 200)
{
    test::MockClock clock;
    test::ScriptedTransport transport;
    transport.reply(status, body, headers);
    http::Client client(transport, clock);
    Probe probe;
    probe.url = http::Url::of(u"https://api.example.com/a%2Fb?key=private"_s).value_or(http::Url());
    probe.secretHeaders = {{u"Authorization"_s, Secret(u"Bearer canary"_s)}};
    probe.assertion = assertion;
    return test::await(client.read(probe, {})).value_or(Error(Error::Kind::Internal, u"no answer"_s));
}

} // namespace

class TestHttpJudgement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void assertion_holds_data()
    {
        QTest::addColumn<QString>("assertion");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("none") << QString() << QByteArray("{}");
        QTest::newRow("JSON") << u"body.status == 'healthy'"_s << QByteArray(R"(  {"status":"healthy"})");
        QTest::newRow("array") << u"length(body) > `1`"_s << QByteArray("[1,2]");
        QTest::newRow("text") << u"contains(body, 'pong')"_s << QByteArray("ping pong");
        QTest::newRow("broken JSON is text") << u"starts_with(body, '{')"_s << QByteArray("{broken");
        QTest::newRow("status and time") << u"status == `200` && seconds < `1`"_s << QByteArray();
        QTest::newRow("headers") << u"headers.\"x-two\" == 'a, b' && headers.\"x-one\" == '1'"_s << QByteArray();
    }

    void assertion_holds()
    {
        QFETCH(QString, assertion);
        QFETCH(QByteArray, body);

        const auto result = asserted(assertion, body, {{"X-Two", "a"}, {"x-two", "b"}, {"X-One", "1"}});

        QVERIFY2(result, result ? "" : qPrintable(result.error().message()));
    }

    void assertion_fails_isAConflict_data()
    {
        QTest::addColumn<QString>("assertion");
        QTest::newRow("other value") << u"body.status == 'healthy'"_s;
        QTest::newRow("nothing there") << u"body.missing"_s;
        QTest::newRow("empty list") << u"body.jobs"_s;
        QTest::newRow("type that does not fit") << u"length(body.missing) > `0`"_s;
    }

    void assertion_fails_isAConflict()
    {
        QFETCH(QString, assertion);

        const auto result = asserted(assertion, R"({"status":"degraded","jobs":[]})");

        QCOMPARE(result.error().kind(), Error::Kind::Conflict);
        QCOMPARE(result.error().code(), u"Assertion"_s);
        QVERIFY(result.error().message().contains(assertion));
        QVERIFY(result.error().message().contains("degraded"_L1));
    }

    void scalarJson_isReadWhereItSaysSo()
    {
        QVERIFY(asserted(u"body == `true`"_s, "true", {{"content-type", "application/json; charset=utf-8"}}));
        QVERIFY(asserted(u"body == 'true'"_s, "true", {{"content-type", "text/plain"}}));
    }

    void status_unexpected_isAConflict()
    {
        const auto result = asserted({}, "database is down", {}, 503);

        QCOMPARE(result.error().kind(), Error::Kind::Conflict);
        QCOMPARE(result.error().code(), u"Status"_s);
        QCOMPARE(result.error().message(),
            u"Expected was the status 200 to 299. https://api.example.com/a%2Fb answered 503: database is down."_s);
    }

    void message_holdsNoSecretAndSteersNothing()
    {
        const auto result
            = asserted({}, "you sent Bearer canary, canary\n\x1b[31m\xe2\x80\xae" + QByteArray(10'000, 'x'), {}, 500);

        QVERIFY(!result.error().message().contains("canary"_L1));
        QVERIFY(!result.error().message().contains("private"_L1));
        QVERIFY(!result.error().message().contains(u'\x1b'));
        QVERIFY(!result.error().message().contains(u'\u202e'));
        QVERIFY(!result.error().message().contains(u'\n'));
        QVERIFY(result.error().message().size() < 400);
    }
};

QTEST_GUILESS_MAIN(TestHttpJudgement)
#include "tst_httpjudgement.moc"
