// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocolfixture.h"

using namespace sm;
using namespace sm::aws;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray act
    = R"({"output": {"shape": "Out"}, "errors": [{"shape": "NotThereException"}, {"shape": "Coded"}]})";

const QByteArray shapes = R"({
    "Text": {"type": "string"},
    "Out": {"type": "structure", "members": {"Name": {"shape": "Text"}}},
    "NotThereException": {"type": "structure", "exception": true,
                          "members": {"message": {"shape": "Text"}, "Resource": {"shape": "Text"}}},
    "Coded": {"type": "structure", "exception": true, "error": {"code": "Short.Code"}, "members": {}},
    "ElsewhereException": {"type": "structure", "exception": true, "members": {}}})";

} // namespace

class TestParseError : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void code_ofEachForm_isTheSame_data()
    {
        QTest::addColumn<QString>("protocol");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("header");
        const auto row = [](const char *name, const char *protocol, const char *body, const char *header = "") {
            QTest::newRow(name) << QString::fromLatin1(protocol) << QByteArray(body) << QByteArray(header);
        };
        row("plain", "json", R"({"__type": "NotThereException", "message": "gone"})");
        row("namespace", "json", "{\"__type\": \"com.amazonaws.x.v2012#NotThereException\", \"Message\": \"gone\"}");
        row("both spellings", "json", R"({"__type": "NotThereException", "message": "gone", "Message": "other"})");
        row("uri", "json", "{\"__type\": \"NotThereException:http://internal.amazon.com/#x\", \"message\": \"gone\"}");
        row("header", "rest-json", R"({"message": "gone"})", "ns#NotThereException:http://x/");
        row("code", "rest-json", R"({"code": "NotThereException", "message": "gone"})");
        row("query", "query",
            "<ErrorResponse><Error><Type>Sender</Type><Code>NotThereException</Code>"
            "<Message>gone</Message></Error><RequestId>id-1</RequestId></ErrorResponse>");
        row("query, nested twice", "query",
            "<ErrorResponse><Errors><Error><Code>NotThereException</Code>"
            "<Message>gone</Message></Error></Errors></ErrorResponse>");
        row("ec2", "ec2",
            "<?xml version='1.0'?><Response><Errors><Error><Code>NotThereException</Code>"
            "<Message>gone</Message></Error></Errors><RequestID>id-1</RequestID></Response>");
        row("s3", "rest-xml", "<Error><Code>NotThereException</Code><Message>gone</Message></Error>");
        row("xml from a json service", "json",
            "<ErrorResponse><Errors><Error><Code>NotThereException</Code><Message>gone</Message></Error></Errors>"
            "</ErrorResponse>");
        row("json from an xml service", "query", R"({"__type": "NotThereException", "message": "gone"})");
        row("named by its element", "query", "<NotThereException><Message>gone</Message></NotThereException>");
    }

    void code_ofEachForm_isTheSame()
    {
        QFETCH(QString, protocol);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, header);
        const ProtocolFixture fixture(protocol.toLatin1(), act, shapes);
        net::HttpHeaders headers{{"Content-Type", "text/html"}};
        if (!header.isEmpty())
            headers.append({"x-amzn-ErrorType", header});

        const ServiceError error = fixture.refuse(fixture.reply(400, body, headers));

        QCOMPARE(error.code, u"NotThereException"_s);
        QCOMPARE(error.message, u"gone"_s);
        QVERIFY(error.isAwsAnswer);
        QVERIFY(error.shape);
        QCOMPARE(error.shape->name, u"NotThereException"_s);
    }

    void members_ofAModelledError_areRead()
    {
        const ProtocolFixture json("json", act, shapes);
        const ProtocolFixture query("query", act, shapes);

        const auto fromJson = json.refuse(json.reply(400, R"({"__type": "NotThereException", "Resource": "pool"})"));
        const auto fromXml = query.refuse(query.reply(404,
            "<ErrorResponse><Error><Code>NotThereException</Code><Resource>pool</Resource></Error></ErrorResponse>"));

        QCOMPARE(fromJson.members.value("Resource"_L1).toString(), u"pool"_s);
        QCOMPARE(fromXml.members.value("Resource"_L1).toString(), u"pool"_s);
    }

    void shape_isFoundByCodeAndInTheWholeService()
    {
        const ProtocolFixture fixture("json", act, shapes);

        QCOMPARE(fixture.refuse(fixture.reply(400, R"({"__type": "Short.Code"})")).shape->name, u"Coded"_s);
        QCOMPARE(fixture.refuse(fixture.reply(400, R"({"__type": "ElsewhereException"})")).shape->name,
            u"ElsewhereException"_s);
        QVERIFY(!fixture.refuse(fixture.reply(400, R"({"__type": "Out"})")).shape);
    }

    void queryError_header_givesTheOldCode()
    {
        const ProtocolFixture fixture("json", act, shapes, R"({"awsQueryCompatible": {}})");

        const ServiceError error = fixture.refuse(fixture.reply(
            400, "{\"__type\": \"x#NotThereException\"}", {{"x-amzn-query-error", "AWS.Old.NotThere;Sender"}}));

        QCOMPARE(error.code, u"AWS.Old.NotThere"_s);
        QCOMPARE(error.shape->name, u"NotThereException"_s);
    }

    void body_thatNoServiceSends_isNotAnAwsAnswer_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("page") << QByteArray("<!doctype html>\n<html lang=en><title>404 Not Found</title></html>");
        QTest::newRow("old page") << QByteArray("<html><body>Bad gateway</body></html>");
        QTest::newRow("text") << QByteArray("upstream connect error");
        QTest::newRow("other xml") << QByteArray("<rss><channel/></rss>");
        QTest::newRow("broken xml") << QByteArray("<Error><Co");
        QTest::newRow("broken json") << QByteArray("{\"__type\": ");
        QTest::newRow("entities") << QByteArray(
            "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><Error>&b;</Error>");
    }

    void body_thatNoServiceSends_isNotAnAwsAnswer()
    {
        QFETCH(QByteArray, body);
        const ProtocolFixture fixture("json", act, shapes);

        const ServiceError error = fixture.refuse(fixture.reply(500, body));

        QVERIFY(!error.isAwsAnswer);
        QVERIFY(error.code.isEmpty());
    }

    void emptyBody_isAnAnswerWithoutCode()
    {
        const ProtocolFixture fixture("rest-xml", act, shapes);

        const ServiceError error = fixture.refuse(fixture.reply(404, {}, {{"x-amz-request-id", "id-9"}}));

        QVERIFY(error.isAwsAnswer);
        QVERIFY(error.code.isEmpty());
        QCOMPARE(error.requestId, u"id-9"_s);
    }

    void requestId_isReadFromHeadersAndBodies_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("json") << QByteArray("x-amzn-RequestId") << QByteArray("{}");
        QTest::newRow("s3") << QByteArray("x-amz-request-id") << QByteArray("<Error/>");
        QTest::newRow("third name") << QByteArray("x-amzn-request-id") << QByteArray();
        QTest::newRow("query body") << QByteArray() << QByteArray("<R><RequestId>id-7</RequestId></R>");
        QTest::newRow("ec2 error") << QByteArray() << QByteArray("<R><RequestID>id-7</RequestID></R>");
        QTest::newRow("ec2 answer") << QByteArray() << QByteArray("<R><requestId> id-7\n</requestId></R>");
    }

    void requestId_isReadFromHeadersAndBodies()
    {
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, body);
        net::HttpHeaders headers;
        if (!header.isEmpty())
            headers.append({header, "id-7"});

        QCOMPARE(requestId(ProtocolFixture::reply(200, body, headers)), u"id-7"_s);
    }

    void isRefusal_s3AnswerOf200WithAnError_isOne()
    {
        const ProtocolFixture s3("rest-xml", act, shapes);
        const auto late
            = s3.reply(200, "<?xml version='1.0'?>\n<Error><Code>InternalError</Code><Message>m</Message></Error>");
        const auto good = s3.reply(200, "<Out><Name>Error</Name></Out>");

        QVERIFY(isRefusal(s3.service(), s3.operation(), late));
        QCOMPARE(s3.refuse(late).code, u"InternalError"_s);
        QVERIFY(!isRefusal(s3.service(), s3.operation(), good));
        QVERIFY(isRefusal(s3.service(), s3.operation(), s3.reply(301, {})));
    }

    void isRefusal_objectThatLooksLikeAnError_isNone()
    {
        const ProtocolFixture fixture("rest-xml", R"({"output": {"shape": "File"}})",
            R"({"File": {"type": "structure", "payload": "Body", "members": {"Body": {"shape": "Bytes", "streaming": true}}},
                "Bytes": {"type": "blob"}})");
        const auto file = fixture.reply(200, "<Error><Code>mine</Code></Error>");

        QVERIFY(!isRefusal(fixture.service(), fixture.operation(), file));
        QCOMPARE(QByteArray::fromBase64(fixture.parse(file)->value("Body"_L1).toString().toLatin1()), file.body);
    }
};

QTEST_GUILESS_MAIN(TestParseError)
#include "tst_parseerror.moc"
