// SPDX-License-Identifier: GPL-3.0-or-later
#include "callerbench.h"
#include "testpermit.h"

#include <support/await.h>

#include <QTest>

using namespace sm;
using namespace sm::aws;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr const char *cell = "query-cell1.timestream.eu-west-1.amazonaws.com";

QByteArray endpoints(const QByteArray &address, int minutes = 60)
{
    return R"({"Endpoints":[{"Address":")" + address + R"(","CachePeriodInMinutes":)" + QByteArray::number(minutes)
        + "}]}";
}

constexpr const char *rows = R"({"QueryId":"q","Rows":[],"ColumnInfo":[]})";

} // namespace

class TestEndpointDiscovery : public QObject
{
    Q_OBJECT

    static Result<Answer> query(CallerBench &bench)
    {
        const Call call{u"timestream-query"_s, u"Query"_s, {{u"QueryString"_s, u"SELECT 1"_s}}};
        return await(bench.caller.write(operations::Runner::permit(), call, Repeat::Token, {}))
            .value_or(Error(Error::Kind::Internal, u"no answer"_s));
    }

private Q_SLOTS:
    void call_asksFirst_andGoesToTheAnswer()
    {
        CallerBench bench;
        bench.transport.reply(200, endpoints(cell));
        bench.transport.reply(200, rows);

        QVERIFY(query(bench));

        const QList<net::HttpRequest> &sent = bench.transport.requests();
        QCOMPARE(sent.size(), 2);
        QCOMPARE(sent[0].url, QByteArray("https://query.timestream.eu-west-1.amazonaws.com/"));
        QCOMPARE(net::headerValue(sent[0].headers, "X-Amz-Target"), "Timestream_20181101.DescribeEndpoints");
        QCOMPARE(sent[1].url, QByteArray("https://") + cell + '/');
        QCOMPARE(net::headerValue(sent[1].headers, "Host"), QByteArray(cell));
        QVERIFY(net::headerValue(sent[1].headers, "Authorization").contains("/eu-west-1/timestream/aws4_request"));
    }

    void answer_holdsForAsLongAsItSays()
    {
        CallerBench bench;
        for (const QByteArray &body :
            {endpoints(cell, 5), QByteArray(rows), QByteArray(rows), endpoints(cell, 5), QByteArray(rows)})
            bench.transport.reply(200, body);

        QVERIFY(query(bench));
        QVERIFY(query(bench));
        bench.clock.advance(std::chrono::minutes(6));
        QVERIFY(query(bench));

        QCOMPARE(bench.transport.repliesLeft(), 0);
    }

    void answer_elsewhere_isNotFollowed_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("another host") << endpoints("timestream.example.com");
        QTest::newRow("a user before it") << endpoints("query.timestream.eu-west-1.amazonaws.com@example.com");
        QTest::newRow("a path") << endpoints("example.com/.amazonaws.com");
        QTest::newRow("a port") << endpoints("query.timestream.eu-west-1.amazonaws.com:8080");
        QTest::newRow("none") << QByteArray(R"({"Endpoints":[]})");
    }

    void answer_elsewhere_isNotFollowed()
    {
        QFETCH(QByteArray, body);
        CallerBench bench;
        bench.transport.reply(200, body);

        const Result<Answer> answer = query(bench);

        QCOMPARE(answer.error().code(), u"EndpointDiscovery"_s);
        QCOMPARE(bench.transport.requests().size(), 1);
    }

    void givenEndpoint_isUsedUnasked()
    {
        CallerSettings settings;
        settings.endpointUrl = [](const QString &) { return QByteArray("http://localhost:5601"); };
        CallerBench bench(settings);
        bench.transport.reply(200, rows);

        QVERIFY(query(bench));

        QCOMPARE(bench.transport.requests().first().url, QByteArray("http://localhost:5601/"));
    }
};

QTEST_GUILESS_MAIN(TestEndpointDiscovery)
#include "tst_endpointdiscovery.moc"
