// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocolfixture.h"

#include <QJsonArray>

using namespace sm;
using namespace sm::aws;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray act = R"({"input": {"shape": "Box"}, "output": {"shape": "Box"}})";

const QByteArray shapes = R"({
    "Text": {"type": "string"}, "Number": {"type": "long"}, "Real": {"type": "double"}, "Flag": {"type": "boolean"},
    "Bytes": {"type": "blob"}, "When": {"type": "timestamp"},
    "Texts": {"type": "list", "member": {"shape": "Text"}},
    "Moments": {"type": "map", "key": {"shape": "Text"}, "value": {"shape": "When"}},
    "Choice": {"type": "structure", "union": true, "members": {"one": {"shape": "Text"}, "two": {"shape": "Number"}}},
    "Box": {"type": "structure", "members": {
        "Name": {"shape": "Text"}, "Size": {"shape": "Number"}, "Ratio": {"shape": "Real"}, "Open": {"shape": "Flag"},
        "Data": {"shape": "Bytes"}, "Made": {"shape": "When"}, "Labels": {"shape": "Texts"},
        "Seen": {"shape": "Moments"}, "Choice": {"shape": "Choice"},
        "Renamed": {"shape": "Text", "locationName": "on-wire"}, "Inner": {"shape": "Box"}}}})";

} // namespace

class TestJsonProtocol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void serialize_int64_staysExact()
    {
        const ProtocolFixture fixture("json", act, shapes);

        const auto request = fixture.serialize(R"({"Size": 9223372036854775807})");

        QVERIFY(request);
        QCOMPARE(request->body, R"({"Size":9223372036854775807})");
    }

    void parse_int64_staysExact()
    {
        const ProtocolFixture fixture("json", act, shapes);

        const auto output = fixture.parse(fixture.reply(200, R"({"Size": -9223372036854775807})"));

        QVERIFY(output);
        QCOMPARE(output->value("Size"_L1).toInteger(), -9223372036854775807LL);
    }

    void serialize_nullMember_isAbsent()
    {
        const ProtocolFixture fixture("json", act, shapes);

        const auto request = fixture.serialize(R"({"Name": null, "Inner": {"Name": null, "Open": false}})");

        QVERIFY(request);
        QCOMPARE(request->body, R"({"Inner":{"Open":false}})");
    }

    void parse_nullAndUnknown_areAbsent()
    {
        const ProtocolFixture fixture("json", act, shapes);

        const auto output = fixture.parse(
            fixture.reply(200, R"({"Name": null, "New": 1, "Open": true})", {{"Content-Type", "text/html"}}));

        QVERIFY(output);
        QCOMPARE(*output, fixture.object(R"({"Open": true})"));
    }

    void parse_timestamps_becomeIsoText_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<QString>("date");
        QTest::newRow("seconds") << QByteArray("1422172800") << u"2015-01-25T08:00:00Z"_s;
        QTest::newRow("milliseconds") << QByteArray("1422172800.123") << u"2015-01-25T08:00:00.123Z"_s;
        QTest::newRow("microseconds") << QByteArray("1422172800.123456") << u"2015-01-25T08:00:00.123456Z"_s;
        QTest::newRow("exponent") << QByteArray("1.4221728E9") << u"2015-01-25T08:00:00Z"_s;
        QTest::newRow("text") << QByteArray(R"("2015-01-25T09:00:00+01:00")") << u"2015-01-25T08:00:00Z"_s;
    }

    void parse_timestamps_becomeIsoText()
    {
        QFETCH(QByteArray, wire);
        QFETCH(QString, date);
        const ProtocolFixture fixture("json", act, shapes);

        const auto output
            = fixture.parse(fixture.reply(200, "{\"Made\": " + wire + ", \"Seen\": {\"a\": " + wire + "}}"));

        QVERIFY(output);
        QCOMPARE(output->value("Made"_L1).toString(), date);
        QCOMPARE(output->value("Seen"_L1)[u"a"].toString(), date);
    }

    void parse_timestampBeyondTheCalendar_staysANumber()
    {
        const ProtocolFixture fixture("json", act, shapes);

        const auto output = fixture.parse(fixture.reply(200, R"({"Made": 1598340675194000})"));

        QVERIFY(output);
        QCOMPARE(output->value("Made"_L1).toInteger(), 1598340675194000LL);
    }

    void serialize_timestamps_fromTextAndNumber()
    {
        const ProtocolFixture fixture("json", act, shapes);

        const auto fromText = fixture.serialize(R"({"Made": "2015-01-25T08:00:00.5Z"})");
        const auto fromNumber = fixture.serialize(R"({"Made": 1422172800})");

        QCOMPARE(fromText->body, R"({"Made":1422172800.5})");
        QCOMPARE(fromNumber->body, R"({"Made":1422172800})");
    }

    void serialize_renamedMember_hasItsNameOnTheWire()
    {
        const ProtocolFixture fixture("json", act, shapes);

        QCOMPARE(fixture.serialize(R"({"Renamed": "x"})")->body, R"({"on-wire":"x"})");
        QCOMPARE(*fixture.parse(fixture.reply(200, R"({"on-wire": "x"})")), fixture.object(R"({"Renamed": "x"})"));
    }

    void serialize_operation_isNamedInTheTarget()
    {
        const ProtocolFixture fixture("json", act, shapes);

        const auto request = fixture.serialize("{}");

        QCOMPARE(request->verb, "POST");
        QCOMPARE(request->path, "/");
        QCOMPARE(net::headerValue(request->headers, "X-Amz-Target"), "Test.Act");
        QCOMPARE(net::headerValue(request->headers, "Content-Type"), "application/x-amz-json-1.1");
    }

    void parse_wrongAnswer_isBadReply_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("cut short") << QByteArray("{\"Name\": \"half");
        QTest::newRow("list") << QByteArray("[1, 2]");
        QTest::newRow("structure is text") << QByteArray(R"({"Inner": "x"})");
        QTest::newRow("number is a word") << QByteArray(R"({"Size": "many"})");
        QTest::newRow("list is an object") << QByteArray(R"({"Labels": {"a": 1}})");
        QTest::newRow("text is an object") << QByteArray(R"({"Name": {"a": 1}})");
        QTest::newRow("no date") << QByteArray(R"({"Made": "yesterday"})");
        QTest::newRow("web page") << QByteArray("<!DOCTYPE html><html><body>Sign in</body></html>");
        QTest::newRow("nested without end") << QByteArray(200'000, '[');
    }

    void parse_wrongAnswer_isBadReply()
    {
        QFETCH(QByteArray, body);
        const ProtocolFixture fixture("json", act, shapes);

        const auto output = fixture.parse(fixture.reply(200, body));

        QVERIFY(!output);
        QCOMPARE(output.error().kind(), Error::Kind::BadReply);
        QVERIFY(!output.error().message().isEmpty());
    }

    void parse_numbersAsText_areNumbers()
    {
        const ProtocolFixture fixture("json", act, shapes);

        const auto output = fixture.parse(fixture.reply(200, R"({"Size": "42", "Open": "true", "Name": 7})"));

        QVERIFY(output);
        QCOMPARE(*output, fixture.object(R"({"Size": 42, "Open": true, "Name": "7"})"));
    }

    void parse_unionWithNewMember_namesIt()
    {
        const ProtocolFixture fixture("json", act, shapes);

        const auto output
            = fixture.parse(fixture.reply(200, R"({"Choice": {"__type": "x", "three": 3, "one": null}})"));

        QCOMPARE(*output, fixture.object(R"({"Choice": {"SDK_UNKNOWN_MEMBER": {"name": "three"}}})"));
    }

    void parse_webPage_evenWithoutOutput_isBadReply()
    {
        const ProtocolFixture fixture("json", "{}", shapes);

        QVERIFY(fixture.parse(fixture.reply(200, {})));
        QVERIFY(!fixture.parse(fixture.reply(200, "\n <HTML><body>portal</body></HTML>")));
    }
};

QTEST_GUILESS_MAIN(TestJsonProtocol)
#include "tst_jsonprotocol.moc"
