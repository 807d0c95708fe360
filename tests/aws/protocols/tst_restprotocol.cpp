// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocolfixture.h"

using namespace sm;
using namespace sm::aws;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray act = R"({"http": {"method": "PUT", "requestUri": "/{Bucket}/{Key+}?acl"},
    "endpoint": {"hostPrefix": "{Account}."},
    "input": {"shape": "In"}, "output": {"shape": "Out"}})";

const QByteArray shapes = R"({
    "Text": {"type": "string"}, "Number": {"type": "integer"}, "When": {"type": "timestamp"}, "Bytes": {"type": "blob"},
    "Texts": {"type": "list", "member": {"shape": "Text"}},
    "Moments": {"type": "list", "member": {"shape": "When"}},
    "Map": {"type": "map", "key": {"shape": "Text"}, "value": {"shape": "Text"}},
    "In": {"type": "structure", "required": ["Bucket", "Key"], "payload": "Body", "members": {
        "Account": {"shape": "Text", "hostLabel": true, "location": "header", "locationName": "x-account"},
        "Bucket": {"shape": "Text", "location": "uri", "locationName": "Bucket"},
        "Key": {"shape": "Text", "location": "uri", "locationName": "Key"},
        "Limit": {"shape": "Number", "location": "querystring", "locationName": "max"},
        "More": {"shape": "Map", "location": "querystring"},
        "Note": {"shape": "Text", "location": "header", "locationName": "x-note"},
        "Notes": {"shape": "Texts", "location": "header", "locationName": "x-notes"},
        "Meta": {"shape": "Map", "location": "headers", "locationName": "x-meta-"},
        "Type": {"shape": "Text", "location": "header", "locationName": "Content-Type"},
        "Body": {"shape": "Bytes", "streaming": true}}},
    "Out": {"type": "structure", "members": {
        "Code": {"shape": "Number", "location": "statusCode"},
        "Notes": {"shape": "Texts", "location": "header", "locationName": "x-notes"},
        "Times": {"shape": "Moments", "location": "header", "locationName": "x-times"},
        "Meta": {"shape": "Map", "location": "headers", "locationName": "x-meta-"},
        "Name": {"shape": "Text"}}}})";

const QByteArray least = R"("Account": "a1", "Bucket": "b", "Key": "k")";

} // namespace

class TestRestProtocol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void serialize_labels_areEncodedAndGreedyOnesKeepSlashes()
    {
        const ProtocolFixture fixture("rest-json", act, shapes);

        const auto request = fixture.serialize(R"({"Account": "a1", "Bucket": "a/b", "Key": "x y/+~é", "Limit": 5})");

        QVERIFY(request);
        QCOMPARE(request->verb, "PUT");
        QCOMPARE(request->path, "/a%2Fb/x%20y/%2B~%C3%A9");
        QCOMPARE(request->query, "acl&max=5");
        QCOMPARE(request->hostPrefix, u"a1."_s);
    }

    void serialize_namedQueryMember_goesBeforeAMapEntry()
    {
        const ProtocolFixture fixture("rest-json", act, shapes);

        const auto request = fixture.serialize("{" + least + R"(, "Limit": 5, "More": {"max": "9", "a b": "c&d"}})");

        QCOMPARE(request->query, "acl&max=5&a%20b=c%26d");
    }

    void serialize_headers_areWrittenByTheirKind()
    {
        const ProtocolFixture fixture("rest-json", act, shapes);

        const auto request = fixture.serialize("{" + least
            + R"(, "Notes": ["a", "b,c", "d\u0022e"], "Note": "", "Meta": {"One": "1"}, "Type": "image/png", "Body": "aGk="})");

        QCOMPARE(net::headerValue(request->headers, "x-notes"), "a,\"b,c\",\"d\\\"e\"");
        QVERIFY(!net::hasHeader(request->headers, "x-note"));
        QCOMPARE(net::headerValue(request->headers, "x-meta-one"), "1");
        QCOMPARE(net::headerValue(request->headers, "Content-Type"), "image/png");
        QCOMPARE(request->body, "hi");
    }

    void serialize_valueThatItsPlaceCanNotHold_isInvalid_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::newRow("empty label") << QByteArray(R"({"Account": "a1", "Bucket": "", "Key": "k"})");
        QTest::newRow("no label") << QByteArray(R"({"Account": "a1", "Bucket": "b"})");
        QTest::newRow("line break") << "{" + least + R"(, "Note": "a\r\nX-Admin: yes"})";
        QTest::newRow("line break in a key") << "{" + least + R"(, "Meta": {"a\nb": "c"}})";
        QTest::newRow("host with a path") << QByteArray(R"({"Account": "evil.example/", "Bucket": "b", "Key": "k"})");
        QTest::newRow("no host") << QByteArray(R"({"Bucket": "b", "Key": "k"})");
    }

    void serialize_valueThatItsPlaceCanNotHold_isInvalid()
    {
        QFETCH(QByteArray, input);
        const ProtocolFixture fixture("rest-json", act, shapes);

        const auto request = fixture.serialize(input);

        QVERIFY(!request);
        QCOMPARE(request.error().kind(), Error::Kind::Invalid);
    }

    void parse_headersAndStatus_areMembers()
    {
        const ProtocolFixture fixture("rest-json", act, shapes);

        const auto output = fixture.parse(fixture.reply(201, R"({"Name": "n", "Code": 7})",
            {{"X-Notes", "a, \"b,c\" ,\"d\\\"e\""}, {"X-Meta-One", "1"},
                {"x-times", "Mon, 16 Dec 2019 23:48:18 GMT, Tue, 17 Dec 2019 23:48:18 GMT"}}));

        QVERIFY(output);
        QCOMPARE(*output, fixture.object(R"({"Code": 201, "Notes": ["a", "b,c", "d\u0022e"], "Meta": {"One": "1"},
            "Times": ["2019-12-16T23:48:18Z", "2019-12-17T23:48:18Z"], "Name": "n"})"));
    }
};

QTEST_GUILESS_MAIN(TestRestProtocol)
#include "tst_restprotocol.moc"
