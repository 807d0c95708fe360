// SPDX-License-Identifier: GPL-3.0-or-later
// What goes over the wire to Cost Explorer, byte by byte, and what its refusals become.
#include "aws/caller/callerbench.h"
#include "explorerbench.h"

#include <QTest>

using namespace sm;
using namespace sm::costs;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const CostQuery TwoDays{
    CostMetric::Unblended, QDate(2026, 7, 30), QDate(2026, 8, 1), CostGranularity::Day, {u"service"_s}, {}};

const QByteArray Answer
    = R"({"ResultsByTime":[{"TimePeriod":{"Start":"2026-07-30","End":"2026-07-31"},"Total":{},"Groups":[{"Keys":["EC2"],)"
      R"("Metrics":{"UnblendedCost":{"Amount":"1.5","Unit":"USD"}}}],"Estimated":false}]})";

struct Bench : CallerBench
{
    explicit Bench(const QString &region = u"eu-west-1"_s)
        : CallerBench(settingsFor(region))
        , source({caller, models, clock, paid, nullptr, &summary}, {{u"demo"_s}, u"1"_s, std::chrono::hours(6)})
    {
    }
    static aws::CallerSettings settingsFor(const QString &region)
    {
        aws::CallerSettings settings;
        settings.region.value = region;
        return settings;
    }
    Result<ExplorerAnswer> ask(const CostQuery &query = TwoDays)
    {
        return await(source.ask(query, false, {})).value_or(Error(Error::Kind::Timeout, u"no answer"_s));
    }

    FakePaid paid;
    ApiSummary summary{clock};
    ExplorerSource source;
};

} // namespace

class TestExplorerWire : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void request_fromAnyRegion_goesToTheServicesOwn_data();
    void request_fromAnyRegion_goesToTheServicesOwn();
    void request_pages_carryTheToken();
    void throttled_twice_isRepeatedAndPaidOnce();
    void throttled_always_isThrottled();
    void accessDenied_namesTheAction();
    void captivePortal_isNoAnswer();
    void transport_cancelledWhileWaitingForTurn_sendsNothing();
};

void TestExplorerWire::request_fromAnyRegion_goesToTheServicesOwn_data()
{
    QTest::addColumn<QString>("region");
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("scope");
    QTest::newRow("Ireland") << u"eu-west-1"_s << QByteArray("https://ce.us-east-1.amazonaws.com/")
                             << QByteArray("/us-east-1/ce/aws4_request");
    QTest::newRow("Virginia") << u"us-east-1"_s << QByteArray("https://ce.us-east-1.amazonaws.com/")
                              << QByteArray("/us-east-1/ce/aws4_request");
    QTest::newRow("Beijing") << u"cn-north-1"_s << QByteArray("https://ce.cn-northwest-1.amazonaws.com.cn/")
                             << QByteArray("/cn-northwest-1/ce/aws4_request");
}

void TestExplorerWire::request_fromAnyRegion_goesToTheServicesOwn()
{
    QFETCH(QString, region);
    QFETCH(QByteArray, url);
    QFETCH(QByteArray, scope);
    Bench bench(region);
    bench.transport.reply(200, Answer);

    const Result<ExplorerAnswer> asked = bench.ask();

    QVERIFY2(asked, qPrintable(asked ? QString() : asked.error().message()));
    QCOMPARE(asked->answer.total.toString(), u"1.5"_s);
    const net::HttpRequest &request = bench.transport.requests().first();
    QCOMPARE(request.verb, QByteArray("POST"));
    QCOMPARE(request.url, url);
    QCOMPARE(net::headerValue(request.headers, "X-Amz-Target"), QByteArray("AWSInsightsIndexService.GetCostAndUsage"));
    QCOMPARE(net::headerValue(request.headers, "Content-Type"), QByteArray("application/x-amz-json-1.1"));
    QVERIFY2(net::headerValue(request.headers, "Authorization").contains(scope),
        net::headerValue(request.headers, "Authorization").constData());
    QCOMPARE(request.body,
        QByteArray(R"({"Granularity":"DAILY","GroupBy":[{"Key":"SERVICE","Type":"DIMENSION"}],)"
                   R"("Metrics":["UnblendedCost"],"TimePeriod":{"End":"2026-08-01","Start":"2026-07-30"}})"));
}

void TestExplorerWire::request_pages_carryTheToken()
{
    Bench bench;
    QByteArray first = Answer;
    first.replace("{\"ResultsByTime\"", "{\"NextPageToken\":\"abc\",\"ResultsByTime\"");
    bench.transport.reply(200, first);
    bench.transport.reply(200, R"({"ResultsByTime":[],"NextPageToken":null})");

    QVERIFY(bench.ask());

    QCOMPARE(bench.transport.requests().size(), 2);
    QVERIFY2(bench.transport.requests().last().body.contains(R"("NextPageToken":"abc")"),
        bench.transport.requests().last().body.constData());
    QCOMPARE(bench.paid.meter().spent.toString(), u"0.02"_s);
}

void TestExplorerWire::throttled_twice_isRepeatedAndPaidOnce()
{
    Bench bench;
    bench.transport.reply(400, refusal("LimitExceededException"));
    bench.transport.reply(400, refusal("ThrottlingException"));
    bench.transport.reply(200, Answer);

    const Result<ExplorerAnswer> asked = bench.ask();

    QVERIFY(asked);
    QCOMPARE(bench.transport.requests().size(), 3);
    QCOMPARE(bench.paid.meter().requests, 1);
    QCOMPARE(bench.paid.meter().spent.toString(), u"0.01"_s);
}

void TestExplorerWire::throttled_always_isThrottled()
{
    Bench bench;
    for (int i = 0; i < 3; ++i)
        bench.transport.reply(400, refusal("LimitExceededException"));

    const Result<ExplorerAnswer> asked = bench.ask();

    QVERIFY(!asked);
    QCOMPARE(asked.error().kind(), Error::Kind::Throttled);
    QCOMPARE(asked.error().code(), u"LimitExceededException"_s);
    QCOMPARE(bench.paid.meter().requests, 0);
    QCOMPARE(bench.summary.lastHour().throttles, 1);
}

void TestExplorerWire::accessDenied_namesTheAction()
{
    Bench bench;
    bench.transport.reply(400,
        refusal("AccessDeniedException",
            "User: arn:aws:iam::1:user/ada is not authorized to perform: ce:GetCostAndUsage on resource: "
            "arn:aws:ce:us-east-1:1:/GetCostAndUsage"));

    const Result<ExplorerAnswer> asked = bench.ask();

    QVERIFY(!asked);
    QCOMPARE(asked.error().kind(), Error::Kind::Denied);
    QVERIFY2(asked.error().message().contains(u"Missing permission: ce:GetCostAndUsage"_s),
        qPrintable(asked.error().message()));
    QCOMPARE(bench.paid.meter().requests, 0);
}

void TestExplorerWire::captivePortal_isNoAnswer()
{
    Bench bench;
    bench.transport.reply(200, "<html>Sign in</html>", {{"Content-Type", "text/html"}});

    const Result<ExplorerAnswer> asked = bench.ask();

    QVERIFY(!asked);
    QCOMPARE(asked.error().kind(), Error::Kind::BadReply);
}

void TestExplorerWire::transport_cancelledWhileWaitingForTurn_sendsNothing()
{
    Bench bench;
    CancelSource cancel;
    cancel.cancel();

    const auto asked = await(bench.source.ask(TwoDays, false, cancel.token()));

    QVERIFY(asked && !*asked);
    QCOMPARE(asked->error().kind(), Error::Kind::Cancelled);
    QVERIFY(bench.transport.requests().isEmpty());
    QVERIFY(bench.paid.operations().isEmpty());
}

QTEST_GUILESS_MAIN(TestExplorerWire)
#include "tst_explorerwire.moc"
