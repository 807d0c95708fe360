// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocolfixture.h"

#include <QElapsedTimer>
#include <QJsonArray>

using namespace sm;
using namespace sm::aws;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray act = R"({"input": {"shape": "Box", "locationName": "ActRequest"},
                           "output": {"shape": "Box", "resultWrapper": "ActResult"}})";

const QByteArray shapes = R"({
    "Text": {"type": "string"}, "Number": {"type": "long"}, "Flag": {"type": "boolean"}, "When": {"type": "timestamp"},
    "Boxes": {"type": "list", "member": {"shape": "Box"}},
    "Tags": {"type": "list", "flattened": true, "member": {"shape": "Text", "locationName": "Tag"}},
    "Settings": {"type": "map", "key": {"shape": "Text"}, "value": {"shape": "Text"}},
    "Box": {"type": "structure", "members": {
        "Name": {"shape": "Text"}, "Size": {"shape": "Number"}, "Open": {"shape": "Flag"}, "Made": {"shape": "When"},
        "Kind": {"shape": "Text", "locationName": "xsi:type", "xmlAttribute": true},
        "Inner": {"shape": "Boxes"}, "Tags": {"shape": "Tags"}, "Settings": {"shape": "Settings"}}}})";

QByteArray wrapped(const QByteArray &result)
{
    return "<ActResponse><ActResult>" + result + "</ActResult></ActResponse>";
}

QByteArray nested(int depth)
{
    return wrapped(QByteArray("<Inner><member>").repeated(depth) + QByteArray("</member></Inner>").repeated(depth));
}

} // namespace

class TestXmlProtocol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parse_result_hasTypesOfTheModel()
    {
        const ProtocolFixture fixture("query", act, shapes);

        const auto output = fixture.parse(fixture.reply(200,
            wrapped("<Name> a &amp; b </Name><Size>9223372036854775807</Size><Open>true</Open><New><x/></New>"
                    "<Made>2015-01-25T08:00:00.5Z</Made><Tag>one</Tag><Tag>two</Tag>"
                    "<Settings><entry><key>k</key><value>v</value></entry></Settings>")));

        QVERIFY(output);
        QCOMPARE(*output, fixture.object(R"({"Name": " a & b ", "Size": 9223372036854775807, "Open": true,
            "Made": "2015-01-25T08:00:00.5Z", "Tags": ["one", "two"], "Settings": {"k": "v"}})"));
    }

    void parse_emptyElements_areEmptyTextAndNoNumber()
    {
        const ProtocolFixture fixture("query", act, shapes);

        const auto output = fixture.parse(fixture.reply(200, wrapped("<Name/><Size/><Made></Made><Inner/>")));

        QCOMPARE(*output, fixture.object(R"({"Name": "", "Inner": []})"));
    }

    void parse_undeclaredPrefix_isTakenOff()
    {
        const ProtocolFixture fixture("query", act, shapes);

        const auto output = fixture.parse(fixture.reply(200, wrapped("<ns2:Name>a</ns2:Name>")));

        QCOMPARE(output->value("Name"_L1).toString(), u"a"_s);
    }

    void parse_hostileAnswer_isBadReply_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("entity bomb")
            << QByteArray("<!DOCTYPE a [<!ENTITY x '0123456789'><!ENTITY y '&x;&x;&x;&x;&x;&x;&x;&x;'>]>")
                + wrapped("<Name>&y;&y;</Name>");
        QTest::newRow("outside entity") << QByteArray("<!DOCTYPE a SYSTEM 'file:///etc/passwd'>") + wrapped("<Name/>");
        QTest::newRow("undeclared entity") << wrapped("<Name>&secret;</Name>");
        QTest::newRow("too deep") << nested(101);
        QTest::newRow("cut short") << wrapped("<Name>a</Name>").chopped(30);
        QTest::newRow("no result") << QByteArray("<ActResponse><Other/></ActResponse>");
        QTest::newRow("wrong type") << wrapped("<Size>many</Size>");
        QTest::newRow("wrong flag") << wrapped("<Open>perhaps</Open>");
        QTest::newRow("json") << QByteArray("{}");
        QTest::newRow("page") << QByteArray("<html><body>portal</body></html>");
        QTest::newRow("zero bytes") << QByteArray(100, '\0');
    }

    void parse_hostileAnswer_isBadReply()
    {
        QFETCH(QByteArray, body);
        const ProtocolFixture fixture("query", act, shapes);

        const auto output = fixture.parse(fixture.reply(200, body));

        QVERIFY(!output);
        QCOMPARE(output.error().kind(), Error::Kind::BadReply);
    }

    void parse_manyLevelsOfUnknownElements_areSkipped()
    {
        const ProtocolFixture fixture("query", act, shapes);
        const QByteArray junk = QByteArray("<x>").repeated(200'000) + QByteArray("</x>").repeated(200'000);

        const auto output = fixture.parse(fixture.reply(200, wrapped(junk + "<Name>a</Name>")));

        QCOMPARE(*output, fixture.object(R"({"Name": "a"})"));
    }

    void parse_recursionThatIsAllowed_isRead()
    {
        const ProtocolFixture fixture("query", act, shapes);

        QVERIFY(fixture.parse(fixture.reply(200, nested(40))));
    }

    void serialize_attributeAndEscapes_areWritten()
    {
        const ProtocolFixture fixture("rest-xml", act, shapes);

        const auto request = fixture.serialize(R"({"Kind": "a>b", "Name": "<x> & \r", "Tags": ["p", "q"]})");

        QVERIFY(request);
        QCOMPARE(request->body,
            "<ActRequest xsi:type=\"a&#x3e;b\"><Name>&#x3c;x&#x3e; &#x26; &#xd;</Name><Tag>p</Tag><Tag>q</Tag>"
            "</ActRequest>");
    }

    void serialize_controlCharacter_isInvalid()
    {
        const ProtocolFixture fixture("rest-xml", act, shapes);

        const auto request = fixture.serialize(R"({"Name": "a\u0001"})");

        QVERIFY(!request);
        QCOMPARE(request.error().kind(), Error::Kind::Invalid);
    }

    void parse_bucketLocation_isTheOutermostElement()
    {
        const ProtocolFixture fixture("rest-xml", R"({"output": {"shape": "Where"}})",
            R"({"Where": {"type": "structure", "members": {"Place": {"shape": "Text"}}}, "Text": {"type": "string"}})");

        QCOMPARE(*fixture.parse(fixture.reply(200, "<Place xmlns='http://s3/'>eu-west-1</Place>")),
            fixture.object(R"({"Place": "eu-west-1"})"));
        QCOMPARE(*fixture.parse(fixture.reply(200, "<Place xmlns='http://s3/'/>")), QJsonObject());
        QCOMPARE(*fixture.parse(fixture.reply(200, "<R><Place>eu-west-1</Place></R>")),
            fixture.object(R"({"Place": "eu-west-1"})"));
    }

    void parse_manyFlattenedElements_takesLinearTime()
    {
        const ProtocolFixture fixture("query", act, shapes);
        const QByteArray body = wrapped(QByteArray("<Tag>x</Tag>").repeated(200'000));
        QElapsedTimer timer;
        timer.start();

        const auto output = fixture.parse(fixture.reply(200, body));

        QCOMPARE(output->value("Tags"_L1).toArray().size(), 200'000);
        QVERIFY2(timer.elapsed() < 5'000, "a quadratic reader takes minutes");
    }
};

QTEST_GUILESS_MAIN(TestXmlProtocol)
#include "tst_xmlprotocol.moc"
